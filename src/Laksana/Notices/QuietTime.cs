using Laksana.WorkTime;

namespace Laksana.Notices;

/// <summary>A part of each day, in the office's zone, in which nothing is sent; from 21:00 to 06:00 it goes over midnight.</summary>
public sealed record QuietHours(TimeOnly From, TimeOnly To)
{
    /// <summary>When the quiet hours that <paramref name="local"/> falls in end; null when it falls in none.</summary>
    public DateTime? EndAfter(DateTime local)
    {
        var time = TimeOnly.FromDateTime(local);
        if (!time.IsBetween(From, To)) return null;
        return local.Date + To.ToTimeSpan() + (To <= time ? TimeSpan.FromDays(1) : TimeSpan.Zero);
    }
}

/// <summary>When a message may leave.</summary>
public static class QuietTime
{
    /// <summary>The first moment from <paramref name="from"/> on that lies in no quiet hours, nor on a day off when those are quiet.</summary>
    public static DateTimeOffset NextAllowed(DateTimeOffset from, WorkCalendar calendar, IReadOnlyList<QuietHours> quiet, bool daysOff)
    {
        var local = calendar.ToLocal(from).DateTime;
        // Each turn moves to an end of quiet hours or to the next day; where they leave no moment of the day, the message goes after a while all the same.
        for (var turns = 0; turns < 100; turns++)
        {
            if (quiet.Select(q => q.EndAfter(local)).FirstOrDefault(end => end is not null) is { } end) local = end;
            else if (daysOff && !calendar.IsWorkingDay(DateOnly.FromDateTime(local))) local = local.Date.AddDays(1);
            else return calendar.ToInstant(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
        }
        return from;
    }

    /// <summary>The next time of the daily summary after <paramref name="since"/>.</summary>
    public static DateTimeOffset NextSummary(DateTimeOffset since, WorkCalendar calendar, TimeOnly at)
    {
        var day = calendar.DateOf(since);
        var today = calendar.ToInstant(day, at);
        return today > since ? today : calendar.ToInstant(day.AddDays(1), at);
    }
}
