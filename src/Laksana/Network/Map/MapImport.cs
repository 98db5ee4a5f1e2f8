using Laksana.Documents.Tables;
using Laksana.Officers;
using static Laksana.Network.MapWords;

namespace Laksana.Network;

/// <summary>A table that somebody sent: what it holds, the file's name, its bytes.</summary>
public sealed record MapFile(MapKind Kind, string Name, byte[] Bytes);

/// <summary>What is wrong in a sent table: file, row and column where there are such, the fault, and what to do.</summary>
public sealed record MapFinding(string File, int? Row, string? Column, string Message, string? Hint);

/// <summary>Tables read together: the entries they hold when nothing is wrong, else everything that is.</summary>
public sealed record MapImport(IReadOnlyList<MapEntry> Entries, IReadOnlyList<(MapKind Kind, string Id)> Removed, IReadOnlyList<MapFinding> Findings)
{
    /// <summary>Rows of a table: as many as there may be targets, and its head.</summary>
    public const int MostRows = NetworkMap.MostTargets + 1;

    /// <summary>Bytes of a table.</summary>
    public const int Largest = 4 * 1024 * 1024;

    /// <param name="map">The map as it stands.</param>
    /// <param name="whole">Entries of these kinds that the tables do not name are taken away; sites never are.</param>
    public static MapImport Read(IReadOnlyList<MapFile> files, NetworkMap map, IReadOnlySet<string> accesses, bool whole)
    {
        var (read, findings) = (new List<(MapEntry Entry, string File, HeadedTable Table, TableRow Row)>(), new List<MapFinding>());
        foreach (var file in files) ReadFile(file, map, read, findings);
        var entries = read.Select(r => r.Entry).ToList();
        var kinds = files.Select(f => f.Kind).Where(k => k != MapKind.Site).ToHashSet();
        var named = entries.Select(e => (e.Kind, e.Id)).ToHashSet();
        List<(MapKind Kind, string Id)> removed = whole ? [.. map.Entries.Where(e => kinds.Contains(e.Kind)).Select(e => (e.Kind, e.Id)).Except(named)] : [];
        if (findings.Count == 0)
        {
            var after = map.With(Sites(map, entries), entries, removed);
            foreach (var fault in MapCheck.Of(after, accesses).Except(MapCheck.Of(map, accesses)))
            {
                var at = read.FirstOrDefault(r => r.Entry.Kind == fault.Kind && r.Entry.Id == fault.Id);
                findings.Add(at.Entry is null
                    ? new MapFinding(files[0].Name, null, null, $"{MapNames.Say(fault.Kind)} {fault.Id}: {fault.Message}", fault.Hint)
                    : new MapFinding(at.File, at.Row.Number, MapTable.Of(fault.Kind).Fields.FirstOrDefault(f => f.Key == fault.Field)?.Heading, fault.Message, fault.Hint));
            }
        }
        return findings.Count == 0 ? new([.. entries.Where(e => map.Find(e.Kind, e.Id) is not { } before || !Same(before, e))], removed, []) : new([], [], findings);
    }

    /// <summary>The office's list of sites once these entries are in it.</summary>
    public static IReadOnlyList<Site> Sites(NetworkMap map, IReadOnlyCollection<MapEntry> entries)
    {
        var put = entries.OfType<MapSite>().GroupBy(s => s.Id, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last(), StringComparer.Ordinal);
        Site Listed(MapSite s) => new(s.Id, s.Name, s.Address, s.Port);
        return [.. map.Sites.Select(s => Listed(put.GetValueOrDefault(s.Id) ?? s)), .. put.Values.Where(s => map.Find(MapKind.Site, s.Id) is null).Select(Listed)];
    }

    internal static bool Same(MapEntry one, MapEntry other) => one.GetType() == other.GetType() && MapTable.Of(one.Kind) is var table
        && table.Write(one).OrderBy(p => p.Key, StringComparer.Ordinal).SequenceEqual(table.Write(other).OrderBy(p => p.Key, StringComparer.Ordinal));

    private static void ReadFile(MapFile file, NetworkMap map, List<(MapEntry, string, HeadedTable, TableRow)> read, List<MapFinding> findings)
    {
        var form = MapTable.Of(file.Kind);
        var table = new HeadedTable(TableReader.Read(file.Bytes, MostRows, Largest), [.. form.Fields.Select(f => (f.Key, f.Needed, new[] { f.Heading }))]);
        var rows = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in table.Rows)
        {
            var input = new EntryInput(key => table.Value(row, key), (key, message) => table.Wrong(row, key, message));
            var entry = form.Read(input, Known(table, row, map, file.Kind));
            if (!rows.TryAdd(entry.Id, row.Number)) table.Wrong(row, "id", Say["input.twice", entry.Id, rows[entry.Id]]);
            read.Add((entry, file.Name, table, row));
        }
        findings.AddRange(table.Findings.Select(f => new MapFinding(file.Name, f.Row, f.Column, f.Message, null)));
    }

    /// <summary>A row without an id means the entry of its name.</summary>
    private static string? Known(HeadedTable table, TableRow row, NetworkMap map, MapKind kind)
    {
        if (table.Value(row, "id").Length > 0 || table.Value(row, "name") is not { Length: > 0 } name) return null;
        return kind switch
        {
            MapKind.Provider => map.Providers.FirstOrDefault(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Id,
            MapKind.Site or MapKind.Link or MapKind.Device or MapKind.Service => map.Elements.Values.FirstOrDefault(e => e.Kind == kind && e.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Id,
            _ => null,
        };
    }
}
