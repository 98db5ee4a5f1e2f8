using System.Text;
using Laksana.Database;
using Npgsql;

namespace Laksana.Backups;

/// <summary>What backups there are, and what is known of each.</summary>
public sealed class BackupBook(LaksanaDatabase database, TimeProvider clock)
{
    private const string Columns = """
        id, source, kind, run, case_number, officer, machine, taken_at, finished_at, seconds, bytes, source_bytes, sha256, manifest_sha256, encrypted, recipients,
        level, level_at, state, hold_reason, hold_by, hold_at
        """;

    /// <summary>The newest first.</summary>
    public async Task<IReadOnlyList<Backup>> ListAsync(string office, BackupFilter filter, CancellationToken token)
    {
        var (where, values) = Conditions(office, filter);
        await using var batch = database.Batch(office);
        batch.Add($"select {Columns} from backup where {where} order by taken_at desc, id desc limit {filter.Most}", [.. values]);
        return await RowsAsync(batch, token);
    }

    public async Task<Backup?> FindAsync(string office, string id, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add($"select {Columns} from backup where office = $1 and id = $2", office, id);
        return await RowsAsync(batch, token) is [var backup] ? backup : null;
    }

    /// <summary>The backup that a run took; null when it has not finished one.</summary>
    public async Task<Backup?> FindByRunAsync(string office, Guid run, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add($"select {Columns} from backup where office = $1 and run = $2", office, run);
        return await RowsAsync(batch, token) is [var backup] ? backup : null;
    }

    /// <summary>The newest of each source.</summary>
    public async Task<IReadOnlyList<Backup>> NewestAsync(string office, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add($"select distinct on (source) {Columns} from backup where office = $1 and state = 0 order by source, taken_at desc, id desc", office);
        return await RowsAsync(batch, token);
    }

    /// <summary>Enters a finished backup. Once: a second entry of the same run changes nothing.</summary>
    public async Task RecordAsync(string office, Backup b, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add($"""
            insert into backup (office, id, source, kind, run, case_number, officer, machine, taken_at, finished_at, seconds, bytes, source_bytes, sha256, manifest_sha256,
                encrypted, recipients, level, level_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19) on conflict do nothing
            """, office, b.Id, b.Source, (short)b.Kind, b.Run, OrNull.Text(b.CaseNumber), OrNull.Text(b.Officer), b.Machine, b.TakenAt, b.FinishedAt, b.Seconds, b.Bytes,
            b.SourceBytes, b.Sha256, b.ManifestSha256, b.Encrypted, string.Join('\n', b.Recipients), (short)b.Level, OrNull.Moment(b.LevelAt));
        await batch.ExecuteAsync(token);
    }

    /// <summary>Enters what a check of the backup, or of the copy on a medium, found. A check of the backup itself raises or lowers its level.</summary>
    public async Task CheckAsync(string office, string id, string? medium, BackupLevel level, CheckOutcome outcome, double seconds, string detail, string by, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        AddCheck(batch, office, new BackupCheck(id, medium, level, outcome, seconds, detail, by, clock.GetUtcNow()));
        await batch.ExecuteAsync(token);
    }

    /// <summary>The same in the batch of an act that belongs to it.</summary>
    public static void AddCheck(OfficeBatch batch, string office, BackupCheck check)
    {
        batch.Add("""
            insert into backup_check (office, backup, medium, level, outcome, seconds, detail, checked_by, checked_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """, office, check.Backup, OrNull.Text(check.Medium), (short)check.Level, (short)check.Outcome, check.Seconds, check.Detail, check.By, check.At);
        if (check.Medium is not null || check.Outcome == CheckOutcome.Undecided) return;
        if (check.Outcome == CheckOutcome.Passed)
            // A lower check that passes takes nothing from a higher one: the bytes are those that were proved. It also finds again what was missing.
            batch.Add("""
                update backup set level = greatest(level, $3), level_at = case when level <= $3 then $4 else level_at end, state = case when state = 3 then 0 else state end
                where office = $1 and id = $2
                """, office, check.Backup, (short)check.Level, check.At);
        else
            // What could not be read or restored is still as whole as it was.
            batch.Add("update backup set level = least(level, $3), level_at = $4, state = case when state = 0 then 2 else state end where office = $1 and id = $2",
                office, check.Backup, (short)(check.Level - 1), check.At);
    }

    /// <summary>The newest first.</summary>
    public async Task<IReadOnlyList<BackupCheck>> ChecksAsync(string office, string id, int most, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add($"""
            select backup, medium, level, outcome, seconds, detail, checked_by, checked_at from backup_check where office = $1 and backup = $2 order by number desc limit {most}
            """, office, id);
        await using var reader = await batch.ReadAsync(token);
        var checks = new List<BackupCheck>();
        while (await reader.ReadAsync(token))
            checks.Add(new BackupCheck(reader.GetString(0), Text(reader, 1), (BackupLevel)reader.GetInt16(2), (CheckOutcome)reader.GetInt16(3), reader.GetDouble(4),
                reader.GetString(5), reader.GetString(6), reader.GetFieldValue<DateTimeOffset>(7)));
        return checks;
    }

    /// <summary>Sets where a backup stands, in the batch of the act that made it so.</summary>
    public static void AddState(OfficeBatch batch, string office, string id, BackupState state) =>
        batch.Add("update backup set state = $3 where office = $1 and id = $2", office, id, (short)state);

    /// <summary>Holds a backup, or with null releases it, in the batch of the act.</summary>
    public static void AddHold(OfficeBatch batch, string office, string id, LegalHold? hold) =>
        batch.Add("update backup set hold_reason = $3, hold_by = $4, hold_at = $5 where office = $1 and id = $2",
            office, id, OrNull.Text(hold?.Reason), OrNull.Text(hold?.By), OrNull.Moment(hold?.At));

    private static (string Where, List<object?> Values) Conditions(string office, BackupFilter filter)
    {
        var (where, values) = (new StringBuilder("office = $1"), new List<object?> { office });
        void And(string condition, object? value)
        {
            if (value is null) return;
            values.Add(value);
            where.Append(" and ").Append(condition).Append(" $").Append(values.Count);
        }
        And("source =", filter.Source);
        And("state =", (short?)filter.State);
        And("level >=", (short?)filter.AtLeast);
        And("case_number =", filter.CaseNumber);
        And("taken_at <", filter.Before);
        if (filter.After is { } place)
        {
            values.AddRange([place.TakenAt, place.Id]);
            where.Append(System.Globalization.CultureInfo.InvariantCulture, $" and (taken_at, id) < (${values.Count - 1}, ${values.Count})");
        }
        return (where.ToString(), values);
    }

    private static async Task<IReadOnlyList<Backup>> RowsAsync(OfficeBatch batch, CancellationToken token)
    {
        await using var r = await batch.ReadAsync(token);
        var rows = new List<Backup>();
        while (await r.ReadAsync(token))
            rows.Add(new Backup(r.GetString(0), r.GetString(1), (SourceKind)r.GetInt16(2), r.GetGuid(3), Text(r, 4), Text(r, 5), r.GetString(6), Moment(r, 7)!.Value,
                Moment(r, 8)!.Value, r.GetDouble(9), r.GetInt64(10), r.GetInt64(11), r.GetString(12), r.GetString(13), r.GetBoolean(14),
                r.GetString(15).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                Level = (BackupLevel)r.GetInt16(16), LevelAt = Moment(r, 17), State = (BackupState)r.GetInt16(18),
                Hold = Text(r, 19) is { } reason ? new LegalHold(reason, r.GetString(20), Moment(r, 21)!.Value) : null,
            });
        return rows;
    }

    private static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private static DateTimeOffset? Moment(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<DateTimeOffset>(column);
}
