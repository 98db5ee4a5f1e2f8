namespace Laksana.WorkTime;

/// <summary>An office's working hours, holidays and closures in its own zone; pure arithmetic, no clock. Safe for concurrent use.</summary>
public sealed partial class WorkCalendar
{
    private readonly WorkDays _days;

    /// <exception cref="InvalidCalendarException">The definition has problems; all of them are listed.</exception>
    public WorkCalendar(CalendarDefinition definition)
    {
        var problems = definition.FindProblems();
        if (problems.Count > 0)
            throw new InvalidCalendarException(problems);
        Definition = definition;
        _days = new(definition);
        Fingerprint = CalendarFingerprint.Of(definition);
    }

    public CalendarDefinition Definition { get; }

    public OfficeZone Zone => Definition.Zone;

    /// <summary>Length of a day for sums and pictures; never for a due moment.</summary>
    public int MinutesPerDay => Definition.MinutesPerDay;

    /// <summary>SHA-256 (hex) of what the calendar says; equal for calendars that say the same, in whatever order they were written.</summary>
    public string Fingerprint { get; }

    /// <summary>
    /// The first moment at which <paramref name="amount"/> of working time has passed since <paramref name="start"/>, standstills not counted.
    /// Days count first, each as the share of its own day's hours, then minutes. The amount nothing is due at the start itself.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The amount is negative.</exception>
    public DueMoment Due(DateTimeOffset start, WorkAmount amount, IReadOnlyList<Standstill> standstills)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount.Days, nameof(amount));
        ArgumentOutOfRangeException.ThrowIfNegative(amount.Minutes, nameof(amount));
        var at = new DueWalk(_days, StoppedTime.Of(standstills), notes: null).Run(start.UtcTicks, amount);
        return new(this, start, amount, standstills, at is { } ticks ? new(ticks, TimeSpan.Zero) : null);
    }

    /// <summary>Working time between two moments, standstills not counted; nothing when <paramref name="to"/> is not after <paramref name="from"/>.</summary>
    public TimeSpan Worked(DateTimeOffset from, DateTimeOffset to, IReadOnlyList<Standstill> standstills)
    {
        var (start, end) = (from.UtcTicks, to.UtcTicks);
        if (end <= start)
            return TimeSpan.Zero;
        var stopped = StoppedTime.Of(standstills);
        var worked = 0L;
        var last = _days.DateOf(end);
        for (var date = _days.DateOf(start); date <= last; date = date.AddDays(1))
            worked += WorkedOn(_days[date], start, end, stopped);
        return new(worked);
    }

    internal IReadOnlyList<ArithmeticLine> NoteArithmetic(DueMoment due, IReadOnlyList<Standstill> standstills)
    {
        var stopped = StoppedTime.Of(standstills);
        var notes = new ArithmeticNotes(this, stopped, due.Start.UtcTicks);
        var at = new DueWalk(_days, stopped, notes).Run(due.Start.UtcTicks, due.Amount);
        return ArithmeticSummary.Of(notes.End(at));
    }

    private static long WorkedOn(WorkDay day, long start, long end, StoppedTime stopped)
    {
        if (day.IsOff)
            return 0;
        if (start <= day.Begin && day.End <= end && !stopped.Touches(day.Begin, day.End))
            return day.Length;
        var worked = 0L;
        foreach (var open in day.Open)
        {
            var within = new Stretch(Math.Max(open.From, start), Math.Min(open.Until, end));
            if (within.Length > 0)
                worked += stopped.Running(within).Sum(s => s.Length);
        }
        return worked;
    }
}

/// <summary>
/// An interval in which the clock stood still; <paramref name="Until"/> null while it lasts. Standstills may overlap and come in any order;
/// one that ends no later than it began counts as none.
/// </summary>
public sealed record Standstill(DateTimeOffset From, DateTimeOffset? Until, string Reason);
