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
    /// <exception cref="UnreadableException">The text is not YAML, or nested too deep.</exception>
    public Node? Read()
    {
        try
        {
            return ReadDocument();
        }
        catch (YamlException broken)
        {
            throw new UnreadableException(At(broken.Start), SyntaxFault.CodeOf(broken.Message), $" ({broken.Message})");
        }
        catch (Exception defect) when (defect is not UnreadableException and not OutOfMemoryException)
        {
            // The scanner meets some broken texts with exceptions of its own making; a reader must not fall over them.
            throw new UnreadableException(At(_parser.Current?.End ?? new Mark(0, 1, 1)), FindingCode.Syntax, "");
        }
    }

    private Node? ReadDocument()
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

    private Node ReadNode(int depth)
    {
        if (_parser.TryConsume<AnchorAlias>(out var alias))
        {
            findings.Error(At(alias.Start), FindingCode.Anchor, alias.Value.Value);
            return new BrokenNode(At(alias.Start));
        }

        if (_parser.Current is NodeEvent node)
            Inspect(node);
        if (_parser.TryConsume<Scalar>(out var scalar))
            return new TextNode(At(scalar.Start), scalar.Value, scalar.Style == ScalarStyle.Plain);
        if (depth < Deepest && _parser.TryConsume<SequenceStart>(out var list))
            return new ListNode(At(list.Start), ReadItems(depth));
        if (depth < Deepest && _parser.TryConsume<MappingStart>(out var map))
            return ReadMap(map, depth);
        // Going on would cost time that grows with the square of the depth.
        throw new UnreadableException(At(_parser.Current!.Start), FindingCode.TooDeep, Deepest);
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
                findings.Error(key is TextNode ? value.Place : key.Place, FindingCode.BadKey);
            else if (!lines.TryAdd(name.Text.Trim(), name.Place.Line))
                findings.Error(key.Place, FindingCode.DuplicateKey, name.Text, lines[name.Text.Trim()]);
            else
                entries.Add(new MapEntry(new TextNode(name.Place, name.Text.Trim(), plain: true), value));
        }

        return new MapNode(At(start.Start), entries);
    }

    private Place At(Mark mark) => new((int)mark.Line + lineOffset, (int)mark.Column);
}

/// <summary>A text, or a part of one, that cannot be read as nodes.</summary>
internal sealed class UnreadableException(Place at, string code, object argument) : Exception(code)
{
    public Place At { get; } = at;

    public string Code { get; } = code;

    public object Argument { get; } = argument;
}
