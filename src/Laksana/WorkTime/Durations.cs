using System.Globalization;

namespace Laksana.WorkTime;

/// <summary>Working time in words: <c>1 jam 30 menit</c>, <c>8 hari kerja</c>.</summary>
public static class Durations
{
    /// <summary>Hours and minutes; seconds only below an hour; <c>0 menit</c> for nothing.</summary>
    public static string Say(TimeSpan time, CultureInfo culture)
    {
        var words = new List<string>(3);
        var hours = (int)time.TotalHours;
        if (hours > 0)
            words.Add(WorkTimeWords.Say.In(culture, "unit.hours", hours));
        if (time.Minutes > 0)
            words.Add(WorkTimeWords.Say.In(culture, "unit.minutes", time.Minutes));
        if (hours == 0 && time.Seconds > 0)
            words.Add(WorkTimeWords.Say.In(culture, "unit.seconds", time.Seconds));
        return words.Count > 0 ? string.Join(' ', words) : WorkTimeWords.Say.In(culture, "unit.minutes", 0);
    }

    /// <summary>Working days, then hours and minutes.</summary>
    public static string Say(WorkAmount amount, CultureInfo culture)
    {
        var minutes = TimeSpan.FromMinutes(amount.Minutes);
        if (amount.Days == 0)
            return Say(minutes, culture);
        var days = WorkTimeWords.Say.In(culture, amount.Days == 1 ? "unit.day" : "unit.days", amount.Days);
        return amount.Minutes == 0 ? days : $"{days} {Say(minutes, culture)}";
    }
}
