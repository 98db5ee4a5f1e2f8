using Laksana.Backups;
using Laksana.Server.Pages.Backups.Proving;
using static Laksana.Server.Pages.Backups.Taking.BackupPageWords;

namespace Laksana.Server.Pages.Backups.Taking;

/// <summary>How a source stands, in one card.</summary>
/// <param name="Source">Null: it has backups, but is not backed up any more.</param>
/// <param name="Newest">The newest that is in its place.</param>
/// <param name="LastJob">The last backup that was asked for outside a case.</param>
internal sealed record SourceView(string Name, BackupSource? Source, Backup? Newest, JobNow? LastJob, IReadOnlyList<WatchFinding> Findings, ThreeTwoOne? Rule, bool MayTake)
{
    public string Kind => Say["kind." + (Source?.Kind ?? Newest?.Kind ?? SourceKind.Command)];

    public bool Going => LastJob?.Going == true;

    /// <summary>The last attempt, when it failed and nothing was taken since.</summary>
    public JobNow? Failed => LastJob is { Status: Automation.ActionRunStatus.Failed, EndedAt: { } ended } && !(Newest?.TakenAt >= ended) ? LastJob : null;

    public (string Style, string Words) State =>
        Going ? ("now", Say["state.going"])
        : Source is null ? ("off", Say["state.gone"])
        : Failed is not null ? ("late", Say["state.failed"])
        : Newest is null ? ("late", Say["state.none"])
        : Findings.Any(f => f.Grave) ? ("late", Say["state.grave"])
        : Findings.Count > 0 ? ("now", Say["state.look"])
        : Newest.Level switch
        {
            BackupLevel.Proved => ("done", Say["state.proved"]),
            BackupLevel.Readable => ("done", Say["state.readable"]),
            _ => ("now", Say["state.unread"]),
        };

    /// <summary>Whole, readable, proved: of the newest backup.</summary>
    public IEnumerable<(BackupLevel Level, string Name, string Style, string Words)> Steps => Newest is null ? [] : new CopyLevel(null, Newest.Level, Newest.State == BackupState.Present, null).Steps;
}
