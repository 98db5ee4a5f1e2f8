using Laksana.Automation;
using Laksana.Database;
using Laksana.Officers;

namespace Laksana.Backups;

/// <summary>
/// The cluster's look at what is to be checked: backups that nobody has read yet, and the drills that are due. It only asks for the jobs; a node with room does
/// them, one restore at a time on each machine.
/// </summary>
public sealed class DrillRounds(LaksanaDatabase database, Offices offices, DrillBook book, BackupBook backups, BackupJobs jobs, BackupProof proof, TimeProvider clock) : IRegularWork
{
    /// <summary>Of an office at once; the next round goes on.</summary>
    private const int MostReadings = 3;

    private static readonly TimeSpan TryAgain = TimeSpan.FromHours(20);

    public string Name => "backup.drills";

    public TimeSpan Every => TimeSpan.FromMinutes(5);

    public async Task RunAsync(CancellationToken token)
    {
        foreach (var office in await database.OfficesAsync(token)) await LookAsync(office, token);
    }

    /// <summary>Asks for what is due in one office; the ids of the jobs that are new.</summary>
    public async Task<IReadOnlyList<Guid>> LookAsync(string office, CancellationToken token)
    {
        var now = clock.GetUtcNow();
        var asked = new List<Guid>();
        foreach (var unread in await book.UnreadAsync(office, now - TryAgain, MostReadings, token))
            await AskAsync(office, VerifyJob.Order(unread, BackupLevel.Readable, AdministrationLog.Installation, await MachineOfAsync(office, unread, token)), asked, token);
        var policy = await book.PolicyAsync(office, token);
        var hour = TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, (await offices.GetAsync(office, token)).Zone).DateTime);
        if (!policy.IsHour(hour)) return asked;
        foreach (var due in await book.DueAsync(office, token))
            await AskAsync(office, DrillJob.Order(due.Backup, due.Reason, AdministrationLog.Installation, await MachineOfAsync(office, due.Backup, token)), asked, token);
        return asked;
    }

    private async Task AskAsync(string office, JobOrder order, List<Guid> asked, CancellationToken token)
    {
        var (id, isNew) = await jobs.AskAsync(office, order, token);
        if (isNew) asked.Add(id);
    }

    /// <summary>Where it can be read: nodes may share the backup directory, or each keep what it made.</summary>
    private async Task<string?> MachineOfAsync(string office, string backup, CancellationToken token) =>
        Directory.Exists(proof.FolderOf(office, backup)) ? Environment.MachineName : (await backups.FindAsync(office, backup, token))?.Machine;
}
