using System.Globalization;
using Laksana.Officers;
using static Laksana.Network.MapWords;

namespace Laksana.Network;

/// <summary>How a field of an entry is asked for in a form.</summary>
public enum MapFieldForm { Line, Area, Number, Day, Check, Choice, Element, Site, Provider, Device, Access, Names }

/// <summary>A column of a table and a field of a form.</summary>
/// <param name="Key">Its name in code and addresses, also known as a heading.</param>
/// <param name="Heading">At the head of its column.</param>
public sealed record MapField(string Key, string Heading, MapFieldForm Form = MapFieldForm.Line, bool Needed = false)
{
    /// <summary>Words to choose from.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Under which those words stand for people.</summary>
    public string SaidUnder { get; init; } = "";

    public string Label => Say["field." + Key];

    /// <summary>What to type, where that is not plain; null where it is.</summary>
    public string? Hint => Key is "behind" or "needs" or "options" or "target" or "meaning" or "id" or "from" or "access" or "place" or "dns" ? Say["tip." + Key] : null;

    /// <summary>A word to choose, for people.</summary>
    public string Said(string word) => Say[$"{SaidUnder}.{word}"];
}

/// <summary>One kind of entries as a table: its columns, how a row becomes an entry, and how an entry becomes a row.</summary>
public sealed partial class MapTable
{
    private readonly Func<string, EntryInput, MapEntry> _read;
    private readonly Func<MapEntry, IReadOnlyDictionary<string, string>> _write;

    private MapTable(MapKind kind, IReadOnlyList<MapField> fields, Func<string, EntryInput, MapEntry> read, Func<MapEntry, IReadOnlyDictionary<string, string>> write) =>
        (Kind, Fields, _read, _write) = (kind, fields, read, write);

    public MapKind Kind { get; }

    public IReadOnlyList<MapField> Fields { get; }

    public static MapTable Of(MapKind kind) => All.First(t => t.Kind == kind);

    /// <summary>Reads an entry; what is wrong with single values goes to the input's own complaint, what is wrong with the whole is <see cref="MapCheck"/>'s to say.</summary>
    /// <param name="id">Of an entry that is there already; null: as the input says, else made of the name.</param>
    public MapEntry Read(EntryInput input, string? id = null) => _read(id ?? IdOf(input), input);

    /// <summary>Key of each field to its value.</summary>
    public IReadOnlyDictionary<string, string> Write(MapEntry entry) => _write(entry);

    private string IdOf(EntryInput input)
    {
        if (input.Text("id") is { } given) return given;
        if (Kind == MapKind.Target) return Slug.Of($"{input.Text("element") ?? "acuan"} {input.Line("probe")} {(input.Text("element") is null ? input.Line("target") : "")}");
        return Slug.Of(input.Line("name"));
    }

    private static Dictionary<string, string> Cells(params (string Key, object? Value)[] cells) => cells.ToDictionary(c => c.Key, c => c.Value switch
    {
        null => "",
        bool yes => yes ? "ya" : "",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IEnumerable<string> names => string.Join(", ", names),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        var other => other.ToString() ?? "",
    }, StringComparer.Ordinal);

    private static Dictionary<string, string> With(Dictionary<string, string> cells, MapElement element)
    {
        foreach (var (key, value) in Cells(("id", element.Id), ("name", element.Name), ("behind", element.Behind), ("needs", element.Needs), ("urgent", element.Urgent), ("note", element.Note)))
            cells[key] = value;
        return cells;
    }
}
