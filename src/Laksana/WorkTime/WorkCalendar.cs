namespace Laksana.WorkTime;

/// <summary>An office's working hours, holidays and closures in its own zone; pure arithmetic, no clock. Safe for concurrent use.</summary>
public sealed partial class WorkCalendar
{
    /// <exception cref="InvalidCalendarException">The definition has problems; all of them are listed.</exception>
    public WorkCalendar(CalendarDefinition definition)
    {
        var problems = definition.FindProblems();
        if (problems.Count > 0)
            throw new InvalidCalendarException(problems);
        Definition = definition;
    }

    public CalendarDefinition Definition { get; }

    public OfficeZone Zone => Definition.Zone;
}

/// <summary>An interval in which the clock stood still; <paramref name="Until"/> null while it lasts.</summary>
public sealed record Standstill(DateTimeOffset From, DateTimeOffset? Until, string Reason);
