using Laksana.Database;

namespace Laksana.Network;

/// <summary>How the watch of an office itself does.</summary>
/// <param name="WatchedUntil">The last moment that was measured; null: never.</param>
/// <param name="BlindSince">Since when its own line is away.</param>
public sealed record WatchState(DateTimeOffset? WatchedUntil, DateTimeOffset? BlindSince);

/// <summary>The network at a glance.</summary>
/// <param name="Ill">Elements that are not up, the worst and oldest first, at most <see cref="StandingBook.MostIll"/>.</param>
public sealed record NetworkGlance(WatchState Watch, IReadOnlyDictionary<Standing, int> Counts, IReadOnlyList<ElementStanding> Ill);

/// <summary>Where everything stands now, as the watch wrote it.</summary>
public sealed class StandingBook(LaksanaDatabase database)
{
    public const int MostIll = 300;

    private const string Columns = "element, standing, since, flapping, root, maintained, changed_at";

    public async Task<NetworkGlance> GlanceAsync(string office, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("select watched_until, blind_since from network_lease where office = $1", office);
        batch.Add("select standing, count(*) from network_element_state where office = $1 group by standing", office);
        batch.Add($"select {Columns} from network_element_state where office = $1 and standing > 1 order by root is not null, case standing when 3 then 0 when 2 then 1 else 2 end, since limit $2", office, (long)MostIll);
        await using var row = await batch.ReadAsync(token);
        var watch = await row.ReadAsync(token) ? new WatchState(row.IsDBNull(0) ? null : row.GetFieldValue<DateTimeOffset>(0), row.IsDBNull(1) ? null : row.GetFieldValue<DateTimeOffset>(1)) : new WatchState(null, null);
        var counts = new Dictionary<Standing, int>();
        await row.NextResultAsync(token);
        while (await row.ReadAsync(token)) counts[(Standing)row.GetInt16(0)] = (int)row.GetInt64(1);
        var ill = new List<ElementStanding>();
        await row.NextResultAsync(token);
        while (await row.ReadAsync(token)) ill.Add(Of(row));
        return new NetworkGlance(watch, counts, ill);
    }

    /// <summary>Every element's standing.</summary>
    public async Task<IReadOnlyDictionary<string, ElementStanding>> AllAsync(string office, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add($"select {Columns} from network_element_state where office = $1", office);
        await using var row = await batch.ReadAsync(token);
        var all = new Dictionary<string, ElementStanding>(StringComparer.Ordinal);
        while (await row.ReadAsync(token)) all[row.GetString(0)] = Of(row);
        return all;
    }

    /// <summary>One element's standing; null where nothing has been written of it yet.</summary>
    public async Task<ElementStanding?> ElementAsync(string office, string element, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add($"select {Columns} from network_element_state where office = $1 and element = $2", office, element);
        await using var row = await batch.ReadAsync(token);
        return await row.ReadAsync(token) ? Of(row) : null;
    }

    public async Task<IReadOnlyDictionary<int, TargetStanding>> TargetsAsync(string office, IReadOnlyCollection<int> targets, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("select target, standing, since, flapping, finding, detail, changed_at from network_target_state where office = $1 and target = any($2)", office, targets.ToArray());
        await using var row = await batch.ReadAsync(token);
        var all = new Dictionary<int, TargetStanding>();
        while (await row.ReadAsync(token))
            all[row.GetInt32(0)] = new(row.GetInt32(0), (Standing)row.GetInt16(1), row.GetFieldValue<DateTimeOffset>(2), row.GetBoolean(3), row.GetString(4), row.GetString(5), row.GetFieldValue<DateTimeOffset>(6));
        return all;
    }

    private static ElementStanding Of(Npgsql.NpgsqlDataReader row) => new(row.GetString(0), (Standing)row.GetInt16(1), row.GetFieldValue<DateTimeOffset>(2), row.GetBoolean(3), row.IsDBNull(4) ? null : row.GetString(4), row.GetBoolean(5), row.GetFieldValue<DateTimeOffset>(6));
}
