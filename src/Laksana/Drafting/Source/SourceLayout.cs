namespace Laksana.Drafting.Source;

/// <summary>
/// Which lines belong to which part of a text: a part has the comments directly above it, the one behind it, and those below it that are indented
/// deeper. Blank lines stand between parts.
/// </summary>
internal sealed class SourceLayout(string text)
{
    public string Text { get; } = text;

    public int LineStart(int at) => at == 0 ? 0 : Text.LastIndexOf('\n', at - 1) + 1;

    public int LineEnd(int at) => Text.IndexOf('\n', at) is >= 0 and var end ? end : Text.Length;

    public int Column(int at) => at - LineStart(at);

    /// <summary>Only blanks before it on its line.</summary>
    public bool BeginsLine(int at) => Text.AsSpan(LineStart(at), Column(at)).IsWhiteSpace();

    /// <summary>Where a value begins with the comments above its first part.</summary>
    public int StartOf(SourceNode node, bool root = false) =>
        node is SourceGroup { Flow: false, Parts: [var first, ..] } && !root && BeginsLine(first.Start) ? CommentsAbove(LineStart(first.Start)) : node.Start;

    /// <summary>Where a value ends with what belongs to its last part.</summary>
    public int EndOf(SourceNode node) => node is SourceGroup { Flow: false, Parts: [.., var last] } ? EndOf(last) : node.End;

    /// <summary>Where a part of a block ends: at the end of a line.</summary>
    public int EndOf(SourcePart part)
    {
        var (end, indent) = (LineEnd(Math.Max(EndOf(part.Value), part.End)), Column(part.Start));
        while (end < Text.Length && IsComment(end + 1) && IndentOf(end + 1) > indent)
            end = LineEnd(end + 1);
        return end;
    }

    /// <summary>Blank lines before a part, and the comments above it, both as whole lines.</summary>
    public (string Blank, string Comments) Above(SourcePart part, SourcePart? before)
    {
        var to = LineStart(part.Start);
        if (before is null)
            return ("", BeginsLine(part.Start) ? Text[CommentsAbove(to)..to] : "");
        var from = Math.Min(EndOf(before) + 1, to);
        var comments = from;
        while (comments < to && Text.AsSpan(comments, LineEnd(comments) - comments).IsWhiteSpace())
            comments = Math.Min(LineEnd(comments) + 1, to);
        return (Text[from..comments], Text[comments..to]);
    }

    public int AfterColon(SourceText key)
    {
        var i = key.End;
        while (i < Text.Length && Text[i] is ' ' or '\t')
            i++;
        return i < Text.Length && Text[i] == ':' ? i + 1 : key.End;
    }

    /// <summary>The comment that stands behind a place on its line; "" when there is none.</summary>
    public string CommentBehind(int at) => Text[at..LineEnd(at)].Trim() is ['#', ..] comment ? comment : "";

    private int CommentsAbove(int line)
    {
        while (line > 0 && IsComment(LineStart(line - 1)))
            line = LineStart(line - 1);
        return line;
    }

    private bool IsComment(int lineStart) => lineStart < Text.Length && Text.AsSpan(lineStart, LineEnd(lineStart) - lineStart).TrimStart() is ['#', ..];

    private int IndentOf(int lineStart) => Text.AsSpan(lineStart, LineEnd(lineStart) - lineStart).IndexOfAnyExcept(' ') is >= 0 and var i ? i : 0;
}
