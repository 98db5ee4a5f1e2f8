namespace Laksana.WorkTime;

/// <summary>
/// One thing wrong in a calendar definition. <see cref="Part"/> with <see cref="Season"/>, <see cref="Day"/> and <see cref="Date"/> says where,
/// so that a reader of files can point at the line.
/// </summary>
/// <param name="Message">Cause, then what to do, in the UI culture of the check.</param>
public sealed record CalendarProblem(CalendarPart Part, string Message)
{
    /// <summary>Index in <see cref="CalendarDefinition.Seasons"/>, when the problem lies in a season.</summary>
    public int? Season { get; init; }

    public DayOfWeek? Day { get; init; }

    public DateOnly? Date { get; init; }
}

/// <summary>The parts of a calendar definition, named after its properties.</summary>
public enum CalendarPart { Hours, MinutesPerDay, Seasons, Holidays, JointLeave, Closures }

/// <summary>A definition that is no calendar, with everything that is wrong with it.</summary>
public sealed class InvalidCalendarException(IReadOnlyList<CalendarProblem> problems)
    : Exception(string.Join(Environment.NewLine, problems.Select(p => p.Message)))
{
    public IReadOnlyList<CalendarProblem> Problems { get; } = problems;
}
