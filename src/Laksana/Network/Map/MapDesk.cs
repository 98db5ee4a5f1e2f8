using System.Globalization;
using Laksana.Cases;
using Laksana.Database;
using Laksana.Network.Probes;
using Laksana.Officers;

namespace Laksana.Network;

/// <summary>A change of the map, as somebody wants it.</summary>
/// <param name="Act">One of the acts of <see cref="AdministrationActs"/> about the network.</param>
public sealed record MapChange(string By, string Act, string Subject)
{
    public IReadOnlyList<MapEntry> Put { get; init; } = [];
    public IReadOnlyList<(MapKind Kind, string Id)> Remove { get; init; } = [];
    public IReadOnlyList<(string Name, string? Value)> Details { get; init; } = [];
}

/// <summary>
/// Changes maps: all of a change or nothing of it, one change of an office at a time, checked against the map as it stands in that moment, and written down in
/// the log of administration in the same transaction. New sites enter the office's own list.
/// </summary>
public sealed class MapDesk(LaksanaDatabase database, Offices offices, NetworkMaps maps, ProbeSecrets secrets, TaskRebuild rebuild, TimeProvider clock)
{
    /// <returns>Everything that would be wrong with the map then; empty when it is done.</returns>
    public async Task<IReadOnlyList<MapFault>> ChangeAsync(string office, MapChange change, CancellationToken token)
    {
        var names = secrets.Of(office).Names;
        var now = clock.GetUtcNow();
        bool renamed;
        await using (var transaction = await database.BeginAsync(office, token))
        {
            await using (var enter = transaction.Command("insert into network_map (office, version, changed_at) values ($1, 0, $2) on conflict do nothing", office, now))
                await enter.ExecuteNonQueryAsync(token);
            var text = await TextAsync(transaction, office, token);
            var definition = OfficeFile.Read(text, "office.yaml").Office!;
            var map = await NetworkMaps.ReadAsync(transaction, office, definition.Sites, forUpdate: true, token);
            var sites = MapImport.Sites(map, change.Put);
            var after = map.With(sites, change.Put, change.Remove);
            if (MapCheck.Of(after, names).Except(MapCheck.Of(map, names)).ToList() is { Count: > 0 } faults) return faults;
            await WriteAsync(transaction, office, map, change, now, token);
            renamed = await WriteSitesAsync(transaction, office, text, definition, sites, change.By, now, token);
            await AdministrationLog.AddAsync(transaction, office, change.By, change.Act, change.Subject, change.Details, now, token);
            await transaction.CommitAsync(token);
        }
        maps.Changed(office);
        offices.Changed(office);
        if (renamed) await rebuild.RunAsync(office, token);
        return [];
    }

    private static async Task WriteAsync(OfficeTransaction transaction, string office, NetworkMap map, MapChange change, DateTimeOffset now, CancellationToken token)
    {
        var newTargets = change.Put.OfType<MapTarget>().Where(t => map.Find(MapKind.Target, t.Id) is null).Select(t => t.Id).Order(StringComparer.Ordinal).ToList();
        await using var next = transaction.Command("update network_map set version = version + 1, last_number = last_number + $2, changed_at = $3 where office = $1 returning last_number", office, newTargets.Count, now);
        var first = (int)(await next.ExecuteScalarAsync(token))! - newTargets.Count + 1;
        var numbers = newTargets.Select((id, i) => (id, i)).ToDictionary(t => t.id, t => first + t.i, StringComparer.Ordinal);
        var put = change.Put.Where(e => e is not MapSite site || !Says(map, site)).ToList();
        await using var write = transaction.Command("""
            insert into network_entry (office, kind, id, number, version, body, changed_at, changed_by)
            select $1, e.kind, e.id, e.number, 1, e.body, $6, $7 from unnest($2::smallint[], $3::text[], $4::int[], $5::text[]) as e (kind, id, number, body)
            on conflict (office, kind, id) do update set version = network_entry.version + 1, body = excluded.body, changed_at = excluded.changed_at, changed_by = excluded.changed_by
            """, office, put.Select(e => (short)e.Kind).ToArray(), put.Select(e => e.Id).ToArray(), put.Select(e => e is MapTarget ? numbers.GetValueOrDefault(e.Id) : 0).ToArray(),
            put.Select(EntryBody.Write).ToArray(), now, change.By);
        await write.ExecuteNonQueryAsync(token);
        await using var remove = transaction.Command("delete from network_entry n using unnest($2::smallint[], $3::text[]) as e (kind, id) where n.office = $1 and n.kind = e.kind and n.id = e.id",
            office, change.Remove.Select(r => (short)r.Kind).ToArray(), change.Remove.Select(r => r.Id).ToArray());
        await remove.ExecuteNonQueryAsync(token);
        await using var tell = transaction.Command("select pg_notify('laksana_network', '')");
        await tell.ExecuteNonQueryAsync(token);
    }

    /// <summary>A site whose row would hold nothing that the office's list does not say needs none.</summary>
    private static bool Says(NetworkMap map, MapSite site) =>
        map.Find(MapKind.Site, site.Id) is null && site with { Name = "", Address = null, Port = null } == new MapSite(site.Id);

    /// <returns>Whether a site that was there already has another name now: cases name it in their titles.</returns>
    private static async Task<bool> WriteSitesAsync(OfficeTransaction transaction, string office, string text, OfficeDefinition before, IReadOnlyList<Site> sites, string by, DateTimeOffset now, CancellationToken token)
    {
        if (sites.SequenceEqual(before.Sites)) return false;
        await using var write = transaction.Command("update office set definition = $2, changed_at = $3 where office = $1", office, OfficeWriter.Write(before with { Sites = sites }, text), now);
        await write.ExecuteNonQueryAsync(token);
        var known = before.Sites.ToDictionary(s => s.Id, StringComparer.Ordinal);
        var added = sites.Count(s => !known.ContainsKey(s.Id));
        await AdministrationLog.AddAsync(transaction, office, by, AdministrationActs.SitesChanged, office,
            [("added", Count(added)), ("changed", Count(sites.Count(s => known.TryGetValue(s.Id, out var old) && old != s)))], now, token);
        return sites.Any(s => known.TryGetValue(s.Id, out var old) && old.Name != s.Name);
    }

    private static string? Count(int count) => count == 0 ? null : count.ToString(CultureInfo.InvariantCulture);

    private static async Task<string> TextAsync(OfficeTransaction transaction, string office, CancellationToken token)
    {
        // The office's row is locked as long as its list of sites is being looked at and written.
        await using var ask = transaction.Command("select definition from office where office = $1 for no key update", office);
        return (string)(await ask.ExecuteScalarAsync(token))!;
    }
}
