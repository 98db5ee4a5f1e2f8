using Laksana.Database;
using Laksana.Automation;
using Laksana.Officers;
using static Laksana.Backups.CustodyWords;

namespace Laksana.Backups;

/// <summary>What is to be copied where.</summary>
/// <param name="Attempt">Names what this attempt leaves unfinished on the medium.</param>
/// <param name="By">An officer, or <see cref="AdministrationLog.Installation"/>.</param>
/// <param name="CaseNumber">Whose row asks for it.</param>
/// <param name="Rate">At most so many bytes a second; null: as fast as it goes.</param>
public sealed record CopyOrder(string Office, string Medium, string Backup, string Attempt, string By, string? CaseNumber, long? Rate);

/// <summary>A copy that was written, read back and entered.</summary>
public sealed record DoneCopy(Medium Medium, Backup Backup, WrittenCopy Written, double Seconds)
{
    public string Summary => Say[Written.WasThere ? "copy.was-there" : "copy.done", Backup.Id, Medium.Label, BackupWords.Size(Written.Bytes), Seconds, Written.Digest[..12]];
}

/// <summary>Copies one backup to a medium that is plugged in here, and enters it: only after every byte was read back from the device.</summary>
public sealed class CopyWork(LaksanaDatabase database, MediaBook media, BackupBook backups, BackupSettings settings, MediaPlaces places, TimeProvider clock)
{
    public async Task<DoneCopy> RunAsync(CopyOrder order, IActionProgress progress, CancellationToken token)
    {
        try
        {
            return await CopyAsync(order, progress, token);
        }
        catch (MediumException fault)
        {
            throw Failure(fault);
        }
    }

    private async Task<DoneCopy> CopyAsync(CopyOrder order, IActionProgress progress, CancellationToken token)
    {
        var medium = await media.FindAsync(order.Office, order.Medium, token) ?? throw Failure("no-medium", order.Medium);
        if (medium.State != MediumState.InUse) throw Failure("medium-not-in-use", medium.Label);
        var backup = await backups.FindAsync(order.Office, order.Backup, token) ?? throw Failure("no-backup", order.Backup);
        var folder = Path.Combine(settings.Directory, order.Office, backup.Id);
        if (backup.State != BackupState.Present || !Directory.Exists(folder)) throw Failure("backup-gone", backup.Id);
        var place = places.Find(order.Office, medium.Label) ?? throw new MediumException(MediumFault.NotHere, medium.Label);
        if (place.Mark!.Mark != medium.Mark) throw new MediumException(MediumFault.OtherMedium, place.Path, place.Mark.Label);
        if (place.ReadOnly) throw new MediumException(MediumFault.ReadOnly, place.Path);

        await using var mine = await MediumLock.TakeAsync(database, order.Office, medium.Label, token);
        var begun = TimeProvider.System.GetTimestamp();
        var older = (await media.CopiesAsync(order.Office, medium.Label, token)).Where(c => c.State == CopyState.Whole && c.Backup != backup.Id).ToList();
        var writer = new CopyWriter(places, place, order.Office) { Older = older };
        var written = await writer.WriteAsync(folder, order.Attempt, new CopyProgress(progress, medium.Label, writes: true), new ByteRate(order.Rate), token);
        var done = new DoneCopy(medium, backup, written, TimeProvider.System.GetElapsedTime(begun).TotalSeconds);
        await EnterAsync(order, done, token);
        return done;
    }

    private async Task EnterAsync(CopyOrder order, DoneCopy done, CancellationToken token)
    {
        var (now, label, written) = (clock.GetUtcNow(), done.Medium.Label, done.Written);
        var check = new MediumCheck(Guid.CreateVersion7(), label, done.Backup.Id, CheckWay.Copy, true, null, written.Bytes, done.Seconds, done.Summary, Environment.MachineName, order.By, now);
        await using var batch = database.Batch(order.Office);
        batch.Add("""
            insert into medium_copy (office, medium, backup, state, digest, samples, bytes, written_at, written_by, case_number, checked_at) values ($1, $2, $3, 0, $4, $5, $6, $7, $8, $9, $7)
            on conflict (office, medium, backup) do update set state = 0, digest = excluded.digest, samples = excluded.samples, bytes = excluded.bytes, written_at = excluded.written_at,
                written_by = excluded.written_by, case_number = coalesce(excluded.case_number, medium_copy.case_number), checked_at = excluded.checked_at
            """, order.Office, label, done.Backup.Id, written.Digest, written.Samples, written.Bytes, now, order.By, OrNull.Text(order.CaseNumber));
        var log = CustodyStatements.Log(order.Office, order.By, AdministrationActs.MediumCopied, label, [("backup", done.Backup.Id), ("digest", written.Digest), ("case", order.CaseNumber)], now);
        foreach (var statement in new[] { CustodyStatements.Check(order.Office, check), CustodyStatements.Measured(order.Office, check), log }) batch.Add(statement.Sql, statement.Values);
        BackupBook.AddCheck(batch, order.Office, new BackupCheck(done.Backup.Id, label, BackupLevel.Whole, CheckOutcome.Passed, done.Seconds, done.Summary, order.By, now));
        await batch.ExecuteAsync(token);
    }
}
