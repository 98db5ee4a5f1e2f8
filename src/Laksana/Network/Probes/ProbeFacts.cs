namespace Laksana.Network.Probes;

/// <summary>Names of measured values in <see cref="ProbeResult.Facts"/> that others read; <see cref="ProbeSpec"/>'s kinds say which belong to which.</summary>
public static class ProbeFacts
{
    public const string Sent = "sent";
    public const string Received = "received";
    public const string MinMs = "min_ms";
    public const string AvgMs = "avg_ms";
    public const string MaxMs = "max_ms";
    public const string LossPercent = "loss_percent";

    /// <summary>Who said that it cannot be reached.</summary>
    public const string From = "from";

    public const string Address = "address";
    public const string Hops = "hops";
    public const string Reached = "reached";
    public const string Mtu = "mtu";
    public const string ToldMtu = "told_mtu";
    public const string ToldBy = "told_by";
    public const string Divided = "divided";
    public const string Answers = "answers";
    public const string Rcode = "rcode";
    public const string Ttl = "ttl";
    public const string Status = "status";
    public const string Bytes = "bytes";
    public const string Hash = "hash";
    public const string ContentChanged = "content_changed";
    public const string FinalUrl = "final_url";
    public const string Redirects = "redirects";
    public const string CertificateExpires = "cert_expires";
    public const string CertificateDaysLeft = "cert_days_left";
    public const string Expires = "expires";
    public const string DaysLeft = "days_left";
    public const string Registrar = "registrar";
    public const string Source = "source";
    public const string UptimeSeconds = "uptime_s";
    public const string State = "state";
    public const string Percent = "percent";
    public const string FreeBytes = "free_bytes";
    public const string TotalBytes = "total_bytes";
}
