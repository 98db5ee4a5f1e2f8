using Laksana.Database;
using Npgsql;

namespace Laksana.Backups;

/// <summary>Reads the inventory of media, what they carry and what was measured on them.</summary>
public sealed class MediaBook(LaksanaDatabase database)
{
    /// <summary>A node that has not been heard of so long does not see its media any more.</summary>
    private static readonly TimeSpan SeenFor = TimeSpan.FromSeconds(30);

    private const string MediumColumns = """
        label, version, mark, kind, serial, capacity, owner, place, holder, state, state_reason, state_at, destroy_reason, destroy_by, destroy_at, check_days, checked_at, added_by, added_at
        """;

    private const string CopyColumns = "medium, backup, state, digest, samples, bytes, written_at, written_by, case_number, checked_at";

    private const string CheckColumns = "id, medium, backup, way, whole, code, bytes, seconds, detail, machine, checked_by, measured_at";

    /// <summary>All media, those in use first, by label.</summary>
    public Task<IReadOnlyList<Medium>> ListAsync(string office, CancellationToken token) =>
        ReadAsync(office, $"select {MediumColumns} from medium where office = $1 order by state, label", Row, token);

    public async Task<Medium?> FindAsync(string office, string label, CancellationToken token) =>
        await ReadAsync(office, $"select {MediumColumns} from medium where office = $1 and label = $2", Row, token, label) is [var found, ..] ? found : null;

    /// <summary>Media in use that were not measured for longer than they should be, the longest first.</summary>
    public Task<IReadOnlyList<Medium>> OverdueAsync(string office, DateTimeOffset now, CancellationToken token) =>
        ReadAsync(office, $"""
            select {MediumColumns} from medium where office = $1 and state = 0 and coalesce(checked_at, added_at) + make_interval(days => check_days) < $2
            order by coalesce(checked_at, added_at) + make_interval(days => check_days)
            """, Row, token, now);

    /// <summary>What a medium carries, the newest first.</summary>
    public Task<IReadOnlyList<MediumCopy>> CopiesAsync(string office, string medium, CancellationToken token) =>
        ReadAsync(office, $"select {CopyColumns} from medium_copy where office = $1 and medium = $2 order by written_at desc, backup desc", CopyRow, token, medium);

    /// <summary>Where a backup has copies.</summary>
    public Task<IReadOnlyList<MediumCopy>> CopiesOfAsync(string office, string backup, CancellationToken token) =>
        ReadAsync(office, $"select {CopyColumns} from medium_copy where office = $1 and backup = $2 order by written_at desc, medium", CopyRow, token, backup);

    /// <summary>Of a medium, the newest first.</summary>
    public Task<IReadOnlyList<MediumCheck>> ChecksAsync(string office, string medium, int most, CancellationToken token) =>
        ReadAsync(office, $"select {CheckColumns} from medium_check where office = $1 and medium = $2 order by measured_at desc, id desc limit {most}", CheckRow, token, medium);

    /// <summary>The measurement that a code tells of; null when it is not known yet.</summary>
    public async Task<MediumCheck?> CheckOfAsync(string office, MeasureCode code, CancellationToken token) =>
        await ReadAsync(office, $"select {CheckColumns} from medium_check where office = $1 and code = $2", CheckRow, token, code.Digits) is [var found, ..] ? found : null;

    public async Task<MediumCheck?> CheckAsync(string office, Guid id, CancellationToken token) =>
        await ReadAsync(office, $"select {CheckColumns} from medium_check where office = $1 and id = $2", CheckRow, token, id) is [var found, ..] ? found : null;

    /// <summary>What the nodes see plugged in now.</summary>
    public Task<IReadOnlyList<SeenMedium>> SeenAsync(string office, CancellationToken token) =>
        ReadAsync(office, "select medium, machine, path, free, own_disk, seen_at from medium_seen where office = $1 and seen_at > clock_timestamp() - $2 order by medium, machine",
            r => new SeenMedium(r.GetString(0), r.GetString(1), r.GetString(2), r.GetInt64(3), r.GetBoolean(4), r.GetFieldValue<DateTimeOffset>(5)), token, new NpgsqlParameter<TimeSpan> { TypedValue = SeenFor });

    private async Task<IReadOnlyList<T>> ReadAsync<T>(string office, string sql, Func<NpgsqlDataReader, T> row, CancellationToken token, params object?[] values)
    {
        await using var batch = database.Batch(office);
        batch.Add(sql, [office, .. values]);
        await using var reader = await batch.ReadAsync(token);
        var rows = new List<T>();
        while (await reader.ReadAsync(token)) rows.Add(row(reader));
        return rows;
    }

    internal static async Task<Medium?> LockAsync(OfficeTransaction transaction, string office, string label, CancellationToken token)
    {
        await using var command = transaction.Command($"select {MediumColumns} from medium where office = $1 and label = $2 for update", office, label);
        await using var reader = await command.ExecuteReaderAsync(token);
        return await reader.ReadAsync(token) ? Row(reader) : null;
    }

    private static Medium Row(NpgsqlDataReader r) => new(r.GetString(0), r.GetInt32(1), r.GetGuid(2), (MediumKind)r.GetInt16(3), Text(r, 4), r.IsDBNull(5) ? null : r.GetInt64(5), r.GetString(6), r.GetString(7),
        Text(r, 8), (MediumState)r.GetInt16(9), Text(r, 10), Moment(r, 11), Moment(r, 14) is { } at ? new AskedDestruction(r.GetString(12), r.GetString(13), at) : null,
        r.GetInt32(15), Moment(r, 16), r.GetString(17), r.GetFieldValue<DateTimeOffset>(18));

    private static MediumCopy CopyRow(NpgsqlDataReader r) => new(r.GetString(0), r.GetString(1), (CopyState)r.GetInt16(2), r.GetString(3), r.GetString(4), r.GetInt64(5),
        r.GetFieldValue<DateTimeOffset>(6), r.GetString(7), Text(r, 8), r.GetFieldValue<DateTimeOffset>(9));

    private static MediumCheck CheckRow(NpgsqlDataReader r) => new(r.GetGuid(0), r.GetString(1), Text(r, 2), (CheckWay)r.GetInt16(3), r.GetBoolean(4), Text(r, 5), r.GetInt64(6), r.GetDouble(7),
        r.GetString(8), Text(r, 9), r.GetString(10), r.GetFieldValue<DateTimeOffset>(11));

    private static string? Text(NpgsqlDataReader r, int column) => r.IsDBNull(column) ? null : r.GetString(column);

    private static DateTimeOffset? Moment(NpgsqlDataReader r, int column) => r.IsDBNull(column) ? null : r.GetFieldValue<DateTimeOffset>(column);
}
