using System.Text;

namespace Laksana.Network.Probes;

/// <summary>Makes what a stranger's machine said fit to be kept, shown and logged.</summary>
public static class Evidence
{
    public const int Longest = 300;
    private const int MostFacts = 400;
    private const int LongestName = 80;

    /// <summary>One line, printable, bounded: control and formatting characters and broken surrogates become spaces, runs of spaces one.</summary>
    public static string Clean(string text) => Clean(text, Longest);

    internal static string Clean(string text, int longest)
    {
        var clean = new StringBuilder(Math.Min(text.Length, longest));
        foreach (var rune in text.EnumerateRunes())
        {
            var shown = Rune.IsControl(rune) || rune == Rune.ReplacementChar || Rune.IsWhiteSpace(rune)
                || Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.Format or System.Globalization.UnicodeCategory.PrivateUse or System.Globalization.UnicodeCategory.OtherNotAssigned
                ? new Rune(' ') : rune;
            if (shown.Value == ' ' && (clean.Length == 0 || clean[^1] == ' ')) continue;
            if (clean.Length + shown.Utf16SequenceLength > longest - 1) return clean.Append('…').ToString();
            clean.Append(shown.ToString());
        }
        return clean.ToString().TrimEnd();
    }

    internal static IReadOnlyDictionary<string, string>? Clean(IReadOnlyDictionary<string, string>? facts)
    {
        if (facts is null || facts.Count == 0) return null;
        var clean = new Dictionary<string, string>(Math.Min(facts.Count, MostFacts), StringComparer.Ordinal);
        foreach (var (name, value) in facts)
        {
            if (clean.Count == MostFacts) break;
            clean[Clean(name, LongestName)] = Clean(value);
        }
        return clean;
    }
}
