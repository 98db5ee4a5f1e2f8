using System.Globalization;
using Laksana.WorkTime;

namespace Laksana.Procedures.Yaml;

/// <summary>
/// Takes typed values out of a map. What is wrong is reported once, at its place; the caller gets null or nothing and goes on.
/// </summary>
internal sealed class Mapping
{
    private const int LongestId = 80;
    private const int LongestLine = 500;
    private const int LongestProse = 20_000;
    private const int MostEntries = 500;
    private readonly FindingList _findings;

    /// <param name="known">The keys there are; null where keys are names given by the writer.</param>
    public Mapping(MapNode node, FindingList findings, IReadOnlyList<string>? known)
    {
        Node = node;
        _findings = findings;
        if (known is null)
            return;
        foreach (var entry in node.Entries.Where(e => !known.Contains(e.Key.Text)))
            findings.Unknown(entry.Key.Place, FindingCode.UnknownKey, entry.Key.Text, known);
    }

    public MapNode Node { get; }

    /// <summary>A node that must be a map; null, reported, when it is something else.</summary>
    public static Mapping? Of(Node node, FindingList findings, IReadOnlyList<string>? known)
    {
        if (node is MapNode map)
            return new Mapping(map, findings, known);
        if (node is not BrokenNode)
            findings.Error(node.Place, FindingCode.ExpectedMap);
        return null;
    }

    public bool Has(string key) => Node.Find(key) is not null;

    /// <summary>Where the value of <paramref name="key"/> stands, or else the map.</summary>
    public Place At(string key) => Node.At(key);

    /// <summary>The value; null, reported, when it is needed and absent, or present and empty.</summary>
    public Node? Value(string key, bool needed = false)
    {
        if (Node.Find(key) is not { } entry)
        {
            if (needed)
                _findings.Error(Node.Place, FindingCode.MissingKey, key);
            return null;
        }

        if (entry.Value is not TextNode { IsEmpty: true } and not MapNode { Entries: [] } and not ListNode { Items: [] })
            return entry.Value;
        _findings.Error(entry.Key.Place, FindingCode.EmptyValue, key);
        return null;
    }

    /// <summary>One line of text.</summary>
    public string? Line(string key, bool needed = false) => Value(key, needed) is { } node ? LineOf(node) : null;

    /// <summary>Text that may run over several lines.</summary>
    public string? Prose(string key) => Value(key) is { } node ? TextOf(node, LongestProse) : null;

    /// <summary>A list of texts.</summary>
    public IReadOnlyList<string> Texts(string key) => [.. PlacedTexts(key).Select(p => p.Text)];

    /// <summary>A list of names, each at most once.</summary>
    public IReadOnlyList<string> Names(string key, bool needed = false)
    {
        var names = new List<string>();
        foreach (var (name, at) in PlacedTexts(key, needed))
        {
            if (names.Contains(name))
                _findings.Error(at, FindingCode.RepeatedEntry, name);
            else
                names.Add(name);
        }

        return names;
    }

    public IEnumerable<(string Text, Place At)> PlacedTexts(string key, bool needed = false)
    {
        switch (Value(key, needed))
        {
            case ListNode list:
                return [.. Bounded(list.Items, list.Place).Select(item => (Text: TextOf(item, LongestProse), item.Place))
                    .Where(p => p.Text is not null).Select(p => (p.Text!, p.Place))];
            case null or BrokenNode:
                return [];
            case var other:
                _findings.Error(other.Place, FindingCode.ExpectedList, key);
                return [];
        }
    }

    /// <summary>A map with fixed keys.</summary>
    public Mapping? Map(string key, IReadOnlyList<string>? known) => Value(key) is { } node ? Of(node, _findings, known) : null;

    /// <summary>The entries of a map whose keys are names given by the writer.</summary>
    public IEnumerable<MapEntry> Entries(string key, bool needed = false) =>
        Value(key, needed) is { } node && Of(node, _findings, null) is { } map ? Bounded(map.Node.Entries, map.Node.Place) : [];

    public IEnumerable<MapEntry> Entries() => Bounded(Node.Entries, Node.Place);

    public IEnumerable<Node> Items(string key)
    {
        switch (Value(key, needed: true))
        {
            case ListNode list:
                return Bounded(list.Items, list.Place);
            case null or BrokenNode:
                return [];
            case var other:
                _findings.Error(other.Place, FindingCode.ExpectedList, key);
                return [];
        }
    }

    public bool Flag(string key) => Line(key) switch
    {
        null => false,
        SheetKeys.Yes => true,
        SheetKeys.No => false,
        var other => Refuse(key, FindingCode.BadYesNo, other),
    };

    public DateOnly? Date(string key, bool needed = false) => Value(key, needed) is { } node ? DateOf(node) : null;

    public DateOnly? DateOf(Node node)
    {
        if (LineOf(node) is not { } text)
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return date;
        _findings.Error(node.Place, FindingCode.BadDate, text);
        return null;
    }

    /// <summary>A whole number without sign.</summary>
    public int? Number(string key, int least, int most)
    {
        if (Line(key) is not { } text)
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        _findings.Error(At(key), FindingCode.BadNumber, text, least, most);
        return null;
    }

    public StandardTime? Time(string key)
    {
        if (Line(key) is not { } text)
            return null;
        if (StandardTime.TryParse(text, out var time, out var problem))
            return time;
        _findings.Told(At(key), FindingCode.BadDuration, problem);
        return null;
    }

    /// <summary>An id: lower-case words and digits joined by hyphens.</summary>
    public string? Id(string key, bool needed = false) => Value(key, needed) is { } node ? IdOf(node) : null;

    public string? IdOf(Node node)
    {
        if (LineOf(node) is not { } text)
            return null;
        if (IsId(text))
            return text;
        _findings.Error(node.Place, FindingCode.BadId, text);
        return null;
    }

    private static bool IsId(string text) => text.Length <= LongestId
        && Array.TrueForAll(text.Split('-'), word => word.Length > 0 && word.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)));

    /// <summary>One of a few fixed words.</summary>
    public string? Word(string key, IEnumerable<string> words, bool needed = false)
    {
        if (Line(key, needed) is not { } text)
            return null;
        if (words.Contains(text))
            return text;
        _findings.Unknown(At(key), FindingCode.BadWord, text, words);
        return null;
    }

    public string? LineOf(Node node)
    {
        if (TextOf(node, LongestLine) is not { } text)
            return null;
        if (!text.Contains('\n', StringComparison.Ordinal))
            return text;
        _findings.Error(node.Place, FindingCode.ExpectedLine);
        return null;
    }

    public string? ProseOf(Node node) => TextOf(node, LongestProse);

    private string? TextOf(Node node, int longest)
    {
        switch (node)
        {
            case TextNode { IsEmpty: true }:
                _findings.Error(node.Place, FindingCode.EmptyValue, "");
                return null;
            case TextNode text when text.Text.Length > longest:
                _findings.Error(node.Place, FindingCode.TooLong, text.Text.Length, longest);
                return null;
            case TextNode text:
                return text.Text.Trim();
            case BrokenNode:
                return null;
            default:
                _findings.Error(node.Place, FindingCode.ExpectedText);
                return null;
        }
    }

    private IReadOnlyList<T> Bounded<T>(IReadOnlyList<T> entries, Place at)
    {
        if (entries.Count <= MostEntries)
            return entries;
        _findings.Error(at, FindingCode.TooManyEntries, entries.Count, MostEntries);
        return [.. entries.Take(MostEntries)];
    }

    private bool Refuse(string key, string code, string word)
    {
        _findings.Error(At(key), code, word);
        return false;
    }
}
