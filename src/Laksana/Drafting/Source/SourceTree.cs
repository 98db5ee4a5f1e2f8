using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Laksana.Drafting.Source;

/// <summary>Reads a text into values that know where they stand. What a sheet may not hold (anchors, tags, several documents) is not read.</summary>
internal sealed class SourceTree
{
    private const int Deepest = 12;
    private readonly string _text;
    private readonly Parser _parser;

    private SourceTree(string text) => (_text, _parser) = (text, new Parser(new StringReader(text)));

    /// <returns>The text's map, or null when it cannot be read as one.</returns>
    public static SourceGroup? Read(string text)
    {
        try
        {
            return new SourceTree(text).ReadDocument();
        }
        catch (Exception broken) when (broken is not OutOfMemoryException)
        {
            // YamlException, or what its scanner meets some broken texts with. The linter says what is wrong.
            return null;
        }
    }

    private SourceGroup? ReadDocument()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _))
            return null;
        _parser.Consume<DocumentStart>();
        var root = ReadNode(0, 0) as SourceGroup;
        _parser.Consume<DocumentEnd>();
        return root is { IsList: false } && _parser.Accept<StreamEnd>(out _) ? root : null;
    }

    /// <param name="after">Where an empty value would stand.</param>
    private SourceNode ReadNode(int depth, int after)
    {
        if (depth > Deepest || _parser.Current is NodeEvent { Anchor.IsEmpty: false } or NodeEvent { Tag.IsEmpty: false })
            throw new NotSupportedException();
        if (_parser.TryConsume<Scalar>(out var scalar))
            return TextOf(scalar, after);
        if (_parser.TryConsume<SequenceStart>(out var list))
            return ReadList(list, depth);
        return ReadMap(_parser.Consume<MappingStart>(), depth);
    }

    private SourceText TextOf(Scalar scalar, int after)
    {
        var (start, end) = ((int)scalar.Start.Index, (int)scalar.End.Index);
        // A block scalar ends where the next thing begins; a plain one may take in blanks behind it.
        while (end > start && char.IsWhiteSpace(_text[end - 1]))
            end--;
        return start == end ? new SourceText(after, after, "", plain: true) : new SourceText(start, end, scalar.Value, scalar.Style == ScalarStyle.Plain);
    }

    private SourceGroup ReadList(SequenceStart opening, int depth)
    {
        var flow = opening.Style == SequenceStyle.Flow;
        var parts = new List<SourcePart>();
        for (var at = (int)opening.Start.Index; !_parser.Accept<SequenceEnd>(out _); at = parts[^1].End)
        {
            var item = ReadNode(depth + 1, at);
            parts.Add(new SourcePart(flow ? item.Start : DashBefore(item.Start, at), null, item));
        }

        var closing = _parser.Consume<SequenceEnd>();
        return flow || parts.Count == 0 ? new((int)opening.Start.Index, Closed((int)closing.Start.Index, ']'), true, flow, parts) : new(parts[0].Start, parts[^1].End, true, false, parts);
    }

    private SourceGroup ReadMap(MappingStart opening, int depth)
    {
        var flow = opening.Style == MappingStyle.Flow;
        var parts = new List<SourcePart>();
        while (!_parser.Accept<MappingEnd>(out _))
        {
            var key = ReadNode(depth + 1, 0) as SourceText ?? throw new NotSupportedException();
            if (key.End == 0 || parts.Exists(p => p.Key!.Text.Trim() == key.Text.Trim()))
                throw new NotSupportedException();
            parts.Add(new SourcePart(key.Start, key, ReadNode(depth + 1, AfterColon(key.End))));
        }

        var closing = _parser.Consume<MappingEnd>();
        return flow || parts.Count == 0 ? new((int)opening.Start.Index, Closed((int)closing.Start.Index, '}'), false, flow, parts) : new(parts[0].Start, parts[^1].End, false, false, parts);
    }

    /// <summary>The dash of an item: only blanks may stand between.</summary>
    private int DashBefore(int item, int from)
    {
        for (var i = item - 1; i >= from; i--)
            if (_text[i] == '-')
                return i;
            else if (!char.IsWhiteSpace(_text[i]))
                break;
        return item < _text.Length && _text[item] == '-' ? item : throw new NotSupportedException();
    }

    /// <summary>Behind the bracket that closes; the parser's marks stand before it.</summary>
    private int Closed(int at, char bracket) => _text[at] == bracket ? at + 1 : throw new NotSupportedException();

    private int AfterColon(int keyEnd)
    {
        var i = keyEnd;
        while (i < _text.Length && _text[i] is ' ' or '\t')
            i++;
        return i < _text.Length && _text[i] == ':' ? i + 1 : keyEnd;
    }
}
