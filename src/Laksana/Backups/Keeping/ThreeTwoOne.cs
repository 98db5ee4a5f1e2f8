namespace Laksana.Backups;

/// <summary>A place in which a source's data stands: where it lives, the backup directory, a medium.</summary>
/// <param name="Medium">Label; null for the live data and the backup directory.</param>
/// <param name="Backup">Null: the live data.</param>
/// <param name="Kind">Key under <c>kind.</c>: two places of one kind may be lost together.</param>
public sealed record CopyPlace(string? Medium, string? Backup, DateTimeOffset? TakenAt, string Kind, string? Where, bool Outside, bool Offline, BackupLevel Level, bool Good, DateTimeOffset? CheckedAt);

/// <summary>The rule 3-2-1-1-0 for one source: three copies, two kinds of media, one outside the server room, one that is offline or cannot be changed, no error in the checks.</summary>
/// <param name="Errors">Places whose last check said no.</param>
/// <param name="Proved">A backup of the source was restored and found equal.</param>
public sealed record ThreeTwoOne(string Source, IReadOnlyList<CopyPlace> Places, int Errors, bool Proved)
{
    private IEnumerable<CopyPlace> Good => Places.Where(p => p.Good);

    public int Copies => Good.Count();
    public int Kinds => Good.Select(p => p.Kind).Distinct(StringComparer.Ordinal).Count();
    public int Outside => Good.Count(p => p.Outside);
    public int Offline => Good.Count(p => p.Offline);

    /// <summary>What is counted, what is asked, and whether it is met, in the rule's order.</summary>
    public IReadOnlyList<(string Name, int Count, int Asked, bool Met)> Counts =>
    [
        ("copies", Copies, 3, Copies >= 3),
        ("kinds", Kinds, 2, Kinds >= 2),
        ("outside", Outside, 1, Outside >= 1),
        ("offline", Offline, 1, Offline >= 1),
        ("errors", Errors, 0, Errors == 0 && Proved),
    ];

    public bool Met => Counts.All(c => c.Met);
}
