namespace Laksana.Backups;

/// <summary>Something about the backups that somebody must mend.</summary>
/// <param name="Key">Says which trouble of what: the same as long as it lasts.</param>
/// <param name="State">How bad it is now: is told, and noted in its case, once for each.</param>
/// <param name="Arguments">Of its sentence; a moment is written as <see cref="FindingText.Of(DateTimeOffset)"/> does.</param>
public sealed record WatchFinding(string Key, FindingKind Kind, string State, IReadOnlyList<string> Arguments)
{
    /// <summary>The source it is about; null when it is about none.</summary>
    public string? Source { get; init; }

    /// <summary>What it is about cannot be relied on now.</summary>
    public bool Grave { get; init; }
}

/// <param name="At">When it failed.</param>
public sealed record FailedTake(DateTimeOffset At, string Reason);

/// <summary>A source as the watch sees it.</summary>
/// <param name="Since">When the watch first saw it: a source without any backup is late from then on.</param>
/// <param name="Backups">Those that are there, damaged ones too.</param>
/// <param name="ProvedAt">When its newest proof was made.</param>
/// <param name="Failure">The last attempt, when it failed and none succeeded since.</param>
public sealed record WatchedSource(string Name, DateTimeOffset Since, IReadOnlyList<Keepable> Backups, DateTimeOffset? ProvedAt, FailedTake? Failure)
{
    /// <summary>The first time of a sheet's schedule after a moment at which this source was to be backed up; null where no schedule names it.</summary>
    public Func<DateTimeOffset, DateTimeOffset?> Scheduled { get; init; } = _ => null;
}

/// <summary>A check whose answer was no, and that no later one of the same place took back.</summary>
/// <param name="Medium">Label of the medium that holds the copy; null: the backup in its own place.</param>
public sealed record FailedCheck(string Backup, string Source, string? Medium, BackupLevel Level, DateTimeOffset At, string Detail);

/// <param name="LastCheck">Null: never.</param>
/// <param name="Due">By when it is to be checked again.</param>
public sealed record WatchedMedium(string Label, DateTimeOffset? LastCheck, DateTimeOffset Due);

/// <param name="Place">The machine whose disk it is.</param>
public sealed record WatchedSpace(string Place, SpaceForecast Forecast);

/// <summary>Everything that the watch looks at in an office, at one moment.</summary>
public sealed record WatchInput(DateTimeOffset Now, WorkTime.WorkCalendar Calendar, WatchSettings Settings)
{
    public IReadOnlyList<WatchedSource> Sources { get; init; } = [];
    public IReadOnlyList<FailedCheck> Checks { get; init; } = [];
    public IReadOnlyList<WatchedMedium> Media { get; init; } = [];
    public IReadOnlyList<WatchedSpace> Spaces { get; init; } = [];

    /// <summary>The last time that the clock was found to have gone back between two looks.</summary>
    public ClockJump? Jump { get; init; }
}

/// <param name="From">What the clock showed at the look before.</param>
/// <param name="To">What it showed then.</param>
public sealed record ClockJump(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>For so long after it nobody may trust that dates of backups are right.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(3);

    /// <summary>What two looks say, one after the other by a clock that nobody sets.</summary>
    public static ClockJump? Between(DateTimeOffset? last, DateTimeOffset now) =>
        last > now + RetentionPlan.ClockTolerance ? new ClockJump(last.Value, now) : null;

    public bool IsRecent(DateTimeOffset now) => now >= To - RetentionPlan.ClockTolerance && now - To < Lasts;
}
