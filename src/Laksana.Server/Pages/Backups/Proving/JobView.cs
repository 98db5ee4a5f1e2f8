using System.Globalization;
using Laksana.Automation;
using Laksana.Backups;
using static Laksana.Server.Pages.Backups.Proving.ProofPageWords;

namespace Laksana.Server.Pages.Backups.Proving;

/// <summary>A check or trial restore under way, or as it ended.</summary>
internal sealed record JobView(JobNow Job, bool MayCancel)
{
    public string Title => Say[Job.Kind == DrillJob.Name ? "job.drill" : "job.verify", Job.Subject];

    public int? Percent => Job.Fraction is { } fraction ? (int)(fraction * 100) : null;

    public string Status => Job.Status == ActionRunStatus.Waiting ? Say["job.waiting"] : Percent is { } percent ? Say["job.running", percent] : Say["job.begun"];

    /// <summary>"412 MB dari 1,5 GB, kira-kira 2 menit lagi"</summary>
    public string? Count => Job.Count is not { } count ? null
        : count.BytesOf is not { } of ? null
        : count.SecondsLeft is { } left ? Say["job.count.left", ByteSize.Say(count.Bytes), ByteSize.Say(of), Minutes(TimeSpan.FromSeconds(left))]
        : Say["job.count", ByteSize.Say(count.Bytes), ByteSize.Say(of)];

    /// <summary>A length of time as people say it.</summary>
    public static string Minutes(TimeSpan time) => time.TotalSeconds < 90 ? Say["time.seconds", Math.Max(1, Math.Round(time.TotalSeconds))]
        : time.TotalMinutes < 90 ? Say["time.minutes", Math.Round(time.TotalMinutes)]
        : Say["time.hours", Math.Round(time.TotalHours, 1).ToString(CultureInfo.CurrentCulture)];
}
