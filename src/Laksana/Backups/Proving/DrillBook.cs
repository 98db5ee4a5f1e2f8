using System.Globalization;
using Laksana.Database;
using Laksana.Officers;
using Npgsql;

namespace Laksana.Backups;

/// <summary>A restore for trial as the book has it.</summary>
/// <param name="Medium">The copy that was restored; null: the backup in its own place.</param>
/// <param name="Reason">Null: an officer asked.</param>
public sealed record Drill(Guid Id, string Backup, string? Medium, string Source, SourceKind Kind, DrillReason? Reason, string AskedBy, string Machine, DateTimeOffset BegunAt,
    DateTimeOffset EndedAt, CheckOutcome Outcome, BackupLevel Reached, long Bytes, long SourceBytes, long ScratchBytes, ProofTimes Times, string Detail);

/// <summary>The drills of an office, what reading its backups taught, and the policy that says when the next are due.</summary>
public sealed class DrillBook(LaksanaDatabase database, TimeProvider clock)
{
    private const string Columns = """
        id, backup, medium, source, kind, reason, asked_by, machine, begun_at, ended_at, outcome, reached, bytes, source_bytes, scratch_bytes,
        hash_seconds, unpack_seconds, restore_seconds, compare_seconds, check_seconds, seconds, detail
        """;

    /// <summary>Enters a drill once: a second entry of the same changes nothing.</summary>
    internal static void Add(OfficeBatch batch, string office, Drill d) => batch.Add($"""
        insert into drill (office, {Columns}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)
        on conflict do nothing
        """, office, d.Id, d.Backup, OrNull.Text(d.Medium), d.Source, (short)d.Kind, OrNull.Small((short?)d.Reason),
        d.AskedBy, d.Machine, d.BegunAt, d.EndedAt, (short)d.Outcome, (short)d.Reached, d.Bytes, d.SourceBytes, d.ScratchBytes, d.Times.Hash.TotalSeconds, d.Times.Unpack.TotalSeconds,
        d.Times.Restore.TotalSeconds, d.Times.Compare.TotalSeconds, d.Times.Check.TotalSeconds, d.Times.Whole.TotalSeconds, d.Detail);

    /// <summary>Enters what a backup's content is, once it was read.</summary>
    internal static void AddReading(OfficeBatch batch, string office, string backup, Manifest manifest, DateTimeOffset now) => batch.Add("""
        insert into backup_reading (office, backup, schema_digest, tables, rows, unpacked_bytes, read_at) values ($1, $2, $3, $4, $5, $6, $7)
        on conflict (office, backup) do update set schema_digest = excluded.schema_digest, tables = excluded.tables, rows = excluded.rows,
            unpacked_bytes = excluded.unpacked_bytes, read_at = excluded.read_at
        """, office, backup, OrNull.Text(manifest.Fingerprint?.Schema), OrNull.Number(manifest.Fingerprint?.Tables.Count ?? manifest.Tables?.Count), OrNull.Number(manifest.Fingerprint?.Rows ?? manifest.Tables?.Sum(t => t.Rows)),
        manifest.Files.Sum(f => f.Bytes), now);

    /// <summary>What reading a backup taught of its content; null while nobody has read it.</summary>
    public async Task<ContentReading?> ReadingAsync(string office, string backup, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("select tables, rows, unpacked_bytes, read_at from backup_reading where office = $1 and backup = $2", office, backup);
        await using var r = await batch.ReadAsync(token);
        return await r.ReadAsync(token)
            ? new ContentReading(r.IsDBNull(0) ? null : r.GetInt64(0), r.IsDBNull(1) ? null : r.GetInt64(1), r.GetInt64(2), r.GetFieldValue<DateTimeOffset>(3)) : null;
    }

    /// <summary>The newest first.</summary>
    public Task<IReadOnlyList<Drill>> ListAsync(string office, int most, CancellationToken token) => ReadAsync(office, "true", most, token);

    public Task<IReadOnlyList<Drill>> OfSourceAsync(string office, string source, int most, CancellationToken token) => ReadAsync(office, "source = $2", most, token, source);

    public Task<IReadOnlyList<Drill>> OfBackupAsync(string office, string backup, int most, CancellationToken token) => ReadAsync(office, "backup = $2", most, token, backup);

    /// <summary>How long restoring so much of a source will take; null when nothing of its kind was ever drilled.</summary>
    public async Task<DrillForecast?> ForecastAsync(string office, string source, SourceKind kind, long sourceBytes, CancellationToken token)
    {
        var timed = await ReadAsync(office, "outcome = 0 and (source = $2 or kind = $3)", 200, token, source, (short)kind);
        return DrillForecast.For(source, kind, sourceBytes, timed.Select(d => new TimedRestore(d.Source, d.Kind, d.SourceBytes, d.Times.UntilRestored, d.Times.Whole, d.EndedAt)));
    }

    /// <summary>The backups that are present, as the policy sees them.</summary>
    public async Task<IReadOnlyList<DrillCandidate>> CandidatesAsync(string office, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        // A source that is only read (files of other programs) has nothing to drill.
        batch.Add("""
            select b.id, b.source, b.taken_at, b.bytes, r.schema_digest, d.tried, d.proved
            from backup b left join backup_reading r on r.office = b.office and r.backup = b.id
            left join lateral (
                select max(ended_at) as tried, max(ended_at) filter (where outcome = 0) as proved from drill d where d.office = b.office and d.backup = b.id and d.medium is null) d on true
            where b.office = $1 and b.state = 0 and b.kind in (0, 1, 3, 4)
            order by b.source, b.taken_at desc, b.id desc
            """, office);
        await using var reader = await batch.ReadAsync(token);
        var candidates = new List<DrillCandidate>();
        while (await reader.ReadAsync(token))
            candidates.Add(new DrillCandidate(reader.GetString(0), reader.GetString(1), reader.GetFieldValue<DateTimeOffset>(2), reader.GetInt64(3),
                reader.IsDBNull(4) ? null : reader.GetString(4), Moment(reader, 5), Moment(reader, 6)));
        return candidates;
    }

    /// <summary>Of each source, when an older backup had its turn last.</summary>
    public async Task<IReadOnlyDictionary<string, DateTimeOffset>> OlderAtAsync(string office, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("select source, max(ended_at) from drill where office = $1 and reason = $2 group by source", office, (short)DrillReason.OlderDue);
        await using var reader = await batch.ReadAsync(token);
        var last = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        while (await reader.ReadAsync(token)) last[reader.GetString(0)] = reader.GetFieldValue<DateTimeOffset>(1);
        return last;
    }

    /// <summary>What is due now under the office's policy, whatever the hour.</summary>
    public async Task<IReadOnlyList<DrillDue>> DueAsync(string office, CancellationToken token) =>
        (await PolicyAsync(office, token)).Due(await CandidatesAsync(office, token), await OlderAtAsync(office, token), clock.GetUtcNow());

    /// <summary>Present backups that nobody has read yet, the newest first; those tried without success since <paramref name="notTriedSince"/> are left out.</summary>
    public async Task<IReadOnlyList<string>> UnreadAsync(string office, DateTimeOffset notTriedSince, int most, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add($"""
            select b.id from backup b
            where b.office = $1 and b.state = 0 and b.level < 2
                and not exists (select from backup_check c where c.office = b.office and c.backup = b.id and c.medium is null and c.level >= 2 and c.checked_at > $2)
            order by b.taken_at desc, b.id desc limit {most}
            """, office, notTriedSince);
        await using var reader = await batch.ReadAsync(token);
        var unread = new List<string>();
        while (await reader.ReadAsync(token)) unread.Add(reader.GetString(0));
        return unread;
    }

    public async Task<DrillPolicy> PolicyAsync(string office, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("select newest_days, older_days, after_schema_change, begins_from, begins_until from drill_policy where office = $1", office);
        await using var reader = await batch.ReadAsync(token);
        return !await reader.ReadAsync(token) ? DrillPolicy.Usual : new DrillPolicy
        {
            NewestDays = reader.GetInt16(0), OlderDays = reader.GetInt16(1), AfterSchemaChange = reader.GetBoolean(2),
            From = reader.GetFieldValue<TimeOnly>(3), Until = reader.GetFieldValue<TimeOnly>(4),
        };
    }

    /// <summary>Sets the policy; written into the administration's log in the same transaction.</summary>
    public async Task SetPolicyAsync(string office, DrillPolicy policy, string by, CancellationToken token)
    {
        var now = clock.GetUtcNow();
        await using var batch = database.Batch(office);
        batch.Add("""
            insert into drill_policy (office, newest_days, older_days, after_schema_change, begins_from, begins_until, changed_by, changed_at) values ($1, $2, $3, $4, $5, $6, $7, $8)
            on conflict (office) do update set newest_days = excluded.newest_days, older_days = excluded.older_days, after_schema_change = excluded.after_schema_change,
                begins_from = excluded.begins_from, begins_until = excluded.begins_until, changed_by = excluded.changed_by, changed_at = excluded.changed_at
            """, office, (short)policy.NewestDays, (short)policy.OlderDays, policy.AfterSchemaChange, policy.From, policy.Until, by, now);
        AdministrationLog.Add(batch, office, by, AdministrationActs.DrillsChanged, office, Details(policy), now);
        await batch.ExecuteAsync(token);
    }

    private async Task<IReadOnlyList<Drill>> ReadAsync(string office, string condition, int most, CancellationToken token, params object?[] values)
    {
        await using var batch = database.Batch(office);
        batch.Add($"select {Columns} from drill where office = $1 and {condition} order by ended_at desc, id desc limit {most}", [office, .. values]);
        await using var r = await batch.ReadAsync(token);
        var drills = new List<Drill>();
        while (await r.ReadAsync(token))
            drills.Add(new Drill(r.GetGuid(0), r.GetString(1), r.IsDBNull(2) ? null : r.GetString(2), r.GetString(3), (SourceKind)r.GetInt16(4), r.IsDBNull(5) ? null : (DrillReason)r.GetInt16(5),
                r.GetString(6), r.GetString(7), Moment(r, 8)!.Value, Moment(r, 9)!.Value, (CheckOutcome)r.GetInt16(10), (BackupLevel)r.GetInt16(11), r.GetInt64(12), r.GetInt64(13), r.GetInt64(14),
                new ProofTimes(Seconds(r, 15), Seconds(r, 16), Seconds(r, 17), Seconds(r, 18), Seconds(r, 19), Seconds(r, 20)), r.GetString(21)));
        return drills;
    }

    private static IReadOnlyList<(string Name, string? Value)> Details(DrillPolicy policy) =>
    [
        ("terbaru-hari", Number(policy.NewestDays)), ("lama-hari", Number(policy.OlderDays)), ("skema-berubah", policy.AfterSchemaChange ? "ya" : "tidak"),
        ("mulai", policy.From.ToString("HH:mm", CultureInfo.InvariantCulture)), ("sampai", policy.Until.ToString("HH:mm", CultureInfo.InvariantCulture)),
    ];

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static TimeSpan Seconds(NpgsqlDataReader reader, int column) => TimeSpan.FromSeconds(reader.GetDouble(column));

    private static DateTimeOffset? Moment(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<DateTimeOffset>(column);
}

/// <param name="Tables">Null: what was read is no database.</param>
/// <param name="UnpackedBytes">Of what lies in the artifact.</param>
public sealed record ContentReading(long? Tables, long? Rows, long UnpackedBytes, DateTimeOffset ReadAt);
