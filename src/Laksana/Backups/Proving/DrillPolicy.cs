namespace Laksana.Backups;

/// <summary>Why a backup is to be restored for trial now.</summary>
public enum DrillReason
{
    /// <summary>Nothing of this source has ever been proved.</summary>
    NeverProved,
    /// <summary>The newest backup has another schema than the one proved last.</summary>
    SchemaChanged,
    /// <summary>The last proof of a newest backup is older than the policy allows.</summary>
    NewestDue,
    /// <summary>The turn of an older one: what was proved once may have rotted since.</summary>
    OlderDue,
}

/// <summary>A backup as the policy sees it.</summary>
/// <param name="SchemaDigest">Null while nobody has read it.</param>
/// <param name="LastTriedAt">When its last drill ended, however it ended.</param>
/// <param name="ProvedAt">When it was last proved; null: never.</param>
public sealed record DrillCandidate(string Id, string Source, DateTimeOffset TakenAt, long Bytes, string? SchemaDigest, DateTimeOffset? LastTriedAt, DateTimeOffset? ProvedAt);

/// <summary>One backup to be restored for trial.</summary>
public sealed record DrillDue(string Backup, string Source, DrillReason Reason);

/// <summary>
/// Which backups are restored for trial, and when. Pure: the same backups at the same time give the same answer on every node, and nothing is
/// remembered but what the drills themselves left.
/// </summary>
public sealed record DrillPolicy
{
    public static readonly DrillPolicy Usual = new();

    /// <summary>The newest backup of each source is proved at least every so many days.</summary>
    public int NewestDays { get; init; } = 7;

    /// <summary>An older one of each source every so many days; 0: never.</summary>
    public int OlderDays { get; init; } = 30;

    /// <summary>The first backup after a change of the schema is proved without waiting.</summary>
    public bool AfterSchemaChange { get; init; } = true;

    /// <summary>Drills begin in these hours of the office's day alone: they use disk and processor of a machine that works in office hours. Equal: at any hour.</summary>
    public TimeOnly From { get; init; } = new(18, 0);

    public TimeOnly Until { get; init; } = new(5, 0);

    /// <summary>A backup whose drill failed is not tried again within so many hours by itself.</summary>
    public int HoursBetweenTries { get; init; } = 20;

    /// <summary>What is due, the most urgent first, at most one of each source.</summary>
    /// <param name="backups">Those that are present, of all sources of an office.</param>
    /// <param name="olderAt">Of each source, when an older one had its turn last; it may have expired since.</param>
    public IReadOnlyList<DrillDue> Due(IEnumerable<DrillCandidate> backups, IReadOnlyDictionary<string, DateTimeOffset> olderAt, DateTimeOffset now) =>
        [.. backups.GroupBy(b => b.Source, StringComparer.Ordinal).Select(of => InOrder(of)).Select(of => NewestDue(of, now) ?? OlderDue(of, olderAt.TryGetValue(of[0].Source, out var at) ? at : null, now))
            .OfType<DrillDue>().OrderBy(d => d.Reason).ThenBy(d => d.Source, StringComparer.Ordinal)];

    /// <summary>When the newest backup of a source is next due, were no other taken; null: now.</summary>
    public DateTimeOffset? NextOf(IEnumerable<DrillCandidate> ofOneSource, DateTimeOffset now)
    {
        var all = InOrder(ofOneSource);
        if (NewestDue(all, now) is not null) return null;
        var proved = all.Find(b => b.ProvedAt is not null)?.ProvedAt;
        var newest = proved is { } at ? at.AddDays(NewestDays) : (all.Max(b => b.LastTriedAt) ?? now).AddHours(HoursBetweenTries);
        return newest > now ? newest : now;
    }

    /// <summary>Whether a drill may begin at this hour of the office.</summary>
    public bool IsHour(TimeOnly hour) => From == Until || hour.IsBetween(From, Until);

    private static List<DrillCandidate> InOrder(IEnumerable<DrillCandidate> ofOneSource) =>
        [.. ofOneSource.OrderByDescending(b => b.TakenAt).ThenByDescending(b => b.Id, StringComparer.Ordinal)];

    private DrillDue? NewestDue(List<DrillCandidate> newestFirst, DateTimeOffset now)
    {
        var newest = newestFirst[0];
        // The newest state that is proved, not the newest proof: that may have been of an old one.
        var last = newestFirst.Find(b => b.ProvedAt is not null);
        return MayTry(newest, now) && WhyNewest(newest, last, now) is { } why ? new DrillDue(newest.Id, newest.Source, why) : null;
    }

    /// <summary>The turn is that of the one that nobody has looked at for longest: in time each of them has it.</summary>
    private DrillDue? OlderDue(List<DrillCandidate> newestFirst, DateTimeOffset? olderAt, DateTimeOffset now)
    {
        if (OlderDays == 0 || olderAt > now.AddDays(-OlderDays)) return null;
        var turn = newestFirst.Skip(1).Where(b => MayTry(b, now) && b.TakenAt <= now.AddDays(-NewestDays) && !(LastSeen(b) > now.AddDays(-OlderDays)))
            .OrderBy(b => LastSeen(b) ?? DateTimeOffset.MinValue).ThenBy(b => b.TakenAt).ThenBy(b => b.Id, StringComparer.Ordinal).FirstOrDefault();
        return turn is null ? null : new DrillDue(turn.Id, turn.Source, DrillReason.OlderDue);
    }

    private DrillReason? WhyNewest(DrillCandidate newest, DrillCandidate? last, DateTimeOffset now)
    {
        if (last is null) return DrillReason.NeverProved;
        if (newest.ProvedAt is null && AfterSchemaChange && newest.SchemaDigest is { } schema && last.SchemaDigest is { } before && schema != before) return DrillReason.SchemaChanged;
        return last.ProvedAt <= now.AddDays(-NewestDays) ? DrillReason.NewestDue : null;
    }

    private static DateTimeOffset? LastSeen(DrillCandidate backup) => backup.LastTriedAt > backup.ProvedAt || backup.ProvedAt is null ? backup.LastTriedAt : backup.ProvedAt;

    private bool MayTry(DrillCandidate backup, DateTimeOffset now) => backup.LastTriedAt is not { } tried || tried <= now.AddHours(-HoursBetweenTries);
}
