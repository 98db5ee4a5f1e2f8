using static Laksana.Network.Probes.ProbeWords;

namespace Laksana.Network.Probes;

/// <summary>Finds everything that is wrong with a specification.</summary>
internal sealed class SpecCheck
{
    private static readonly string[] DnsTypes = ["A", "AAAA", "CNAME", "MX", "NS", "PTR", "SOA", "TXT"];
    private const int LongestText = 2000;

    private readonly List<SpecFault> _faults = [];

    public static IReadOnlyList<SpecFault> Of(ProbeSpec spec)
    {
        var check = new SpecCheck();
        check.Between("timeout", (long)spec.Timeout.TotalMilliseconds, 50, 60_000);
        if (spec is not (HttpSpec or LocalServiceSpec or DatabaseQuerySpec)) check.Host("target", spec.Target);
        switch (spec)
        {
            case IcmpSpec icmp: check.Icmp(icmp); break;
            case PathSpec path: check.Between("most_hops", path.MostHops, 1, 64); break;
            case MtuSpec mtu: check.Between("wanted", mtu.Wanted, 576, 9000); break;
            case TcpSpec tcp: check.Between("port", tcp.Port, 1, 65535); break;
            case DnsSpec dns: check.Dns(dns); break;
            case HttpSpec http: check.Http(http); break;
            case DomainExpirySpec domain: check.Between("days_left", domain.DaysLeft, 0, 3650); break;
            case SnmpSpec snmp: check.Snmp(snmp); break;
            case LocalServiceSpec local: check.Local(local); break;
            case DatabaseQuerySpec query: check.Database(query); break;
            default: break;
        }
        return check._faults;
    }

    /// <summary>A literal address, or a name as DNS has them (RFC 1123; underscores are seen in the wild).</summary>
    internal static bool IsHost(string? text) =>
        text is { Length: > 0 and <= 253 } && Uri.CheckHostName(text.Trim('[', ']')) is not (UriHostNameType.Unknown or UriHostNameType.Basic);

    private void Icmp(IcmpSpec icmp)
    {
        Between("count", icmp.Count, 1, 20);
        Between("interval", (long)icmp.Interval.TotalMilliseconds, 10, 5000);
        Between("payload_length", icmp.PayloadLength, 16, 8972);
        Between("time_to_live", icmp.TimeToLive ?? 1, 1, 255);
        Between("loss_above_percent", icmp.LossAbovePercent, 0, 100);
    }

    private void Dns(DnsSpec dns)
    {
        Between("port", dns.Port, 1, 65535);
        if (dns.Name is not { Length: > 0 and <= 253 } || dns.Name.Split('.').Any(label => label.Length > 63)) Fault("name", "spec.host", dns.Name ?? "");
        if (!DnsTypes.Contains(dns.Type, StringComparer.Ordinal)) Fault("type", "spec.one-of", string.Join(", ", DnsTypes));
        Between("expected", dns.Expected.Count, 0, 20);
    }

    private void Http(HttpSpec http)
    {
        if (!Uri.TryCreate(http.Target, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.UserInfo.Length > 0 || !IsHost(url.IdnHost)) Fault("target", "spec.url");
        foreach (var status in http.ExpectedStatus) Between("expected_status", status, 100, 599);
        Between("most_redirects", http.MostRedirects, 0, 10);
        Between("certificate_days", http.CertificateDays, 0, 3650);
        Between("stale_after_days", http.StaleAfterDays ?? 1, 1, 3650);
        Between("expected_text", http.ExpectedText?.Length ?? 0, 0, LongestText);
    }

    private void Snmp(SnmpSpec snmp)
    {
        Between("port", snmp.Port, 1, 65535);
        if (string.IsNullOrWhiteSpace(snmp.Access)) Fault("access", "spec.missing");
        Between("interfaces", snmp.Interfaces.Count, 0, 100);
        Between("disk_percent", snmp.DiskPercent, 1, 100);
        Between("celsius", snmp.Celsius, 1, 200);
    }

    private void Local(LocalServiceSpec local)
    {
        Between("percent", local.Percent, 1, 100);
        if (local.What == LocalKind.Port && !(int.TryParse(local.Target, System.Globalization.CultureInfo.InvariantCulture, out var port) && port is >= 1 and <= 65535))
            Fault("target", "spec.between", 1, 65535);
        else if (local.What != LocalKind.Memory && (string.IsNullOrWhiteSpace(local.Target) || local.Target.Length > 253 || local.Target[0] == '-' || local.Target.Any(char.IsControl)))
            Fault("target", "spec.missing");
    }

    private void Database(DatabaseQuerySpec query)
    {
        if (string.IsNullOrWhiteSpace(query.Target)) Fault("target", "spec.missing");
        if (string.IsNullOrWhiteSpace(query.Query)) Fault("query", "spec.missing");
        else Between("query", query.Query.Length, 1, LongestText);
    }

    private void Host(string field, string? text)
    {
        if (!IsHost(text)) Fault(field, "spec.host", text ?? "");
    }

    private void Between(string field, long value, long least, long most)
    {
        if (value < least || value > most) Fault(field, "spec.between", least, most);
    }

    private void Fault(string field, string key, params object[] arguments) => _faults.Add(new SpecFault(field, Say[key, arguments]));
}
