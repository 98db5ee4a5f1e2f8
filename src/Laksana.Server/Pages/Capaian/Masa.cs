using System.Globalization;
using Laksana.Measures;
using static Laksana.Server.Pages.Capaian.CapaianWords;

namespace Laksana.Server.Pages.Capaian;

/// <summary>A month, quarter or year, written <c>2026-11</c>, <c>2026-t4</c> or <c>2026</c>.</summary>
internal sealed record Masa(string Word, MeasurePeriod Period)
{
    private const int FirstYear = 2000;

    public string Name => Period.Months switch
    {
        1 => Period.From.ToString("MMMM yyyy", CultureInfo.CurrentCulture),
        3 => Say["quarter", (Period.From.Month + 2) / 3, Period.From.Year],
        _ => Say["year", Period.From.Year],
    };

    public static Masa Month(DateOnly day) => new(day.ToString("yyyy-MM", CultureInfo.InvariantCulture), new MeasurePeriod(new DateOnly(day.Year, day.Month, 1), new DateOnly(day.Year, day.Month, 1)));

    public static Masa Quarter(DateOnly day)
    {
        var from = new DateOnly(day.Year, (day.Month - 1) / 3 * 3 + 1, 1);
        return new(FormattableString.Invariant($"{day.Year:0000}-t{(from.Month + 2) / 3}"), new MeasurePeriod(from, from.AddMonths(2)));
    }

    public static Masa Year(int year) => new(year.ToString("0000", CultureInfo.InvariantCulture), new MeasurePeriod(new DateOnly(year, 1, 1), new DateOnly(year, 12, 1)));

    /// <summary>The period of a word; null when it is none.</summary>
    public static Masa? Of(string? word)
    {
        if (word is null || word.Length is < 4 or > 7 || !int.TryParse(word.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year is < FirstYear or > 2200) return null;
        if (word.Length == 4) return Year(year);
        if (word.Length == 7 && word[5] == 't' && word[6] is >= '1' and <= '4') return Quarter(new DateOnly(year, (word[6] - '0') * 3, 1));
        return DateOnly.TryParseExact(word, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) ? Month(month) : null;
    }

    /// <summary>What is offered: the last twelve months, six quarters and four years.</summary>
    public static IReadOnlyList<(string Group, IReadOnlyList<Masa> Periods)> Offered(DateOnly today) =>
    [
        (Say["period.months"], [.. Enumerable.Range(0, 12).Select(i => Month(today.AddMonths(-i)))]),
        (Say["period.quarters"], [.. Enumerable.Range(0, 6).Select(i => Quarter(today.AddMonths(-3 * i)))]),
        (Say["period.years"], [.. Enumerable.Range(0, 4).Select(i => Year(today.Year - i))]),
    ];
}
