using System.Globalization;

namespace Laksana.Backups;

/// <summary>
/// The sentences of findings. What differs by language or zone (a moment, a date, a size, "never") is kept in a form of its own and put into words when
/// somebody reads it.
/// </summary>
public static class FindingText
{
    public const string Never = "!never", OwnPlace = "!own";

    public static string Of(DateTimeOffset moment) => "@" + moment.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    public static string Of(DateOnly day) => "#" + day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string OfBytes(long bytes) => "~" + bytes.ToString(CultureInfo.InvariantCulture);

    /// <summary>What is wrong, in the language of whoever reads it and the office's time.</summary>
    /// <param name="culture">Null: that of whoever reads.</param>
    public static string Say(WatchFinding finding, TimeZoneInfo zone, CultureInfo? culture = null)
    {
        var language = culture ?? CultureInfo.CurrentUICulture;
        return KeepingWords.Say.In(language, Sentence(finding), [.. finding.Arguments.Select(a => Word(a, zone, language))]);
    }

    /// <summary>What to do about it.</summary>
    public static string Remedy(WatchFinding finding, CultureInfo? culture = null) => KeepingWords.Say.In(culture ?? CultureInfo.CurrentUICulture, Sentence(finding) + ".do");

    private static string Sentence(WatchFinding finding) => finding.Kind == FindingKind.Clock ? "finding." + string.Join('-', finding.Key.Split(':').Take(2)) : "finding." + finding.Kind;

    private static string Word(string argument, TimeZoneInfo zone, CultureInfo language) => argument switch
    {
        Never => KeepingWords.Say.In(language, "word.never"),
        OwnPlace => KeepingWords.Say.In(language, "word.own-place"),
        ['@', .. var seconds] when long.TryParse(seconds, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var at) =>
            TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeSeconds(at), zone).ToString("d MMM yyyy HH.mm", language),
        ['#', .. var day] when DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on) => on.ToString("d MMM yyyy", language),
        ['~', .. var bytes] when long.TryParse(bytes, NumberStyles.None, CultureInfo.InvariantCulture, out var size) => BackupWords.Size(size),
        _ => argument,
    };
}
