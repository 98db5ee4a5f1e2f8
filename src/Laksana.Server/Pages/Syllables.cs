using System.Text.RegularExpressions;

namespace Laksana.Server.Pages;

/// <summary>Where long Indonesian words may be broken: browsers know no hyphenation for the language, and the columns of roles are narrow.</summary>
internal static partial class Syllables
{
    private const int LongWord = 7;

    /// <summary>The words with soft hyphens, as in "Sek-re-ta-ris" and "Pemo-hon".</summary>
    public static string Soften(string words) => string.Join(' ', words.Split(' ').Select(w => w.Length < LongWord ? w : Border().Replace(w, "\u00ad")));

    // Before a consonant and its vowel, after a vowel or the consonant that closes its syllable; "ng" and "ny" are one sound; three letters stay together at either end.
    [GeneratedRegex("(?<=^.{3,})(?=.{3,}$)(?:(?<=[aiueo])(?=(?:ng|ny|[b-df-hj-np-tv-z])[lr]?[aiueo])|(?<=[aiueo](?:ng|[b-df-hj-np-tv-z]))(?<!n(?=[gy]))(?=[b-df-hj-np-tv-z][lr]?[aiueo])|(?<=[aiueo])(?=an$))",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Border();
}
