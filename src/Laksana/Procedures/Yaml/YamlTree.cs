using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Laksana.Procedures.Yaml;

/// <summary>
/// Reads YAML into nodes. Only what a sheet needs: maps, lists and scalars; anchors, aliases and tags are refused, so that no text
/// can unfold into more than it is.
/// </summary>
/// <param name="lineOffset">Lines before <c>text</c> in its file, when a piece of a file is read.</param>
internal sealed class YamlTree(string text, int lineOffset, FindingList findings)
{
    private const int Deepest = 12;
    private readonly Parser _parser = new(new StringReader(text));

    /// <summary>The root, or null for an empty text.</summary>
    /// <exception cref="YamlException">The text is not YAML.</exception>
    public Node? Read()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _))
            return null;
        _parser.Consume<DocumentStart>();
        var root = ReadNode(0);
        _parser.Consume<DocumentEnd>();
        if (_parser.Accept<DocumentStart>(out var second))
            findings.Error(At(second.Start), FindingCode.SeveralDocuments);
        return root;
    }

    public Place At(Mark mark) => new((int)mark.Line + lineOffset, (int)mark.Column);

    private Node ReadNode(int depth)
    {
        if (_parser.TryConsume<AnchorAlias>(out var alias))
            return Refuse(alias, FindingCode.Anchor, alias.Value.Value);
        if (_parser.Current is NodeEvent node)
            Inspect(node);
        if (_parser.TryConsume<Scalar>(out var scalar))
            return new TextNode(At(scalar.Start), scalar.Value, scalar.Style == ScalarStyle.Plain);
        if (depth < Deepest && _parser.TryConsume<SequenceStart>(out var list))
            return new ListNode(At(list.Start), ReadItems(depth));
        if (depth < Deepest && _parser.TryConsume<MappingStart>(out var map))
            return ReadMap(map, depth);
        var tooDeep = _parser.Current!;
        _parser.SkipThisAndNestedEvents();
        return Refuse(tooDeep, FindingCode.TooDeep, Deepest);
    }

    private void Inspect(NodeEvent node)
    {
        if (!node.Anchor.IsEmpty)
            findings.Error(At(node.Start), FindingCode.Anchor, node.Anchor.Value);
        if (!node.Tag.IsEmpty)
            findings.Error(At(node.Start), FindingCode.Tag, node.Tag.IsNonSpecific ? "!" : node.Tag.Value);
    }

    private List<Node> ReadItems(int depth)
    {
        var items = new List<Node>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
            items.Add(ReadNode(depth + 1));
        return items;
    }

    private MapNode ReadMap(MappingStart start, int depth)
    {
        var entries = new List<MapEntry>();
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var key = ReadNode(depth + 1);
            var value = ReadNode(depth + 1);
            if (key is not TextNode { IsEmpty: false } name)
                findings.Error(key.Place, FindingCode.BadKey);
            else if (lines.TryGetValue(name.Text, out var first))
                findings.Error(key.Place, FindingCode.DuplicateKey, name.Text, first);
            else
            {
                lines.Add(name.Text, name.Place.Line);
                entries.Add(new MapEntry(name, value));
            }
        }

        return new MapNode(At(start.Start), entries);
    }

    private BrokenNode Refuse(ParsingEvent parsed, string code, object argument)
    {
        findings.Error(At(parsed.Start), code, argument);
        return new BrokenNode(At(parsed.Start));
    }
}
