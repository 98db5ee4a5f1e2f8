using System.Collections.Concurrent;
using Laksana.Database;
using Laksana.Officers;

namespace Laksana.Network;

/// <summary>
/// The maps of this installation's offices. One that was read is kept as long as nobody has changed it; that is asked at most every <see cref="Freshness"/>, so a
/// change made through another node is seen within that time.
/// </summary>
public sealed class NetworkMaps(LaksanaDatabase database, Offices offices)
{
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, (NetworkMap Map, OfficeDefinition Definition, long ReadAt)> _kept = new(StringComparer.Ordinal);

    public async ValueTask<NetworkMap> GetAsync(string office, CancellationToken token)
    {
        var now = TimeProvider.System.GetTimestamp();
        var known = _kept.TryGetValue(office, out var kept);
        if (known && TimeProvider.System.GetElapsedTime(kept.ReadAt, now) < Freshness) return kept.Map;
        var definition = (await offices.GetAsync(office, token)).Definition;
        if (known && ReferenceEquals(kept.Definition, definition) && await VersionAsync(office, token) == kept.Map.Version)
        {
            _kept[office] = kept with { ReadAt = now };
            return kept.Map;
        }
        var map = await ReadAsync(office, definition.Sites, token);
        _kept[office] = (map, definition, now);
        return map;
    }

    /// <summary>Something was changed through this node.</summary>
    internal void Changed(string office) => _kept.TryRemove(office, out _);

    private async Task<long> VersionAsync(string office, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("select version from network_map where office = $1", office);
        await using var reader = await batch.ReadAsync(token);
        return await reader.ReadAsync(token) ? reader.GetInt64(0) : 0;
    }

    private async Task<NetworkMap> ReadAsync(string office, IReadOnlyList<Site> sites, CancellationToken token)
    {
        await using var transaction = await database.BeginAsync(office, token);
        return await ReadAsync(transaction, office, sites, forUpdate: false, token);
    }

    /// <summary>The map as a transaction sees it; with <paramref name="forUpdate"/> nobody else changes it before that ends.</summary>
    internal static async Task<NetworkMap> ReadAsync(OfficeTransaction transaction, string office, IReadOnlyList<Site> sites, bool forUpdate, CancellationToken token)
    {
        var version = 0L;
        await using (var ask = transaction.Command("select version from network_map where office = $1" + (forUpdate ? " for update" : ""), office))
            if (await ask.ExecuteScalarAsync(token) is long found) version = found;
        var entries = new List<MapEntry>();
        await using var read = transaction.Command("select kind, body, number from network_entry where office = $1", office);
        await using var row = await read.ExecuteReaderAsync(token);
        while (await row.ReadAsync(token))
            if (EntryBody.Read((MapKind)row.GetInt16(0), row.GetString(1)) is { } entry)
                entries.Add(entry is MapTarget target ? target with { Number = row.GetInt32(2) } : entry);
        return new NetworkMap(version, sites, entries);
    }
}
