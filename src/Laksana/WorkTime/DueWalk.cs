namespace Laksana.WorkTime;

/// <summary>
/// Walks from a start through an office's days until an amount is used up. The moment found is the first at which it is:
/// the end of a day rather than the beginning of the next.
/// </summary>
internal sealed class DueWalk(WorkDays days, StoppedTime stopped, ArithmeticNotes? notes)
{
    /// <summary>The due moment in UTC ticks; null when the clock stands still before it is reached.</summary>
    internal long? Run(long start, WorkAmount amount)
    {
        var left = new AmountLeft(amount);
        if (left.IsNothing)
            return start;
        for (var date = days.DateOf(start); ; date = date.AddDays(1))
        {
            var day = days[date];
            if (day.IsOff)
            {
                notes?.AddDayOff(day);
                continue;
            }
            if (TakeDay(day, start, left) is { } due)
                return due;
            if (stopped.OpenSince < day.End)
                return null;
        }
    }

    private long? TakeDay(WorkDay day, long start, AmountLeft left)
    {
        var countsDays = left.CountsDays;
        if (start > day.Begin || stopped.Touches(day.Begin, day.End) || !left.TryTakeWholeDay(day.Length))
            return TakeParts(day, start, left);
        notes?.AddWork(day, new(day.Begin, day.End), day.Length, countsDays);
        return left.IsNothing ? day.End : null;
    }

    private long? TakeParts(WorkDay day, long start, AmountLeft left)
    {
        foreach (var open in day.Open)
        {
            if (open.Until <= start)
                continue;
            foreach (var running in stopped.Running(open with { From = Math.Max(open.From, start) }))
            {
                // Where the days end within this stretch, the minutes go on in what remains of it.
                for (var from = running.From; from < running.Until;)
                {
                    var countsDays = left.CountsDays;
                    var used = left.Take(running.Until - from, day.Length);
                    notes?.AddWork(day, new(from, from + used), used, countsDays);
                    from += used;
                    if (left.IsNothing)
                        return from;
                }
            }
        }
        return null;
    }
}
