namespace Laksana.Backups;

/// <summary>A backup that is there, as far as keeping or expiring it is concerned.</summary>
/// <param name="Recorded">Grows with each backup that is written down: the order that no clock can change.</param>
public sealed record Keepable(string Id, string Source, DateTimeOffset TakenAt, long Recorded, BackupLevel Level, bool Damaged)
{
    public string Machine { get; init; } = "";

    /// <summary>Of the artifact.</summary>
    public long Bytes { get; init; }

    /// <summary>A legal hold: nothing expires the backup before another officer has released it.</summary>
    public LegalHold? Hold { get; init; }

    /// <summary>It could be restored as far as is known: read whole, and nothing bad found since. Only such a one counts as a backup.</summary>
    public bool Counts => !Damaged && Level >= BackupLevel.Readable;

    /// <summary>It was restored and compared, and nothing bad was found since.</summary>
    public bool Proved => !Damaged && Level == BackupLevel.Proved;
}

/// <summary>Why a backup is kept, or why it expires. The words stand under <c>reason.…</c> in this folder's resources.</summary>
public enum KeepReason
{
    /// <summary>A legal hold.</summary>
    Held,
    /// <summary>The newest one of its source that was proved: never expires, by any way.</summary>
    NewestProved,
    /// <summary>Its source has no backup that counts; this is the best there is.</summary>
    BestThereIs,
    /// <summary>Among the newest that are kept in any case.</summary>
    Minimum,
    /// <summary>Its time has not come yet: a clock was wrong, and it counts for nothing until it is right.</summary>
    Future,
    /// <summary>Not yet read whole: it does not count, and is not thrown away unread.</summary>
    Unchecked,
    Daily,
    Weekly,
    Monthly,
    Yearly,
    /// <summary>No policy was approved.</summary>
    NoPolicy,
    /// <summary>Damaged, but there are not enough newer good ones yet.</summary>
    DamagedStill,
    /// <summary>Expires: newer backups hold every place that the policy has.</summary>
    Superseded,
    /// <summary>Expires: damaged, with enough newer good ones.</summary>
    DamagedReplaced,
}

/// <param name="Place">Which of the places it takes, from 1; 0 where there are no places.</param>
/// <param name="Of">How many places there are.</param>
/// <param name="Period">First day of the day, week, month or year that it stands for.</param>
public sealed record Reason(KeepReason Why, int Place = 0, int Of = 0, DateOnly? Period = null);

/// <summary>What becomes of one backup, and all reasons for it.</summary>
public sealed record PlannedFate(Keepable Backup, bool Expires, IReadOnlyList<Reason> Reasons)
{
    /// <summary>Not even two officers may expire it.</summary>
    public bool IsProtected => Reasons.Any(r => Protects(r.Why));

    public static bool Protects(KeepReason why) => why is KeepReason.Held or KeepReason.NewestProved or KeepReason.BestThereIs or KeepReason.Minimum;
}
