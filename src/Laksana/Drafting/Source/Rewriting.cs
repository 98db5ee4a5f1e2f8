using System.Text;

namespace Laksana.Drafting.Source;

/// <summary>
/// Changes what a text says by changing only the places that say otherwise: parts that stay keep their quoting, comments, order and layout to the byte.
/// </summary>
internal sealed class Rewriting
{
    private readonly SourceLayout _layout;

    private Rewriting(string text) => _layout = new SourceLayout(text);

    private string Text => _layout.Text;

    /// <returns>The text that says <paramref name="wanted"/>; null when it cannot be read, or is laid out in a way that cannot be changed in place.</returns>
    public static string? Of(string text, YamlMap wanted)
    {
        if (SourceTree.Read(text) is not { } root || wanted.Entries.Count == 0)
            return null;
        if (root.Value.Says(wanted))
            return text;
        var rewriting = new Rewriting(text);
        var changed = text[..root.Start] + rewriting.Write(root, wanted, inFlow: false, isRoot: true) + text[rewriting._layout.EndOf(root)..];
        // Whatever the layout was: a text that does not say what was wanted is never given back.
        return SourceTree.Read(changed) is { } read && read.Value.Says(wanted) ? changed : null;
    }

    /// <summary>The value's place, with its comments, as it reads from now on; null when the value becomes one of another kind.</summary>
    private string? Write(SourceNode node, YamlValue wanted, bool inFlow, bool isRoot = false)
    {
        if (node.Value.Says(wanted))
            return Text[_layout.StartOf(node, isRoot).._layout.EndOf(node)];
        return (node, wanted) switch
        {
            (SourceText { Start: var start, End: var end }, YamlText text) when start < end && text.Text.Length > 0 => YamlWriting.Scalar(text.Text, inFlow),
            (SourceGroup { IsList: false, Parts.Count: > 0 } map, YamlMap { Entries.Count: > 0 } entries) =>
                WriteGroup(map, [.. entries.Entries.Select(e => (map.Find(e.Key), (string?)e.Key, e.Value))], isRoot),
            (SourceGroup { IsList: true, Parts.Count: > 0 } list, YamlList { Items.Count: > 0 } items) =>
                WriteGroup(list, [.. Matched(list.Parts, items.Items).Zip(items.Items, (part, item) => (part, (string?)null, item))], isRoot),
            _ => null,
        };
    }

    private string WriteGroup(SourceGroup group, List<(SourcePart? Part, string? Key, YamlValue Value)> wanted, bool isRoot) =>
        group.Flow ? WriteFlow(group, wanted) : WriteBlock(group, wanted, isRoot);

    private string WriteBlock(SourceGroup group, List<(SourcePart? Part, string? Key, YamlValue Value)> wanted, bool isRoot)
    {
        var first = group.Parts[0];
        var (column, ownLine) = (_layout.Column(first.Start), _layout.BeginsLine(first.Start) && !isRoot);
        var blanks = new string(' ', column);
        var above = group.Parts.Select((p, i) => (Part: p, Above: i == 0 && !ownLine ? ("", "") : _layout.Above(p, i == 0 ? null : group.Parts[i - 1]))).ToDictionary(p => p.Part, p => p.Above);
        var usual = !group.IsList ? "" : group.Parts.Skip(1).Select(p => above[p].Item1).GroupBy(b => b).OrderByDescending(g => g.Count()).FirstOrDefault()?.Key ?? "";
        var written = new StringBuilder();
        for (var i = 0; i < wanted.Count; i++)
        {
            var (part, key, value) = wanted[i];
            var (blank, comments) = part is null ? ("", "") : above[part];
            if (part is null || part == first)
                blank = usual;
            var body = part is not null ? WritePart(part, value, column) : key is null ? YamlWriting.Item(value, column) : YamlWriting.Entry(key, value, column);
            if (i > 0)
                written.Append('\n').Append(blank).Append(comments).Append(blanks).Append(body);
            else if (ownLine)
                written.Append(comments).Append(blanks).Append(body);
            else
                // Behind a dash there is no room above.
                written.Append(body).Append(comments.Length > 0 ? "\n" + comments.TrimEnd('\n') : "");
        }

        return written.ToString();
    }

    private string WritePart(SourcePart part, YamlValue wanted, int column)
    {
        var (value, end) = (part.Value, _layout.EndOf(part));
        if (value.Value.Says(wanted))
            return Text[part.Start..end];
        if (Write(value, wanted, inFlow: false) is { } inner)
            return Text[part.Start.._layout.StartOf(value)] + inner + Text[_layout.EndOf(value)..end];
        var (head, behind) = part.Key is { } key ? (Text[part.Start.._layout.AfterColon(key)], YamlWriting.AfterKey(wanted, column))
            : ("", YamlWriting.Item(wanted, column));
        var comment = _layout.CommentBehind(value is SourceGroup { Flow: false } && part.Key is { } own ? _layout.AfterColon(own) : value.End);
        var below = Text[_layout.LineEnd(Math.Max(_layout.EndOf(value), part.End))..end];
        return behind.StartsWith('\n') ? head + (comment.Length > 0 ? " " + comment : "") + behind + below
            : head + behind + (comment.Length > 0 ? "  " + comment : "") + below;
    }

    private string WriteFlow(SourceGroup group, List<(SourcePart? Part, string? Key, YamlValue Value)> wanted)
    {
        var written = new StringBuilder(Text[group.Start..group.Parts[0].Start]);
        for (var i = 0; i < wanted.Count; i++)
        {
            if (i > 0)
                written.Append(i < group.Parts.Count ? Text[FlowEnd(group.Parts[i - 1])..group.Parts[i].Start] : ", ");
            var (part, key, value) = wanted[i];
            written.Append(part is not null ? WriteFlowPart(part, value) : (key is null ? "" : YamlWriting.Scalar(key, inFlow: true) + ": ") + YamlWriting.Inline(value, inFlow: true));
        }

        return written.Append(Text[FlowEnd(group.Parts[^1])..group.End]).ToString();
    }

    private string WriteFlowPart(SourcePart part, YamlValue wanted)
    {
        if (part.Value.Value.Says(wanted))
            return Text[part.Start..FlowEnd(part)];
        if (Write(part.Value, wanted, inFlow: true) is { } inner)
            return Text[part.Start..part.Value.Start] + inner;
        return (part.Key is { } key ? Text[key.Start..key.End] + ": " : "") + YamlWriting.Inline(wanted, inFlow: true);
    }

    private static int FlowEnd(SourcePart part) => Math.Max(part.Value.End, part.Key is { } key ? key.End : part.Value.End);

    /// <summary>For each wanted item the part that it was: rows by their id, other items by what they say, and what is left by its place.</summary>
    private static SourcePart?[] Matched(IReadOnlyList<SourcePart> parts, IReadOnlyList<YamlValue> wanted)
    {
        var free = parts.ToList();
        var found = new SourcePart?[wanted.Count];
        for (var i = 0; i < wanted.Count; i++)
            Take(i, free.Find(p => Same(p.Value.Value, wanted[i])));
        for (var i = 0; i < wanted.Count; i++)
            if (found[i] is null && wanted[i] is YamlText && i < parts.Count && free.Contains(parts[i]))
                Take(i, parts[i]);
        return found;

        void Take(int i, SourcePart? part)
        {
            if (part is not null && free.Remove(part))
                found[i] = part;
        }
    }

    private static bool Same(YamlValue was, YamlValue wanted) => was is YamlMap row && wanted is YamlMap other && row.Text("id") is { Length: > 0 } id ? id == other.Text("id") : was.Says(wanted);
}
