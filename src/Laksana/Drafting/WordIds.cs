using System.Globalization;
using System.Text;

namespace Laksana.Drafting;

/// <summary>Makes ids of a sheet from the words that people typed, so that nobody has to invent one.</summary>
internal static class WordIds
{
    private const int Longest = 48;
    private const int MostWords = 5;
    private static readonly HashSet<string> Small = ["dan", "atau", "di", "ke", "dari", "yang", "untuk", "dengan", "pada", "dalam", "oleh", "secara", "the", "of", "a", "and"];
    private static readonly HashSet<string> Reserved = ["selesai", "null", "ya", "tidak", "lokasi", "baru"];

    /// <param name="taken">Ids that are in use.</param>
    /// <param name="otherwise">When the words leave nothing.</param>
    public static string Of(string words, IEnumerable<string> taken, string otherwise)
    {
        var all = Words(words);
        var telling = all.Where(w => !Small.Contains(w)).DefaultIfEmpty(otherwise).Take(MostWords);
        var id = new StringBuilder();
        foreach (var word in telling)
            if (id.Length == 0)
                id.Append(word.AsSpan(0, Math.Min(word.Length, Longest)));
            else if (id.Length + word.Length < Longest)
                id.Append('-').Append(word);
        var used = taken.Concat(Reserved).ToHashSet(StringComparer.Ordinal);
        var (first, chosen) = (id.ToString(), id.ToString());
        for (var i = 2; used.Contains(chosen); i++)
            chosen = string.Create(CultureInfo.InvariantCulture, $"{first}-{i}");
        return chosen;
    }

    private static List<string> Words(string text)
    {
        var words = new StringBuilder();
        foreach (var c in text.Normalize(NormalizationForm.FormD))
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
                words.Append(char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : c is '\'' or '’' ? "" : " ");
        return [.. words.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries)];
    }
}
