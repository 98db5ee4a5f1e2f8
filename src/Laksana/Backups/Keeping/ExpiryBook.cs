using System.Text.Json;
using Laksana.Database;
using Npgsql;

namespace Laksana.Backups;

/// <summary>Reads the lists of expiring backups.</summary>
public sealed class ExpiryBook(LaksanaDatabase database)
{
    private const string ListColumns = "number, by_hand, reason, asked_by, asked_at, approved_by, approved_at, due_at, refused_by, refused_at, refusal, ended_at";

    /// <summary>Those that have not ended, then the newest.</summary>
    public Task<IReadOnlyList<ExpiryList>> ListAsync(string office, int most, CancellationToken token) =>
        ReadAsync(office, $"order by ended_at is not null, number desc limit {most}", token);

    public async Task<ExpiryList?> FindAsync(string office, int number, CancellationToken token) =>
        await ReadAsync(office, "and number = $2", token, number) is [var found] ? found : null;

    /// <summary>Backups that are on a list that has not ended: which list.</summary>
    public async Task<IReadOnlyDictionary<string, int>> PlannedAsync(string office, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("select backup, expiry from backup_expiry_item where office = $1 and state in (0, 1)", office);
        await using var reader = await batch.ReadAsync(token);
        var planned = new Dictionary<string, int>(StringComparer.Ordinal);
        while (await reader.ReadAsync(token)) planned[reader.GetString(0)] = reader.GetInt32(1);
        return planned;
    }

    private async Task<IReadOnlyList<ExpiryList>> ReadAsync(string office, string which, CancellationToken token, params object?[] values)
    {
        await using var batch = database.Batch(office);
        batch.Add($"select {ListColumns} from backup_expiry where office = $1 {which}", [office, .. values]);
        batch.Add($"""
            select i.expiry, i.backup, b.source, b.taken_at, i.machine, i.bytes, i.why, i.state, i.outcome, i.changed_at
            from backup_expiry_item i join backup b on b.office = i.office and b.id = i.backup
            where i.office = $1 and i.expiry in (select number from backup_expiry where office = $1 {which}) order by b.source, b.taken_at
            """, [office, .. values]);
        await using var reader = await batch.ReadAsync(token);
        var lists = new List<ExpiryList>();
        while (await reader.ReadAsync(token)) lists.Add(List(reader));
        await reader.NextResultAsync(token);
        var items = new List<(int List, ExpiryItem Item)>();
        while (await reader.ReadAsync(token)) items.Add((reader.GetInt32(0), Item(reader)));
        var byList = items.ToLookup(i => i.List, i => i.Item);
        return [.. lists.Select(l => l with { Items = [.. byList[l.Number]] })];
    }

    private static ExpiryList List(NpgsqlDataReader r) => new(r.GetInt32(0), r.GetBoolean(1), r.GetString(2), r.GetString(3), r.GetFieldValue<DateTimeOffset>(4), Text(r, 5), Moment(r, 6),
        Moment(r, 7), Text(r, 8), Moment(r, 9), Text(r, 10), Moment(r, 11), []);

    private static ExpiryItem Item(NpgsqlDataReader r) => new(r.GetString(1), r.GetString(2), r.GetFieldValue<DateTimeOffset>(3), r.GetString(4), r.GetInt64(5),
        JsonSerializer.Deserialize(r.GetString(6), KeepingJson.Default.IReadOnlyListReason)!, (ExpiryState)r.GetInt16(7), Text(r, 8), r.GetFieldValue<DateTimeOffset>(9));

    private static string? Text(NpgsqlDataReader r, int column) => r.IsDBNull(column) ? null : r.GetString(column);

    private static DateTimeOffset? Moment(NpgsqlDataReader r, int column) => r.IsDBNull(column) ? null : r.GetFieldValue<DateTimeOffset>(column);
}
