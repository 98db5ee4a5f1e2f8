using Laksana.Database;
using Laksana.Officers;
using static Laksana.Backups.KeepingTransaction;

namespace Laksana.Backups;

/// <summary>A legal hold as it was put, and perhaps released.</summary>
public sealed record KeptHold(string Backup, string Source, string Reason, string PlacedBy, DateTimeOffset PlacedAt, string? ReleasedBy, DateTimeOffset? ReleasedAt, string? ReleaseReason);

/// <summary>Legal holds: put by one officer, released by another, each with a reason.</summary>
public sealed class HoldDesk(LaksanaDatabase database, TimeProvider clock)
{
    public Task<KeepingAnswer> PlaceAsync(KeepingForm form, string backup, string reason, CancellationToken token) => KeepingTransaction.RunAsync(database, form, Now, async transaction =>
    {
        if (string.IsNullOrWhiteSpace(reason)) return new KeepingAnswer.Refused("reason-needed");
        if (await FindAsync(transaction, form.Office, backup, token) is not { } found) return new KeepingAnswer.NotFound();
        if (found.State == BackupState.Expired) return new KeepingAnswer.Refused("expired", backup);
        if (found.HeldBy is not null) return new KeepingAnswer.Refused("held-already", backup);
        await DoAsync(transaction, "insert into backup_hold (office, backup, reason, placed_by, placed_at) values ($1, $2, $3, $4, $5)", token, form.Office, backup, reason.Trim(), form.By, Now);
        await DoAsync(transaction, "update backup set hold_reason = $3, hold_by = $4, hold_at = $5 where office = $1 and id = $2", token, form.Office, backup, reason.Trim(), form.By, Now);
        await AdministrationLog.AddAsync(transaction, form.Office, form.By, AdministrationActs.BackupHeld, backup, [], Now, token, reason.Trim());
        return new KeepingAnswer.Done();
    }, token);

    public Task<KeepingAnswer> ReleaseAsync(KeepingForm form, string backup, string reason, CancellationToken token) => KeepingTransaction.RunAsync(database, form, Now, async transaction =>
    {
        if (string.IsNullOrWhiteSpace(reason)) return new KeepingAnswer.Refused("reason-needed");
        if (await FindAsync(transaction, form.Office, backup, token) is not { } found) return new KeepingAnswer.NotFound();
        if (found.HeldBy is not { } holder) return new KeepingAnswer.Refused("not-held", backup);
        if (holder == form.By) return new KeepingAnswer.Refused("second-officer");
        await DoAsync(transaction, "update backup_hold set released_by = $3, released_at = $4, release_reason = $5 where office = $1 and backup = $2 and released_at is null", token,
            form.Office, backup, form.By, Now, reason.Trim());
        await DoAsync(transaction, "update backup set hold_reason = null, hold_by = null, hold_at = null where office = $1 and id = $2", token, form.Office, backup);
        await AdministrationLog.AddAsync(transaction, form.Office, form.By, AdministrationActs.BackupReleased, backup, [], Now, token, reason.Trim());
        return new KeepingAnswer.Done();
    }, token);

    /// <summary>Those in force first, then the newest.</summary>
    public async Task<IReadOnlyList<KeptHold>> ListAsync(string office, int most, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add($"""
            select h.backup, b.source, h.reason, h.placed_by, h.placed_at, h.released_by, h.released_at, h.release_reason
            from backup_hold h join backup b on b.office = h.office and b.id = h.backup where h.office = $1 order by h.released_at is not null, h.number desc limit {most}
            """, office);
        await using var r = await batch.ReadAsync(token);
        var holds = new List<KeptHold>();
        while (await r.ReadAsync(token))
            holds.Add(new KeptHold(r.GetString(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetFieldValue<DateTimeOffset>(4), r.IsDBNull(5) ? null : r.GetString(5),
                r.IsDBNull(6) ? null : r.GetFieldValue<DateTimeOffset>(6), r.IsDBNull(7) ? null : r.GetString(7)));
        return holds;
    }

    private DateTimeOffset Now => clock.GetUtcNow();

    private static async Task<(BackupState State, string? HeldBy)?> FindAsync(OfficeTransaction transaction, string office, string backup, CancellationToken token)
    {
        await using var question = transaction.Command("select state, hold_by from backup where office = $1 and id = $2 for update", office, backup);
        await using var reader = await question.ExecuteReaderAsync(token);
        return await reader.ReadAsync(token) ? ((BackupState)reader.GetInt16(0), reader.IsDBNull(1) ? null : reader.GetString(1)) : null;
    }
}
