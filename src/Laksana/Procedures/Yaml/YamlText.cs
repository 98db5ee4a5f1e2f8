using System.Text;

namespace Laksana.Procedures.Yaml;

/// <summary>
/// Reads a whole file. Where it is not YAML, the file is taken apart along its indentation and every part that can be read is read,
/// so that one slip does not hide the others; a part that cannot be read becomes a <see cref="BrokenNode"/>.
/// </summary>
internal sealed class YamlText
{
    /// <summary>Characters; the longest real sheet has some 20,000.</summary>
    public const int Largest = 400_000;
    private const int DeepestRepair = 8;
    private readonly FindingList _findings;
    private readonly List<string> _lines;

    private YamlText(string text, FindingList findings)
    {
        _findings = findings;
        _lines = [.. text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n')];
    }

    /// <summary>The file's map; null, with findings, when there is none.</summary>
    public static MapNode? ReadMap(string text, FindingList findings)
    {
        if (text.StartsWith('\uFEFF'))
            text = text[1..];
        if (text.Length > Largest)
        {
            findings.Error(Place.Start, FindingCode.TooLarge, text.Length, Largest);
            return null;
        }

        var file = new YamlText(text, findings);
        file.FindStrayCharacters();
        // Nobody can say how far a tab was meant to indent: what else would be found there is guesswork.
        if (file.FindTabs())
            return null;
        var root = file.ReadPart(0, file._lines.Count, 0);
        if (root is null)
            findings.Error(Place.Start, FindingCode.EmptyFile);
        else if (root is not MapNode and not BrokenNode)
            findings.Error(root.Place, FindingCode.ExpectedMap);
        return root as MapNode;
    }

    private void FindStrayCharacters()
    {
        for (var i = 0; i < _lines.Count; i++)
        {
            var line = _lines[i];
            if (FirstStray(line) is { } stray)
            {
                _findings.Error(new Place(i + 1, stray + 1), FindingCode.ControlCharacter, $"U+{(int)line[stray]:X4}");
                _lines[i] = Harmless(line);
            }
        }
    }

    private bool FindTabs()
    {
        var before = _findings.Count;
        for (var i = 0; i < _lines.Count; i++)
        {
            var line = _lines[i].AsSpan();
            var indent = line.IndexOfAnyExcept(' ', '\t');
            if (indent > 0 && line[indent] != '#' && line[..indent].IndexOf('\t') is >= 0 and var tab)
                _findings.Error(new Place(i + 1, tab + 1), FindingCode.TabIndent);
        }

        return _findings.Count > before;
    }

    private static int? FirstStray(string line)
    {
        for (var i = 0; i < line.Length; i++)
        {
            if (char.IsSurrogatePair(line, i))
                i++;
            else if (IsStray(line[i]))
                return i;
        }

        return null;
    }

    private static string Harmless(string line)
    {
        var clean = new StringBuilder(line);
        for (var i = 0; i < clean.Length; i++)
            if (IsStray(clean[i]))
                clean[i] = '?';
        return clean.ToString();
    }

    /// <summary>Characters that YAML forbids, that break a line unseen, or that cannot be stored as UTF-8.</summary>
    private static bool IsStray(char c) =>
        c < ' ' && c != '\t' || c is >= '\u007F' and <= '\u009F' or '\u2028' or '\u2029' or '\uFEFF' or '\uFFFE' or '\uFFFF' || char.IsSurrogate(c);

    /// <summary>Reads the lines from <paramref name="from"/> (0-based) up to <paramref name="to"/>.</summary>
    private Node? ReadPart(int from, int to, int depth)
    {
        var found = new FindingList(_findings.File);
        var tree = new YamlTree(string.Join('\n', _lines.GetRange(from, to - from)), from, found);
        try
        {
            var node = tree.Read();
            _findings.Take(found);
            return node;
        }
        catch (UnreadableException fault)
        {
            return Repair(from, to, depth) ?? Report(fault, from);
        }
    }

    private BrokenNode Report(UnreadableException fault, int from)
    {
        _findings.Error(fault.At, fault.Code, fault.Argument);
        return new BrokenNode(new Place(from + 1, 1));
    }

    /// <summary>
    /// Splits a part that cannot be read at its outermost indentation and reads each piece; null when that leads no further, because
    /// there is one piece only, or each is readable and only their joining is wrong.
    /// </summary>
    private Node? Repair(int from, int to, int depth)
    {
        if (depth == DeepestRepair || FirstLine(from, to) is not { } first)
            return null;
        var indent = Indent(first);
        var list = IsItem(first, indent);
        var starts = Enumerable.Range(first, to - first)
            .Where(i => IsContent(i) && Indent(i) == indent && IsItem(i, indent) == list).ToList();
        if (starts.Count == 1)
            return RepairInside(first, to, indent, depth);
        var before = _findings.Count;
        var pieces = new List<Node>();
        for (var i = 0; i < starts.Count; i++)
        {
            if (ReadPart(starts[i], i + 1 < starts.Count ? starts[i + 1] : to, depth + 1) is not { } piece)
                continue;
            if (!list && piece is TextNode)
                _findings.Error(piece.Place, FindingCode.SyntaxNoColon);
            pieces.Add(piece);
        }

        return _findings.Count == before && !pieces.Exists(p => p is BrokenNode) ? null : Join(pieces, first, indent, list);
    }

    /// <summary>One entry <c>key:</c> or one item <c>- …</c>: the fault lies in what is indented below it.</summary>
    private Node? RepairInside(int first, int to, int indent, int depth)
    {
        var line = _lines[first];
        if (IsItem(first, indent))
        {
            _lines[first] = line.Remove(indent, 1).Insert(indent, " ");
            return Repair(first, to, depth + 1) is { } item ? new ListNode(new Place(first + 1, indent + 1), [item]) : null;
        }

        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || !IsBlank(line.AsSpan(colon + 1)) || FirstLine(first + 1, to) is not { } inner || Indent(inner) < indent)
            return null;
        if (Repair(first + 1, to, depth + 1) is not { } value)
            return null;
        var key = new TextNode(new Place(first + 1, indent + 1), line[indent..colon].Trim(), plain: true);
        return new MapNode(key.Place, [new MapEntry(key, value)]);
    }

    private Node Join(List<Node> pieces, int first, int indent, bool list)
    {
        var place = new Place(first + 1, indent + 1);
        if (list)
            return new ListNode(place, [.. pieces.SelectMany(p => p is ListNode part ? part.Items : [p])]);
        var entries = new List<MapEntry>();
        foreach (var entry in pieces.SelectMany(EntriesOf))
        {
            if (entries.Find(e => e.Key.Text == entry.Key.Text) is { } earlier)
                _findings.Error(entry.Key.Place, FindingCode.DuplicateKey, entry.Key.Text, earlier.Key.Place.Line);
            else
                entries.Add(entry);
        }

        return new MapNode(place, entries);
    }

    /// <summary>A broken piece still tells its key, so that it is not reported as missing too.</summary>
    private IEnumerable<MapEntry> EntriesOf(Node piece)
    {
        if (piece is MapNode map)
            return map.Entries;
        var line = _lines[piece.Place.Line - 1];
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? [] : [new MapEntry(new TextNode(piece.Place, line[..colon].Trim(), plain: true), new BrokenNode(piece.Place))];
    }

    private int? FirstLine(int from, int to)
    {
        for (var i = from; i < to; i++)
            if (IsContent(i))
                return i;
        return null;
    }

    private bool IsContent(int line) =>
        !IsBlank(_lines[line]) && !_lines[line].StartsWith("---", StringComparison.Ordinal);

    private static bool IsBlank(ReadOnlySpan<char> text) => text.TrimStart() is [] or ['#', ..];

    private bool IsItem(int line, int indent) => _lines[line].AsSpan(indent).StartsWith("- ");

    private int Indent(int line) => _lines[line].AsSpan().IndexOfAnyExcept(' ') is >= 0 and var i ? i : _lines[line].Length;
}
