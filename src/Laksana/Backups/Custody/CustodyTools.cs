using Laksana.Automation;
using Laksana.Cases;
using Laksana.Database;

namespace Laksana.Backups;

/// <summary>What the machine's part of custody works with.</summary>
public sealed record CustodyTools(LaksanaDatabase Database, MediaBook Media, BackupBook Backups, BackupSettings Settings, MediaPlaces Places, BackupJobs Jobs, CaseLoader Cases, TimeProvider Clock)
{
    public CopyWork Copying => new(Database, Media, Backups, Settings, Places, Clock);

    public MeasureWork Measuring => new(Database, Media, Places, Clock);

    /// <summary>The newest backup that the case took; null when it took none.</summary>
    internal async Task<Backup?> BackupOfAsync(string office, string caseNumber, CancellationToken token) =>
        await Backups.ListAsync(office, new BackupFilter(CaseNumber: caseNumber, Most: 1), token) is [var newest, ..] ? newest : null;

    /// <summary>The officer who has the row that a run works for.</summary>
    internal async Task<string> OfficerOfAsync(ActionRun run, CancellationToken token) =>
        (await Cases.LoadAsync(run.Office, run.CaseNumber, token))?.State.FindRun(run.StepRun)?.Officer ?? Officers.AdministrationLog.Installation;

    /// <summary>On which other machine a medium is plugged in; null: on none.</summary>
    internal async Task<string?> ElsewhereAsync(string office, string label, CancellationToken token) =>
        (await Media.SeenAsync(office, token)).FirstOrDefault(s => s.Medium == label && s.Machine != Environment.MachineName)?.Machine;
}
