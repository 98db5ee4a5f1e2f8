namespace Laksana.WorkTime;

/// <summary>
/// One line of the sum behind a due moment, in order of time. Dates, times of day and moments are in the office's zone.
/// A lunch break is no line: it shows in the interval being longer than the time used.
/// </summary>
public abstract record ArithmeticLine
{
    private ArithmeticLine()
    {
    }

    /// <param name="OutsideHours">Nobody was at work then; counting begins with the next working period.</param>
    public sealed record Begun(DateTimeOffset At, bool OutsideHours) : ArithmeticLine;

    /// <summary>Time used on one date.</summary>
    /// <param name="DayLength">Working time of that whole date; with <see cref="WorkUnit.Day"/> the share used is Used / DayLength.</param>
    /// <param name="Season">The season whose hours held, if any.</param>
    public sealed record Worked(DateOnly Date, TimeOnly From, TimeOnly To, TimeSpan Used, TimeSpan DayLength, WorkUnit Unit, string? Season) : ArithmeticLine;

    /// <summary>Several whole days in a row, weekends between them passed over.</summary>
    public sealed record WorkedDays(DateOnly From, DateOnly To, int Days, TimeSpan Used, WorkUnit Unit, string? Season) : ArithmeticLine;

    /// <summary>Neighbouring dates without hours for the same reason.</summary>
    public sealed record DayOff(DateOnly From, DateOnly To, DayOffKind Kind, string? Name) : ArithmeticLine;

    /// <summary>The office was closed for some hours of a date on which it otherwise worked.</summary>
    public sealed record PartlyClosed(DateOnly Date, WorkInterval Hours, string Name) : ArithmeticLine;

    public sealed record StoodStill(DateTimeOffset From, DateTimeOffset Until, string Reason) : ArithmeticLine;

    /// <summary>Stands for the middle of a long list.</summary>
    public sealed record Omitted(DateOnly From, DateOnly To, int WorkingDays, int DaysOff, int Standstills, TimeSpan Used) : ArithmeticLine;

    /// <summary>The clock stands still; what follows is not known.</summary>
    public sealed record Paused(DateTimeOffset Since, string Reason) : ArithmeticLine;

    public sealed record Due(DateTimeOffset At) : ArithmeticLine;
}

/// <summary>What was being counted: shares of days, or minutes.</summary>
public enum WorkUnit { Day, Minute }
