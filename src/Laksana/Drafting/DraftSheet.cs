using Laksana.Drafting.Source;
using Laksana.Procedures;
using Key = Laksana.Procedures.SheetKeys.Row;

namespace Laksana.Drafting;

/// <summary>A row of a draft as it is written, right or wrong.</summary>
/// <param name="Number">As the form shows it: 1, 2, 2a.</param>
/// <param name="Lines">First and last line of the row in the text, from 1.</param>
public sealed record DraftRow(int Index, string Id, string Number, YamlMap Map, (int First, int Last) Lines)
{
    public string Activity => Map.Text(Key.Activity);

    /// <summary>"3. Memeriksa perangkat", as pages name a row.</summary>
    public string Name => $"{Number}. {Activity}";

    public YamlMap Fields => Map.Map(Key.Fields);
}

/// <summary>A column of a draft, or a party outside the office.</summary>
public sealed record DraftRole(string Id, string Title, string Limit = "");

/// <summary>
/// The text of a sheet as a table that can be edited: rows, columns and boxes as they are written, also where the linter finds fault. Immutable; an edit gives
/// a new text in which only what was edited reads otherwise.
/// </summary>
public sealed class DraftSheet
{
    private readonly SourceGroup _root;
    private readonly SourceLayout _layout;

    private DraftSheet(string text, SourceGroup root)
    {
        (_root, _layout, Map) = (root, new SourceLayout(text), (YamlMap)root.Value);
        Rows = ReadRows();
        Roles = [.. Map.Map(SheetKeys.Header.Roles).Entries.Select(e => new DraftRole(e.Key, (e.Value as YamlText)?.Text.Trim() ?? ""))];
        Parties = [.. Map.Map(SheetKeys.Header.Parties).Entries.Select(e => e.Value is YamlMap map
            ? new DraftRole(e.Key, map.Text(SheetKeys.Party.Title), map.Text(SheetKeys.Party.Limit)) : new DraftRole(e.Key, (e.Value as YamlText)?.Text.Trim() ?? ""))];
    }

    public string Text => _layout.Text;

    public YamlMap Map { get; }

    public IReadOnlyList<DraftRow> Rows { get; }

    public IReadOnlyList<DraftRole> Roles { get; }

    public IReadOnlyList<DraftRole> Parties { get; }

    public string Id => Map.Text(SheetKeys.Header.Id);

    public string Title => Map.Text(SheetKeys.Header.Title);

    /// <summary>Line endings and the byte order mark as the editor keeps them.</summary>
    public static string Normal(string text) => text.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');

    /// <returns>Null when the text cannot be shown as a table: it is no readable YAML, or its rows have no ids of their own.</returns>
    public static DraftSheet? Read(string text)
    {
        text = Normal(text);
        if (SourceTree.Read(text) is not { } root)
            return null;
        var sheet = new DraftSheet(text, root);
        return sheet.Rows.Count > 0 && sheet.Rows.All(r => r.Id.Length > 0) && sheet.Rows.Select(r => r.Id).Distinct().Count() == sheet.Rows.Count ? sheet : null;
    }

    public DraftRow? Row(string? id) => Rows.FirstOrDefault(r => r.Id == id);

    public DraftRole? Role(string? id) => Roles.FirstOrDefault(r => r.Id == id);

    /// <summary>The row as it stands in the text, with its comments.</summary>
    public string SourceOf(DraftRow row)
    {
        var part = RowParts()[row.Index];
        return Text[part.Start.._layout.EndOf(part)];
    }

    /// <summary>First and last line of a key of the header.</summary>
    public (int First, int Last)? LinesOf(string key) => _root.Find(key) is { } part ? LinesOf(part) : null;

    /// <returns>The changed sheet; null when the text is laid out in a way that cannot be changed in place.</returns>
    public DraftSheet? With(YamlMap wanted) => Rewriting.Of(Text, wanted) is { } changed ? Read(changed) : null;

    internal DraftSheet? WithRows(IEnumerable<YamlMap> rows) => With(Map.With(SheetKeys.Header.Steps, new YamlList([.. rows])));

    internal DraftSheet? WithRow(DraftRow row, YamlMap map) => WithRows(Rows.Select(r => r.Index == row.Index ? map : r.Map));

    private List<DraftRow> ReadRows()
    {
        var (parts, rows) = (RowParts(), new List<DraftRow>());
        var maps = parts.Select(p => p.Value.Value as YamlMap ?? YamlMap.Empty).ToList();
        foreach (var (part, map, number) in parts.Zip(maps, RowNumbers.Of(maps.Select(m => m.Text(Key.Added) == SheetKeys.Yes))))
            rows.Add(new DraftRow(rows.Count, map.Text(Key.Id), number, map, LinesOf(part)));
        return rows;
    }

    private IReadOnlyList<SourcePart> RowParts() => _root.Find(SheetKeys.Header.Steps)?.Value is SourceGroup { IsList: true } rows ? rows.Parts : [];

    private (int First, int Last) LinesOf(SourcePart part) => (LineOf(part.Start), LineOf(Math.Max(part.End, part.Start)));

    private int LineOf(int at) => Text.AsSpan(0, Math.Min(at, Text.Length)).Count('\n') + 1;
}
