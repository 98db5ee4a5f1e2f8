using System.Text.RegularExpressions;

namespace Laksana.Procedures;

/// <summary>What became of a piece of text between two versions.</summary>
public enum DifferenceKind { Kept, Removed, Added }

/// <summary>Neighbouring words with the same fate. Their spaces and line ends are part of <paramref name="Text"/>.</summary>
public sealed record DifferencePart(DifferenceKind Kind, string Text);

/// <summary>Two texts compared word by word: the parts in reading order, what was removed before what stands in its place.</summary>
public static partial class TextDifference
{
    /// <summary>Where fewer words than this share stayed, the whole text reads as replaced: single words that happen to stay would only confuse.</summary>
    private const double LeastKept = 0.3;

    /// <summary>Of either text, in words; longer ones are compared line by line.</summary>
    private const int MostWords = 1500;

    public static IReadOnlyList<DifferencePart> Of(string from, string to)
    {
        if (from == to) return to.Length == 0 ? [] : [new(DifferenceKind.Kept, to)];
        if (from.Length == 0 || to.Length == 0) return Replaced(from, to);
        var (before, after) = (Words(from), Words(to));
        var (head, tail) = CommonEnds(before, after);
        var table = Longest(before[head..^tail], after[head..^tail]);
        if ((head + tail + table[0, 0]) < LeastKept * Math.Max(before.Length, after.Length)) return Replaced(from, to);
        var parts = new List<DifferencePart>();
        foreach (var word in after[..head]) Put(parts, DifferenceKind.Kept, word);
        Walk(parts, before[head..^tail], after[head..^tail], table);
        foreach (var word in after[^tail..]) Put(parts, DifferenceKind.Kept, word);
        return parts;
    }

    private static void Walk(List<DifferencePart> parts, string[] before, string[] after, int[,] table)
    {
        var (i, j) = (0, 0);
        while (i < before.Length || j < after.Length)
        {
            if (i < before.Length && j < after.Length && Same(before[i], after[j]))
            {
                Put(parts, DifferenceKind.Kept, after[j]);
                (i, j) = (i + 1, j + 1);
            }
            else if (i < before.Length && (j == after.Length || table[i + 1, j] >= table[i, j + 1]))
                Put(parts, DifferenceKind.Removed, before[i++]);
            else
                Put(parts, DifferenceKind.Added, after[j++]);
        }
    }

    /// <summary>Length of the longest common sequence from each pair of places on.</summary>
    private static int[,] Longest(string[] before, string[] after)
    {
        var table = new int[before.Length + 1, after.Length + 1];
        for (var i = before.Length - 1; i >= 0; i--)
            for (var j = after.Length - 1; j >= 0; j--)
                table[i, j] = Same(before[i], after[j]) ? table[i + 1, j + 1] + 1 : Math.Max(table[i + 1, j], table[i, j + 1]);
        return table;
    }

    /// <summary>The last word of a text has no space behind it.</summary>
    private static bool Same(string before, string after) => before.AsSpan().TrimEnd(' ').SequenceEqual(after.AsSpan().TrimEnd(' '));

    private static (int Head, int Tail) CommonEnds(string[] before, string[] after)
    {
        var least = Math.Min(before.Length, after.Length);
        var (head, tail) = (0, 0);
        while (head < least && Same(before[head], after[head])) head++;
        while (tail < least - head && Same(before[^(tail + 1)], after[^(tail + 1)])) tail++;
        return (head, tail);
    }

    private static IReadOnlyList<DifferencePart> Replaced(string from, string to) =>
        [.. new[] { new DifferencePart(DifferenceKind.Removed, from), new DifferencePart(DifferenceKind.Added, to) }.Where(p => p.Text.Length > 0)];

    /// <summary>Adds a word to the run before it; removals go before additions that stand at the same place.</summary>
    private static void Put(List<DifferencePart> parts, DifferenceKind kind, string word)
    {
        if (parts.Count > 0 && parts[^1].Kind == kind)
            parts[^1] = parts[^1] with { Text = parts[^1].Text + word };
        else if (kind == DifferenceKind.Removed && parts is [.., { Kind: DifferenceKind.Removed }, { Kind: DifferenceKind.Added }])
            parts[^2] = parts[^2] with { Text = parts[^2].Text + word };
        else if (kind == DifferenceKind.Removed && parts is [.., { Kind: DifferenceKind.Added }])
            parts.Insert(parts.Count - 1, new(kind, word));
        else
            parts.Add(new(kind, word));
    }

    private static string[] Words(string text)
    {
        var words = Word().Matches(text).Select(m => m.Value).ToArray();
        return words.Length <= MostWords ? words : Line().Matches(text).Select(m => m.Value).Take(MostWords).ToArray() is { Length: < MostWords } lines ? lines : [text];
    }

    /// <summary>A word with the spaces behind it, or a line's end.</summary>
    [GeneratedRegex(@"\n|[^\s]+[^\S\n]*|[^\S\n]+", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Word();

    [GeneratedRegex(@"[^\n]*\n|[^\n]+", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Line();
}
