namespace Laksana.WorkTime;

/// <summary>
/// What <c>calendar.yaml</c> and the office's zone say, before anything is checked; <see cref="WorkCalendar"/> refuses a definition
/// with problems. <see cref="FindProblems"/> lists them beforehand.
/// </summary>
public sealed record CalendarDefinition
{
    public required OfficeZone Zone { get; init; }

    /// <summary>The ordinary week (<c>jam-kerja</c>). A weekday without an entry, or with an empty list, is a day off.</summary>
    public required IReadOnlyDictionary<DayOfWeek, IReadOnlyList<WorkInterval>> Hours { get; init; }

    /// <summary>Length of a day for sums and pictures only (<c>menit-per-hari</c>); never for a due moment.</summary>
    public int MinutesPerDay { get; init; } = 450;

    /// <summary>Periods with other hours (<c>musim</c>); they must not overlap.</summary>
    public IReadOnlyList<Season> Seasons { get; init; } = [];

    /// <summary>National holidays (<c>libur</c>): date → name.</summary>
    public IReadOnlyDictionary<DateOnly, string> Holidays { get; init; } = new Dictionary<DateOnly, string>();

    /// <summary>Joint leave (<c>cuti-bersama</c>): date → name.</summary>
    public IReadOnlyDictionary<DateOnly, string> JointLeave { get; init; } = new Dictionary<DateOnly, string>();

    /// <summary>Closures of this office alone (<c>tutup</c>).</summary>
    public IReadOnlyList<Closure> Closures { get; init; } = [];

    /// <summary>Everything that keeps this definition from being a calendar; empty when it is one. Words in the current UI culture.</summary>
    public IReadOnlyList<CalendarProblem> FindProblems() => new CalendarCheck(this).Run();
}

/// <summary>
/// A period with other hours, both dates included. A weekday it names has exactly the hours given (an empty list: a day off);
/// a weekday it does not name keeps its ordinary hours.
/// </summary>
public sealed record Season(string Name, DateOnly From, DateOnly To, IReadOnlyDictionary<DayOfWeek, IReadOnlyList<WorkInterval>> Hours);

/// <summary>The office is closed on <paramref name="Date"/>: the whole day, or only within <paramref name="Hours"/>.</summary>
public sealed record Closure(DateOnly Date, string Name, WorkInterval? Hours = null);
