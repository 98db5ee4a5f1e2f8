using Laksana.Automation;
using Laksana.Backups;
using Laksana.Server.Pages.Backups.Proving;
using static Laksana.Server.Pages.Backups.Taking.BackupPageWords;

namespace Laksana.Server.Pages.Backups.Taking;

/// <summary>Long work on backups, under way or as it ended, for the partial _Work.</summary>
internal sealed record WorkView(JobNow Job, bool MayCancel)
{
    public string Address => $"/backup/pekerjaan/{Job.Id}";

    /// <summary>A link to the address already shown would only be looked up by the browser; the count makes it ask again.</summary>
    public string ReloadAddress => FormattableString.Invariant($"{Address}?muat={Environment.TickCount64}");

    public string Title => Job.Kind switch
    {
        TakeJob.Name => Say["work.take", Job.Subject],
        VerifyJob.Name => Say["work.verify", Job.Subject],
        DrillJob.Name => Say["work.drill", Job.Subject],
        CopyJob.Name => Say["work.copy", Job.Subject],
        MeasureJob.Name => Say["work.measure", Job.Subject],
        RecoveryJob.JobKind => Say["work.recovery", Job.Subject],
        _ => $"{Job.Kind} {Job.Subject}",
    };

    /// <summary>The page of what it is about, where that is another one.</summary>
    public (string Address, string Words)? About => Job.Kind switch
    {
        VerifyJob.Name or DrillJob.Name => ("/backup/" + Uri.EscapeDataString(Job.Subject), Say["work.about.backup"]),
        CopyJob.Name or MeasureJob.Name => ("/backup/media/" + Uri.EscapeDataString(Job.Subject), Say["work.about.medium"]),
        RecoveryJob.JobKind => ("/backup/pemulihan/" + Uri.EscapeDataString(Job.Subject), Say["work.about.recovery"]),
        _ => null,
    };

    public int? Percent => Job.Going && Job.Fraction is { } fraction ? (int)(fraction * 100) : null;

    public string Style => Job.Status switch { ActionRunStatus.Succeeded => "done", ActionRunStatus.Failed => "late", ActionRunStatus.Cancelled => "off", _ => "now" };

    public string Status => Job.Status switch
    {
        ActionRunStatus.Succeeded => Say["work.succeeded"],
        ActionRunStatus.Failed => Say["work.failed"],
        ActionRunStatus.Cancelled => Say["work.cancelled"],
        ActionRunStatus.Waiting => Say["work.waiting"],
        _ => Percent is { } percent ? Say["work.percent", percent] : Say["work.running"],
    };

    /// <summary>"412 MB dari 1,5 GB · tabel 3 dari 12 · kira-kira 2 menit lagi"</summary>
    public string? Count => Job is not { Going: true, Count: { } count } ? null : string.Join(" · ", new[]
    {
        count.BytesOf is { } of ? Say["work.bytes", ByteSize.Say(count.Bytes), ByteSize.Say(of)] : count.Bytes > 0 ? ByteSize.Say(count.Bytes) : null,
        (count.Items, count.ItemsOf) is ({ } done, { } all) ? Say["work.items", done, all] : null,
        count.SecondsLeft is { } left ? Say["work.left", JobView.Minutes(TimeSpan.FromSeconds(left))] : null,
    }.OfType<string>());
}
