using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Laksana.Network.Probes.Web;

/// <summary>
/// What a person sees of a page, and when it says that it changed. Read in one pass over any text; what a page counts or tells of the hour is left out of
/// its <see cref="Hash"/>, so that only other words, pictures and links make another one.
/// </summary>
internal sealed partial class PageText
{
    private const int MostParts = 20_000;
    private static readonly string[] Months = ["januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober", "november", "desember"];

    private PageText(string visible, string skeleton, DateTimeOffset? changed)
    {
        Visible = visible;
        Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Digits.Replace(visible, "0") + "\n" + skeleton)))[..32];
        Changed = changed;
    }

    /// <summary>Words as they are read, one space between them.</summary>
    public string Visible { get; }

    public string Hash { get; }

    /// <summary>The newest of the moments at which the page says that something of it was made or changed.</summary>
    public DateTimeOffset? Changed { get; }

    public static PageText Of(string text, bool markup, DateTimeOffset now)
    {
        if (!markup) return new PageText(Flat(text), "", Newest(now, Written(text, now)));
        var (visible, skeleton, dates) = (new StringBuilder(), new StringBuilder(), new List<string>());
        var parts = 0;
        for (var at = 0; at < text.Length && parts < MostParts; parts++)
        {
            var tag = text.IndexOf('<', at);
            if (tag < 0) tag = text.Length;
            visible.Append(text, at, tag - at);
            at = tag == text.Length ? tag : Skip(text, tag, visible, skeleton, dates);
        }
        var words = Flat(WebUtility.HtmlDecode(visible.ToString()));
        return new PageText(words, skeleton.ToString(), Newest(now, [.. dates.Select(Moment), .. Written(words, now)]));
    }

    /// <summary>Bytes as text, by the server's word, else by a mark at their beginning, else as UTF-8.</summary>
    public static string Decode(byte[] body, string? charset)
    {
        var latin = charset?.Trim('"').ToLowerInvariant() is "iso-8859-1" or "windows-1252" or "latin1" or "us-ascii";
        if (body is [0xff, 0xfe, ..]) return Encoding.Unicode.GetString(body);
        if (body is [0xfe, 0xff, ..]) return Encoding.BigEndianUnicode.GetString(body);
        return (latin ? Encoding.Latin1 : Encoding.UTF8).GetString(body).TrimStart('\ufeff');
    }

    public static string Flat(string text) => Blanks.Replace(text, " ").Trim();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Blanks { get; }

    [GeneratedRegex("[0-9]+", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Digits { get; }

    [GeneratedRegex("""(?:^|[\s"'])(?<name>src|href|action|datetime|content|property|name|itemprop)\s*=\s*(?:"(?<value>[^"]*)"|'(?<value>[^']*)'|(?<value>[^\s"'>]+))""",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 200)]
    private static partial Regex Attribute { get; }

    [GeneratedRegex(@"\b(?<day>[0-9]{1,2}) (?<month>januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember) (?<year>20[0-9]{2})\b",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex WrittenDate { get; }

    /// <returns>Behind the tag, or behind what is not read.</returns>
    private static int Skip(string text, int at, StringBuilder visible, StringBuilder skeleton, List<string> dates)
    {
        if (string.CompareOrdinal(text, at, "<!--", 0, 4) == 0) return Behind(text, "-->", at + 4);
        if (string.CompareOrdinal(text, at, "<![CDATA[", 0, 9) == 0)
        {
            var until = Behind(text, "]]>", at + 9);
            visible.Append(text, at + 9, Math.Max(0, until - 3 - at - 9));
            return until;
        }
        var end = Behind(text, ">", at + 1);
        var name = Name(text, at + 1);
        if (name.Length == 0) return end;
        visible.Append(' ');
        Note(name, text[at..end], skeleton, dates);
        if (name is "pubdate" or "lastbuilddate" or "updated" or "published" or "lastmod")
        {
            var close = text.IndexOf('<', end);
            if (close > end && close - end <= 64) dates.Add(text[end..close]);
        }
        return name is "script" or "style" or "template" && text[end - 2 < 0 ? 0 : end - 2] != '/' ? BehindClosing(text, name, end) : end;
    }

    private static void Note(string name, string tag, StringBuilder skeleton, List<string> dates)
    {
        if (name is not ("img" or "a" or "link" or "script" or "iframe" or "form" or "embed" or "object" or "video" or "source" or "meta" or "time") || tag.Length > 4000) return;
        string? what = null, value = null;
        try
        {
            foreach (Match attribute in Attribute.Matches(tag))
            {
                var (key, text) = (attribute.Groups["name"].Value.ToLowerInvariant(), attribute.Groups["value"].Value);
                if (key is "src" or "href" or "action" && name is not "meta") skeleton.Append(name).Append(' ').Append(Digits.Replace(text.Split('?', '#', ';')[0], "0")).Append('\n');
                else if (key == "datetime") dates.Add(text);
                else if (key == "content") value = text;
                else if (key is "property" or "name" or "itemprop") what = text;
            }
        }
        catch (RegexMatchTimeoutException)
        {
            // A tag made to be slow says nothing.
        }
        if (name == "meta" && value is not null && what is "article:modified_time" or "article:published_time" or "og:updated_time" or "dateModified" or "datePublished" or "last-modified") dates.Add(value!);
    }

    private static string Name(string text, int at)
    {
        if (at < text.Length && text[at] == '/') return "";
        var end = at;
        while (end < text.Length && end - at < 16 && char.IsAsciiLetterOrDigit(text[end])) end++;
        return text[at..end].ToLowerInvariant();
    }

    private static int Behind(string text, string what, int from)
    {
        if (from >= text.Length) return text.Length;
        var at = text.IndexOf(what, from, StringComparison.Ordinal);
        return at < 0 ? text.Length : at + what.Length;
    }

    private static int BehindClosing(string text, string name, int from)
    {
        var at = text.IndexOf("</" + name, from, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? text.Length : Behind(text, ">", at);
    }

    private static DateTimeOffset? Moment(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces, out var moment) ? moment : null;

    /// <summary>"12 Mei 2026". Today's is left out: many pages show it every day.</summary>
    private static IEnumerable<DateTimeOffset?> Written(string text, DateTimeOffset now)
    {
        foreach (Match match in WrittenDate.Matches(text.Length > 200_000 ? text[..200_000] : text))
        {
            var (day, month, year) = (int.Parse(match.Groups["day"].Value, CultureInfo.InvariantCulture), Array.IndexOf(Months, match.Groups["month"].Value.ToLowerInvariant()) + 1,
                int.Parse(match.Groups["year"].Value, CultureInfo.InvariantCulture));
            if (day < 1 || day > DateTime.DaysInMonth(year, month)) continue;
            var date = new DateTimeOffset(year, month, day, 0, 0, 0, TimeSpan.Zero);
            if (date < now.AddHours(-36)) yield return date;
        }
    }

    private static DateTimeOffset? Newest(DateTimeOffset now, IEnumerable<DateTimeOffset?> moments) =>
        moments.Where(m => m is { Year: >= 1995 } && m <= now.AddDays(1)).DefaultIfEmpty(null).Max();
}
