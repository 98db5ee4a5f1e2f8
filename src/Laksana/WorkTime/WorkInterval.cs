using System.Globalization;

namespace Laksana.WorkTime;

/// <summary>
/// Working hours without a break between, in the office's zone, whole minutes. <paramref name="To"/> is exclusive;
/// 00:00 there means the end of the day, so that <c>00:00-24:00</c> can be said.
/// </summary>
public readonly record struct WorkInterval(TimeOnly From, TimeOnly To)
{
    private static readonly string[] Forms = ["H:mm", "H.mm"];

    /// <summary>Minutes from midnight to the end; 1440 for the end of the day.</summary>
    internal int EndMinute => To == TimeOnly.MinValue ? 1440 : MinuteOf(To);

    internal int StartMinute => MinuteOf(From);

    /// <summary>Length in minutes; zero or negative when the interval is inverted.</summary>
    public int Minutes => EndMinute - StartMinute;

    /// <summary>Reads <c>07:30-12:00</c>, also with points, blanks or a long dash, and <c>24:00</c> as an end. Says nothing about order.</summary>
    public static bool TryParse(string? text, out WorkInterval interval)
    {
        interval = default;
        if (text?.Split('-', '–', '—') is not [var begins, var ends] || !TryTime(begins, out var from))
            return false;
        TimeOnly to = default;
        if (ends.Trim() is not ("24:00" or "24.00") && !TryTime(ends, out to))
            return false;
        interval = new(from, to);
        return true;
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{From:HH\\:mm}-{EndMinute / 60:00}:{EndMinute % 60:00}");

    private static int MinuteOf(TimeOnly time) => time.Hour * 60 + time.Minute;

    private static bool TryTime(string text, out TimeOnly time) =>
        TimeOnly.TryParseExact(text.Trim(), Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
}
