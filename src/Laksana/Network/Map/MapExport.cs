using Laksana.Documents.Tables;

namespace Laksana.Network;

/// <summary>A kind of entries as a table to be saved: read again it changes nothing.</summary>
public static class MapExport
{
    public static TableForm FormOf(MapKind kind) => new(MapNames.Word(kind), [.. MapTable.Of(kind).Fields.Select(f => new TableColumn(f.Heading, Width: f.Form is MapFieldForm.Area or MapFieldForm.Names ? 40 : f.Key is "name" ? 36 : 16))]);

    public static async IAsyncEnumerable<IReadOnlyList<object?>> Rows(NetworkMap map, MapKind kind)
    {
        await Task.CompletedTask;
        var table = MapTable.Of(kind);
        foreach (var entry in map.Entries.Where(e => e.Kind == kind).OrderBy(e => e.Id, StringComparer.Ordinal))
        {
            var cells = table.Write(entry);
            yield return [.. table.Fields.Select(f => (object?)cells[f.Key])];
        }
    }
}
