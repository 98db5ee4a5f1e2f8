using Laksana.Database;
using Laksana.Officers;
using Microsoft.Extensions.Logging;
using Npgsql;
using static Laksana.Backups.KeepingTransaction;

namespace Laksana.Backups;

/// <summary>
/// Carries out the lists that are due, one backup after the other, in an order that a crash at any moment cannot hurt:
/// <list type="number">
/// <item>the list stands in the database: who asked, who approved, why; nothing has happened;</item>
/// <item>the backup's folder is renamed to <c>.hapus-…</c> and the name is on disk: whole still, but nobody takes it for a backup;</item>
/// <item>one transaction marks it expired and writes the line of the administration's log: from here on it is gone for everybody;</item>
/// <item>its files are removed.</item>
/// </list>
/// What was cut off is taken up by <see cref="ExpiryMending"/>, at the start and before each run: put aside and not marked (between 2 and 3) is put back, marked and
/// still there (between 3 and 4) is removed. The other way round, marked first, a crash would leave a whole backup that the book calls gone; files first, a backup
/// that the book calls whole.
/// </summary>
public sealed partial class ExpiryWork(LaksanaDatabase database, BackupSettings settings, ExpiryCheck check, TimeProvider clock, ILogger<ExpiryWork> log)
{
    /// <summary>Where a test ends the work as a crash would: right after each durable effect.</summary>
    internal enum Moment { Chosen, PutAside, Marked, HalfRemoved, Removed, Noted }

    internal Action<Moment>? Reached { get; init; }

    /// <summary>Mends what was cut off, then carries out what is due of an office and lies in this machine's backup directory.</summary>
    /// <returns>What came of each backup; empty when another node or command is at it.</returns>
    public async Task<IReadOnlyList<ExpiryOutcome>> RunAsync(string office, CancellationToken token)
    {
        var folder = settings.FolderOf(office);
        if (!Directory.Exists(folder)) return [];
        // One at a time for an office, on all nodes: a directory may be shared. The lock goes with the connection, also when this program is killed.
        await using var alone = await database.OpenAsync(office, token);
        if (!await TakeAsync(alone, office, token)) return [];
        try
        {
            await new ExpiryMending(database, folder, clock, log).RunAsync(office, token);
            var outcomes = new List<ExpiryOutcome>();
            foreach (var due in await DueAsync(office, token))
                if (await TryOneAsync(office, folder, due, token) is { } outcome) outcomes.Add(new ExpiryOutcome(due.List, due.Backup, outcome));
            await EndAsync(office, token);
            return outcomes;
        }
        finally
        {
            await ReleaseAsync(alone, office);
        }
    }

    /// <summary>A folder that cannot be renamed or removed must not keep the others from going; the next run tries it again.</summary>
    private async Task<string?> TryOneAsync(string office, string folder, DueItem due, CancellationToken token)
    {
        try
        {
            return await OneAsync(office, folder, due, token);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            LogStuck(log, error, due.Backup, office);
            return "not-writable";
        }
    }

    /// <returns>What came of it; null when its folder is another machine's.</returns>
    private async Task<string?> OneAsync(string office, string folder, DueItem due, CancellationToken token)
    {
        var place = new ExpiryPlace(folder, due.Backup);
        if (await check.AgainstAsync(office, due, token) is { } against) return await KeepAsync(office, due, against, token);
        if (!Directory.Exists(place.Folder)) return due.Machine == Environment.MachineName ? await KeepAsync(office, due, "not-there", token) : null;
        if (await check.IsInUseAsync(office, due.Backup, token) || place.IsBeingRead()) return "in-use";
        Reached?.Invoke(Moment.Chosen);
        await place.PutAsideAsync(token);
        Reached?.Invoke(Moment.PutAside);
        if (await MarkAsync(office, due, token) is { } refused)
        {
            await place.PutBackAsync(token);
            return await KeepAsync(office, due, refused, token);
        }
        Reached?.Invoke(Moment.Marked);
        await place.RemoveAsync(() => Reached?.Invoke(Moment.HalfRemoved), token);
        Reached?.Invoke(Moment.Removed);
        await ExpiryMending.NoteRemovedAsync(database, office, due.Backup, clock.GetUtcNow(), token);
        Reached?.Invoke(Moment.Noted);
        LogRemoved(log, due.Backup, office, due.List);
        return ExpiryOutcome.Removed;
    }

    /// <summary>The moment from which it is gone. Copies on media are not touched: they may be written over from now on.</summary>
    /// <returns>Why the database refused it; null when it is marked.</returns>
    private async Task<string?> MarkAsync(string office, DueItem due, CancellationToken token)
    {
        await using var transaction = await database.BeginAsync(office, token);
        await LockAsync(transaction, office, token);
        try
        {
            var (marked, now) = (0, clock.GetUtcNow());
            marked = await DoAsync(transaction, """
                update backup_expiry_item i set state = 1, changed_at = $4 from backup_expiry e
                where i.office = $1 and i.expiry = $2 and i.backup = $3 and i.state = 0 and e.office = i.office and e.number = i.expiry and e.ended_at is null
                """, token, office, due.List, due.Backup, now);
            if (marked == 0) return "list-changed";
            await DoAsync(transaction, "update backup set state = 1 where office = $1 and id = $2", token, office, due.Backup);
            await DoAsync(transaction, "update medium_copy set may_be_overwritten = true where office = $1 and backup = $2", token, office, due.Backup);
            await AdministrationLog.AddAsync(transaction, office, due.ApprovedBy ?? AdministrationLog.Installation, AdministrationActs.BackupExpired, due.Backup,
                [("daftar", due.List.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("byte", due.Bytes.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("sha256", due.Sha256)],
                now, token, due.ByHand ? due.Reason : null);
            await transaction.CommitAsync(token);
            return null;
        }
        catch (PostgresException guarded) when (guarded.SqlState is "LK010" or "LK011")
        {
            // The database's own guard, should everything before it have been wrong.
            return guarded.SqlState == "LK010" ? "held" : "last-proved";
        }
    }

    private async Task<string> KeepAsync(string office, DueItem due, string outcome, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("update backup_expiry_item set state = 3, outcome = $4, changed_at = $5 where office = $1 and expiry = $2 and backup = $3 and state = 0", office, due.List, due.Backup, outcome, clock.GetUtcNow());
        AdministrationLog.Add(batch, office, AdministrationLog.Installation, AdministrationActs.BackupExpiryStopped, due.Backup,
            [("daftar", due.List.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("sebab", outcome)], clock.GetUtcNow());
        await batch.ExecuteAsync(token);
        LogKept(log, due.Backup, office, outcome);
        return outcome;
    }

    private async Task<IReadOnlyList<DueItem>> DueAsync(string office, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("""
            select e.number, e.by_hand, e.reason, e.approved_by, e.relies_on, i.backup, b.source, i.machine, i.bytes, b.sha256
            from backup_expiry e join backup_expiry_item i on i.office = e.office and i.expiry = e.number join backup b on b.office = i.office and b.id = i.backup
            where e.office = $1 and e.ended_at is null and e.due_at <= $2 and i.state = 0 order by e.number, b.taken_at
            """, office, clock.GetUtcNow());
        await using var r = await batch.ReadAsync(token);
        var due = new List<DueItem>();
        while (await r.ReadAsync(token))
            due.Add(new DueItem(r.GetInt32(0), r.GetBoolean(1), r.GetString(2), r.IsDBNull(3) ? null : r.GetString(3), r.GetString(4), r.GetString(5), r.GetString(6), r.GetString(7), r.GetInt64(8), r.GetString(9)));
        return due;
    }

    /// <summary>A list ends when nothing on it waits any more.</summary>
    private async Task EndAsync(string office, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("""
            update backup_expiry e set ended_at = $2 where office = $1 and ended_at is null and due_at is not null
                and not exists (select from backup_expiry_item i where i.office = e.office and i.expiry = e.number and i.state in (0, 1))
            """, office, clock.GetUtcNow());
        await batch.ExecuteAsync(token);
    }

    private static async Task<bool> TakeAsync(NpgsqlConnection alone, string office, CancellationToken token)
    {
        await using var command = new NpgsqlCommand("select pg_try_advisory_lock(hashtextextended($1, 0))", alone) { Parameters = { new() { Value = "backup-expiry-run:" + office } } };
        return (bool)(await command.ExecuteScalarAsync(token))!;
    }

    private static async Task ReleaseAsync(NpgsqlConnection alone, string office)
    {
        await using var command = new NpgsqlCommand("select pg_advisory_unlock(hashtextextended($1, 0))", alone) { Parameters = { new() { Value = "backup-expiry-run:" + office } } };
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    [LoggerMessage(780, LogLevel.Information, "Backup {Backup} of {Office} has expired and is removed (list {List})")]
    private static partial void LogRemoved(ILogger log, string backup, string office, int list);

    [LoggerMessage(786, LogLevel.Error, "Backup {Backup} of {Office} cannot be put aside or removed")]
    private static partial void LogStuck(ILogger log, Exception error, string backup, string office);

    [LoggerMessage(781, LogLevel.Information, "Backup {Backup} of {Office} is kept: {Why}")]
    private static partial void LogKept(ILogger log, string backup, string office, string why);
}

/// <summary>A backup whose time has come.</summary>
public sealed record DueItem(int List, bool ByHand, string Reason, string? ApprovedBy, string ReliesOn, string Backup, string Source, string Machine, long Bytes, string Sha256);
