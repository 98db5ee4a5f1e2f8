using Npgsql;

namespace Laksana.Backups;

/// <summary>What somebody wants recovered, as he wrote it.</summary>
/// <param name="Backup">Id of the backup; null: the newest one that is not younger than <paramref name="Moment"/>, or the newest of all.</param>
/// <param name="Into">Where it should go. There is no right answer but none: a restore never goes into anything that has a name already.</param>
/// <param name="PointInTime">From the pgBackRest repository of the source, to <paramref name="Moment"/>.</param>
public sealed record RecoveryWish(string Office, string Source, string? Backup, DateTimeOffset? Moment, string Reason, string Officer, string? CaseNumber = null, string? Into = null,
    bool PointInTime = false, string? Key = null)
{
    /// <summary>Given where a repeated attempt must find its own.</summary>
    public string? Id { get; init; }

    /// <summary>The folder of a copy on a medium that is plugged in; null: the backup in its own place.</summary>
    public string? Folder { get; init; }
}

/// <summary>Turns a wish into a plan, or says why not. The one door for pages, calls, commands and rows of cases: what is refused here is refused everywhere.</summary>
public sealed class RecoveryPlanning(BackupSettings settings, BackupBook backups, RecoveryDesk desk, TimeProvider clock)
{
    private const int ShortestReason = 5, LongestReason = 2000;

    public async Task<RecoveryAnswer> PlanAsync(RecoveryWish wish, CancellationToken token)
    {
        if (settings.Find(wish.Office, wish.Source) is not { } source) return Refused("source-unknown", wish.Source);
        if (LiveOf(source) is not { } live) return Refused("kind-" + source.Kind, wish.Source);
        if (RefuseTarget(wish, live) is { } target) return target;
        if (wish.Reason.Trim().Length is < ShortestReason or > LongestReason) return Refused("reason");
        if (wish.PointInTime) return await PlanPointAsync(wish, source, live, token);

        var (backup, why) = await ChooseAsync(wish, token);
        if (backup is null) return why!;
        var folder = wish.Folder ?? Path.Combine(settings.FolderOf(wish.Office), backup.Id);
        return await desk.PlanAsync(new RecoveryOutline(wish.Office, source.Name, source.Kind, backup.Id, folder, backup.TakenAt, wish.Reason.Trim(), wish.CaseNumber, live, wish.Officer, wish.Key) { Id = wish.Id }, token);
    }

    /// <summary>What is live of a source and could be swapped; null where this program does not restore that kind.</summary>
    public static string? LiveOf(BackupSource source) => source.Kind switch
    {
        SourceKind.PostgreSql => new NpgsqlConnectionStringBuilder(source.Connection).Database,
        _ => null,
    };

    /// <summary>The name of the live database is refused with its reason, any other for being one: names beside are made, never chosen.</summary>
    private RecoveryAnswer.Refused? RefuseTarget(RecoveryWish wish, string live)
    {
        if (wish.Into is not { Length: > 0 } into) return null;
        var anyLive = settings.All(wish.Office).Select(LiveOf).Any(l => string.Equals(l, into, StringComparison.OrdinalIgnoreCase));
        return string.Equals(into, live, StringComparison.OrdinalIgnoreCase) || into == wish.Source || anyLive ? Refused("into-live", into) : Refused("into-named", into);
    }

    private async Task<RecoveryAnswer> PlanPointAsync(RecoveryWish wish, BackupSource source, string live, CancellationToken token)
    {
        if (source.PgBackRest is null) return Refused("no-pgbackrest", source.Name);
        if (wish.Moment is not { } moment) return Refused("moment-needed");
        if (moment > clock.GetUtcNow()) return Refused("moment-later");
        return await desk.PlanAsync(new RecoveryOutline(wish.Office, source.Name, source.Kind, null, null, moment, wish.Reason.Trim(), wish.CaseNumber, live, wish.Officer, wish.Key) { Id = wish.Id }, token);
    }

    private async Task<(Backup?, RecoveryAnswer?)> ChooseAsync(RecoveryWish wish, CancellationToken token)
    {
        if (wish.Backup is { Length: > 0 } id)
        {
            if (await backups.FindAsync(wish.Office, id, token) is not { } named || named.Source != wish.Source) return (null, Refused("backup-unknown", id));
            // A copy elsewhere may be good although the backup itself is not.
            return named.State != BackupState.Present && wish.Folder is null ? (null, Refused("backup-" + named.State, id)) : (named, null);
        }
        var found = await backups.ListAsync(wish.Office, new BackupFilter(wish.Source, BackupState.Present, Before: wish.Moment?.AddTicks(10), Most: 1), token);
        return found is [var newest] ? (newest, null) : (null, wish.Moment is { } moment ? Refused("no-backup-before", moment) : Refused("no-backup", wish.Source));
    }

    private static RecoveryAnswer.Refused Refused(string code, params object?[] arguments) => new(new RecoveryRefusal(code, arguments));
}
