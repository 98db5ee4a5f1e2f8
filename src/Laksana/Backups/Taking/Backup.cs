using System.Globalization;

namespace Laksana.Backups;

/// <summary>How far a backup or copy is known to be good; each includes those before it. The numbers are those of the database.</summary>
public enum BackupLevel
{
    None,
    /// <summary>Its bytes are those that were written.</summary>
    Whole,
    /// <summary>It decrypts and the dump was read from beginning to end.</summary>
    Readable,
    /// <summary>It was restored and found equal to what was dumped.</summary>
    Proved,
}

/// <summary>Where a backup stands; the numbers are those of <c>backup.state</c>.</summary>
public enum BackupState
{
    Present,
    /// <summary>Removed under the policy.</summary>
    Expired,
    /// <summary>A check found that it is not what was written.</summary>
    Damaged,
    /// <summary>It is not in its place.</summary>
    Missing,
}

/// <summary>A reason to keep a backup whatever the policy says.</summary>
public sealed record LegalHold(string Reason, string By, DateTimeOffset At);

/// <summary>A backup as the book has it. See 0024-backups.sql for the meaning of each.</summary>
/// <param name="Id">The name of its folder below the office's.</param>
/// <param name="Officer">Who asked for it; null when a schedule did.</param>
/// <param name="TakenAt">The moment whose state it holds.</param>
/// <param name="Bytes">Of the artifact's large file.</param>
/// <param name="Sha256">Of the same, hex.</param>
public sealed record Backup(string Id, string Source, SourceKind Kind, Guid Run, string? CaseNumber, string? Officer, string Machine, DateTimeOffset TakenAt,
    DateTimeOffset FinishedAt, double Seconds, long Bytes, long SourceBytes, string Sha256, string ManifestSha256, bool Encrypted, IReadOnlyList<string> Recipients)
{
    /// <summary>The highest that still holds for the backup in its own place.</summary>
    public BackupLevel Level { get; init; }
    public DateTimeOffset? LevelAt { get; init; }
    public BackupState State { get; init; }
    public LegalHold? Hold { get; init; }
}

/// <summary>How a check ended; the numbers are those of <c>backup_check.outcome</c>.</summary>
public enum CheckOutcome
{
    Passed,
    /// <summary>The backup or copy is not good.</summary>
    Failed,
    /// <summary>Nothing can be said: the wrong key, no space to restore into, cut off.</summary>
    Undecided,
}

/// <param name="Medium">The copy that was checked; null: the backup in its own place.</param>
/// <param name="Level">What was asked.</param>
/// <param name="Detail">What was found, for people.</param>
/// <param name="By">An officer, or <see cref="Officers.AdministrationLog.Installation"/>.</param>
public sealed record BackupCheck(string Backup, string? Medium, BackupLevel Level, CheckOutcome Outcome, double Seconds, string Detail, string By, DateTimeOffset At);

/// <summary>Which backups are asked for; what is null does not narrow.</summary>
/// <param name="Before">Only those taken before.</param>
/// <param name="After">Only those that come after this one in the list: how pages go on.</param>
public sealed record BackupFilter(string? Source = null, BackupState? State = null, BackupLevel? AtLeast = null, string? CaseNumber = null, DateTimeOffset? Before = null, int Most = 100, BackupPlace? After = null);

/// <summary>A place in the list of backups: two may have been taken at the same moment.</summary>
public sealed record BackupPlace(DateTimeOffset TakenAt, string Id)
{
    public static BackupPlace Of(Backup backup) => new(backup.TakenAt, backup.Id);

    /// <summary>What <see cref="ToString"/> wrote; null when it is none.</summary>
    public static BackupPlace? Read(string? text) =>
        text?.Split('~') is [var ticks, { Length: > 0 and <= 200 } id] && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at >= DateTimeOffset.UnixEpoch.Ticks && at <= DateTimeOffset.MaxValue.Ticks
            ? new BackupPlace(new DateTimeOffset(at, TimeSpan.Zero), id) : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{TakenAt.UtcTicks}~{Id}");
}
