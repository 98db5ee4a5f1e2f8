namespace Laksana.Backups;

/// <summary>
/// One recovery: a backup that is restored beside what is live, looked at, approved by a second officer and swapped in by renaming. Immutable;
/// <see cref="RecoveryRules"/> alone says what may follow what.
/// </summary>
public sealed record Recovery
{
    public required string Office { get; init; }

    /// <summary>Eight hexadecimal digits; stands in the names of what is restored and kept.</summary>
    public required string Id { get; init; }

    /// <summary>Grows by one with every act.</summary>
    public int Version { get; init; } = 1;

    public RecoveryStage Stage { get; init; }

    /// <summary>Name of the backup source.</summary>
    public required string Source { get; init; }

    public required SourceKind Kind { get; init; }

    /// <summary>Id of the backup; null where <see cref="Moment"/> says what is wanted.</summary>
    public string? Backup { get; init; }

    /// <summary>When the data was as it is to be again: the backup's moment, or the one asked of a pgBackRest repository.</summary>
    public DateTimeOffset Moment { get; init; }

    /// <summary>Where the backup is read: its folder on this installation, or on a medium that is plugged in.</summary>
    public string? Folder { get; init; }

    public required string Reason { get; init; }

    /// <summary>The case whose rows these acts are; its sheet then says who approves.</summary>
    public string? CaseNumber { get; init; }

    /// <summary>Names of the live database (or schema, or path), of the one restored beside it, and of the one kept after the swap.</summary>
    public required RecoveryNames Names { get; init; }

    public required string PlannedBy { get; init; }
    public required DateTimeOffset PlannedAt { get; init; }

    public PreflightReport? Preflight { get; init; }
    public RestoreReport? Restored { get; init; }
    public LossReport? Loss { get; init; }
    public Approval? Approved { get; init; }
    public SwapPlan? Swap { get; init; }
    public SwapReport? Swapped { get; init; }
    public CheckReport? Checked { get; init; }
    public UndoReport? Undone { get; init; }

    /// <summary>Until when what was live before is kept at least.</summary>
    public DateTimeOffset? KeepUntil { get; init; }

    /// <summary>Who asked that what is kept be removed; another officer must agree.</summary>
    public ReleaseAsked? Release { get; init; }

    /// <summary>Why the last attempt did not succeed.</summary>
    public string? Failure { get; init; }

    /// <summary>Nothing that stands beside waits to be removed.</summary>
    public bool Cleared { get; init; } = true;

    /// <summary>The officers who prepared it: none of them approves it.</summary>
    public IEnumerable<string> Preparers => new[] { PlannedBy, Restored?.By, Loss?.By }.OfType<string>();
}

/// <summary>Of databases their names, of trees absolute paths.</summary>
public sealed record RecoveryNames(string Live, string Beside, string Old);

public enum FindingLevel { Fine, Warning, Blocking }

/// <summary>One thing that was looked at. Its words stand under <c>find.CODE</c>; arguments are filled in.</summary>
public sealed record RecoveryFinding(FindingLevel Level, string Code, IReadOnlyList<string> Arguments)
{
    public static RecoveryFinding Fine(string code, params object?[] arguments) => Of(FindingLevel.Fine, code, arguments);

    public static RecoveryFinding Warn(string code, params object?[] arguments) => Of(FindingLevel.Warning, code, arguments);

    public static RecoveryFinding Block(string code, params object?[] arguments) => Of(FindingLevel.Blocking, code, arguments);

    private static RecoveryFinding Of(FindingLevel level, string code, object?[] arguments) =>
        new(level, code, [.. arguments.Select(a => Convert.ToString(a, System.Globalization.CultureInfo.InvariantCulture) ?? "")]);
}

/// <param name="ExpectedSeconds">From past drills or checks of the source; null when nothing is known.</param>
/// <param name="Sessions">Connections that a swap would end.</param>
public sealed record PreflightReport(DateTimeOffset At, string By, IReadOnlyList<RecoveryFinding> Findings, double? ExpectedSeconds, int Sessions)
{
    public bool Passed => Findings.All(f => f.Level != FindingLevel.Blocking);
}

/// <param name="Identity">What the restored one is on its server, whatever its name: a database's oid, a tree's inode.</param>
/// <param name="Fingerprint">The fingerprint that was found equal to the backup's.</param>
public sealed record RestoreReport(DateTimeOffset At, string By, string Identity, string Fingerprint, long Bytes, int Tables, double Seconds);

/// <summary>The sum over all tables (or files); the lines are in <c>recovery_loss</c>.</summary>
/// <param name="Exact">Every number was counted, none estimated.</param>
/// <param name="LiveIdentity">What was live when it was compared; null when nothing was.</param>
public sealed record LossReport(DateTimeOffset At, string By, int Tables, int Differing, long Lost, long Back, long Changed, bool Exact, string? LiveIdentity, double Seconds);

public sealed record Approval(DateTimeOffset At, string By, string? Remark);

/// <summary>What is about to be swapped: by this a later program tells whether it was.</summary>
/// <param name="LiveIdentity">Null: nothing is live, so there is nothing to keep.</param>
/// <param name="Given">How to open the live one again as it was, in the words of its kind.</param>
public sealed record SwapPlan(DateTimeOffset At, string By, string? LiveIdentity, string RestoredIdentity, IReadOnlyDictionary<string, string> Given);

/// <param name="StillSeconds">How long nobody could work on it.</param>
public sealed record SwapReport(DateTimeOffset At, string By, double StillSeconds, int SessionsEnded);

public sealed record CheckReport(DateTimeOffset At, string By, IReadOnlyList<RecoveryFinding> Findings)
{
    public bool Passed => Findings.All(f => f.Level != FindingLevel.Blocking);
}

/// <param name="From">Where it stood before.</param>
public sealed record UndoReport(DateTimeOffset At, string By, string Reason, RecoveryStage From, double? StillSeconds = null);

public sealed record ReleaseAsked(DateTimeOffset At, string By, string Reason, string? AgreedBy = null);
