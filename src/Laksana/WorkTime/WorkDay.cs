namespace Laksana.WorkTime;

/// <summary>Why a date has no working hours.</summary>
public enum DayOffKind
{
    /// <summary>Saturday or Sunday without hours.</summary>
    Weekend,
    /// <summary>Another weekday on which this office, or this season, has no hours.</summary>
    FreeDay,
    Holiday,
    JointLeave,
    /// <summary>This office alone is closed.</summary>
    Closure,
}

/// <summary>A stretch of time without a break, in UTC ticks; <paramref name="Until"/> is exclusive.</summary>
internal readonly record struct Stretch(long From, long Until)
{
    internal long Length => Until - From;
}

/// <summary>One date of an office's calendar, worked out once: its hours as instants, or why it has none.</summary>
internal sealed class WorkDay
{
    internal required DateOnly Date { get; init; }

    /// <summary>Hours in the office's zone, breaks and closures taken out.</summary>
    internal required IReadOnlyList<WorkInterval> Hours { get; init; }

    /// <summary>The same hours as instants, in order.</summary>
    internal required Stretch[] Open { get; init; }

    /// <summary>Working ticks of the whole day.</summary>
    internal required long Length { get; init; }

    internal DayOffKind? Off { get; init; }

    /// <summary>Name of the holiday, leave or closure; null for an ordinary day off.</summary>
    internal string? OffName { get; init; }

    /// <summary>The weekday would have had no hours anyway: a holiday on a Sunday changes nothing.</summary>
    internal bool OrdinarilyOff { get; init; }

    internal string? Season { get; init; }

    /// <summary>Closures that took some of the hours.</summary>
    internal IReadOnlyList<Closure> Cuts { get; init; } = [];

    internal bool IsOff => Length == 0;

    internal long Begin => Open[0].From;

    internal long End => Open[^1].Until;

    internal static DayOffKind OrdinaryKind(DateOnly date) =>
        date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? DayOffKind.Weekend : DayOffKind.FreeDay;
}
