namespace Laksana.Backups;

/// <summary>What the watch looks for. The names stand in stored findings and settings.</summary>
public enum FindingKind
{
    /// <summary>A source has no backup as young as it should.</summary>
    Stale,
    /// <summary>The last backup of a source failed.</summary>
    Failed,
    /// <summary>A check found a backup or a copy that is not good.</summary>
    Damaged,
    /// <summary>The newest backup was not read whole yet.</summary>
    Unread,
    /// <summary>No backup of the source was proved for too long.</summary>
    Unproved,
    /// <summary>A medium was not checked for too long.</summary>
    Medium,
    /// <summary>The disk will be full.</summary>
    Space,
    /// <summary>A clock is or was wrong.</summary>
    Clock,
}

/// <summary>An office's limits for the watch; working days of its calendar.</summary>
public sealed record WatchSettings
{
    public const int MostDays = 400;

    /// <summary>A sheet's name that stands for "open no case".</summary>
    public const string NoSheet = "-";

    /// <summary>After the time of the sheet's schedule.</summary>
    public int AfterSchedule { get; init; } = 1;

    /// <summary>Age of the newest backup of a source that no schedule names.</summary>
    public int Unscheduled { get; init; } = 5;

    /// <summary>From the backup until it was read whole.</summary>
    public int Unread { get; init; } = 2;

    /// <summary>From one proof of a source to the next.</summary>
    public int Unproved { get; init; } = 22;

    /// <summary>Days (of any kind) until the disk is full.</summary>
    public int Space { get; init; } = 30;

    /// <summary>A medium whose place has one of these words, in any case of letters, is where the servers are.</summary>
    public IReadOnlyList<string> ServerPlaces { get; init; } = ["server"];

    /// <summary>A copy of a backup that is older than so many days (of any kind) counts for nothing in the 3-2-1-1-0 picture.</summary>
    public int CopyDays { get; init; } = 35;

    /// <summary>Instead of <see cref="AfterSchedule"/> and <see cref="Unscheduled"/> for single sources.</summary>
    public IReadOnlyDictionary<string, int> Sources { get; init; } = new Dictionary<string, int>();

    /// <summary>The sheet whose case a finding opens; <see cref="NoSheet"/>: none. A kind that is not here opens one of the office's sheet that takes backups.</summary>
    public IReadOnlyDictionary<FindingKind, string> Sheets { get; init; } = new Dictionary<FindingKind, string>();

    public int DaysFor(string source, bool scheduled) => Sources.TryGetValue(source, out var days) ? days : scheduled ? AfterSchedule : Unscheduled;

    /// <summary>The names of the limits that are out of bounds.</summary>
    public IEnumerable<string> Faults()
    {
        foreach (var (name, value) in (IEnumerable<(string, int)>)[(nameof(AfterSchedule), AfterSchedule), (nameof(Unscheduled), Unscheduled), (nameof(Unread), Unread),
            (nameof(Unproved), Unproved), (nameof(Space), Space), (nameof(CopyDays), CopyDays), .. Sources.Select(s => (s.Key, s.Value))])
            if (value is < 1 or > MostDays) yield return name;
    }
}
