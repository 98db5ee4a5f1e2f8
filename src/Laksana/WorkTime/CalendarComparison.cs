namespace Laksana.WorkTime;

/// <summary>A limit that is still running. <paramref name="Id"/> is the caller's, e.g. a case number and run.</summary>
public sealed record LimitToCompare(string Id, DateTimeOffset Start, WorkAmount Amount, IReadOnlyList<Standstill> Standstills);

/// <summary>A limit whose due moment the new calendar moves; both moments can explain themselves.</summary>
public sealed record MovedLimit(LimitToCompare Limit, DueMoment Before, DueMoment After)
{
    /// <summary>By how much on the clock on the wall, negative when it is due earlier; null when the clock stands still before one of the two.</summary>
    public TimeSpan? By => After.At - Before.At;
}

/// <summary>Shows what a changed calendar does to limits that are still running. It changes nothing itself.</summary>
public static class CalendarComparison
{
    /// <summary>The limits that move, earliest new moment first. A limit whose clock stands still before it is due under both calendars has no moment to move and is left out.</summary>
    public static IReadOnlyList<MovedLimit> Moves(WorkCalendar before, WorkCalendar after, IEnumerable<LimitToCompare> limits) =>
        before.Fingerprint == after.Fingerprint ? [] : [.. limits
            .Select(l => new MovedLimit(l, before.Due(l.Start, l.Amount, l.Standstills), after.Due(l.Start, l.Amount, l.Standstills)))
            .Where(m => m.Before.At != m.After.At)
            .OrderBy(m => m.After.At)];
}
