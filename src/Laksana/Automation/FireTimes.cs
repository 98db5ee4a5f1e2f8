using Laksana.Procedures;
using Laksana.WorkTime;
using Quartz;

namespace Laksana.Automation;

/// <summary>What a schedule does at one of its times.</summary>
internal abstract record Firing
{
    public sealed record Open : Firing;

    public sealed record Skip : Firing;

    public sealed record Shift(DateTimeOffset To) : Firing;
}

/// <summary>The times of a sheet's schedule. Pure.</summary>
internal static class FireTimes
{
    private static readonly TimeSpan[] Windows =
        [TimeSpan.FromMinutes(1), TimeSpan.FromHours(1), TimeSpan.FromDays(1), TimeSpan.FromDays(8), TimeSpan.FromDays(40), TimeSpan.FromDays(400), TimeSpan.FromDays(1500)];

    /// <summary>
    /// The last time of the schedule that is not after <paramref name="at"/>. A job that comes late (the installation stood still, a node was
    /// lost) thus works for the time that was meant, and finds what was done for that time already. Null when there is none.
    /// </summary>
    public static DateTimeOffset? Latest(string cron, TimeZoneInfo zone, DateTimeOffset at)
    {
        var expression = new CronExpression(cron) { TimeZone = zone };
        foreach (var window in Windows)
        {
            DateTimeOffset? found = null;
            for (var next = expression.GetTimeAfter(at - window - TimeSpan.FromSeconds(1)); next <= at; next = expression.GetTimeAfter(next.Value)) found = next;
            if (found is not null) return found;
        }
        return null;
    }

    /// <summary>
    /// Applies the sheet's rule for a day that is no working day. Times shifted to one moment are one time: a daily schedule opens a single case
    /// after a long weekend.
    /// </summary>
    public static Firing Decide(WorkingDayRule rule, WorkCalendar calendar, DateTimeOffset at)
    {
        var day = calendar.DateOf(at);
        if (rule == WorkingDayRule.Fire || calendar.IsWorkingDay(day)) return new Firing.Open();
        if (rule == WorkingDayRule.Skip) return new Firing.Skip();
        return new Firing.Shift(calendar.ToInstant(calendar.NextWorkingDay(day), TimeOnly.FromTimeSpan(calendar.ToLocal(at).TimeOfDay)));
    }
}
