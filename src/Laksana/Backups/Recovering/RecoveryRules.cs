using static Laksana.Backups.RecoveryStage;

namespace Laksana.Backups;

/// <summary>What an office lets happen, for how long.</summary>
public sealed record RecoveryPolicy
{
    /// <summary>How long what was live before a swap is kept at least.</summary>
    public TimeSpan KeepOld { get; init; } = TimeSpan.FromDays(14);

    /// <summary>How old a loss preview may be when it is approved, and an approval when it is swapped: what is entered meanwhile would be lost unseen.</summary>
    public TimeSpan Fresh { get; init; } = TimeSpan.FromHours(24);
}

/// <summary>Why an act is not possible. The words stand under <c>refuse.CODE</c> in this folder's resources.</summary>
public sealed record RecoveryRefusal(string Code, params IReadOnlyList<object?> Arguments)
{
    /// <summary>The officer has no right to it, whatever the recovery's stage.</summary>
    public bool Forbidden => Code.StartsWith("right-", StringComparison.Ordinal);
}

/// <summary>What an act led to: exactly one of the two is there.</summary>
public sealed record RecoveryDecision(Recovery? Next, RecoveryRefusal? Refused);

/// <summary>
/// The pure decision: given a recovery and an act by an officer, what follows, or why not. No clock, no I/O. The second-officer rule is here, so
/// that no way in can go around it; who has a right to act at all is decided by who asks (the sheet's roles).
/// </summary>
/// <param name="Superseded">A later recovery of the same source was swapped in: what this one keeps is no longer what was live before.</param>
public sealed record RecoveryRules(RecoveryPolicy Policy, bool Superseded = false)
{
    /// <summary>Whoever runs the machine: may prepare, never approve.</summary>
    public const string Installation = Officers.AdministrationLog.Installation;

    public RecoveryDecision Decide(Recovery now, RecoveryAct act, string officer, DateTimeOffset at)
    {
        if (Refuse(now, act, officer, at) is { } why) return new RecoveryDecision(null, why);
        return new RecoveryDecision(Apply(now, act, officer, at) with { Version = now.Version + 1 }, null);
    }

    /// <summary>Null: it may be done.</summary>
    public RecoveryRefusal? Refuse(Recovery now, RecoveryAct act, string officer, DateTimeOffset at) =>
        !Allowed(now.Stage, act) ? WrongStage(now, act)
        : act switch
        {
            RecoveryAct.Approve a => RefuseApproval(now, a, officer, at),
            RecoveryAct.Reject when IsPreparer(now, officer) => new("own-approval"),
            RecoveryAct.BeginSwap b => RefuseSwap(now, b, at),
            RecoveryAct.BeginUndo when Superseded => new("superseded"),
            RecoveryAct.BeginUndo or RecoveryAct.AskRelease or RecoveryAct.KeepLonger when now.Release?.AgreedBy is not null => new("released"),
            RecoveryAct.KeepLonger k when now.KeepUntil is { } until && k.Until <= until => new("keep-shorter", until),
            RecoveryAct.AskRelease when now.Stage != Undone && now.KeepUntil is { } until && at < until => new("kept-until", until),
            RecoveryAct.AgreeRelease r => RefuseRelease(now, r, officer),
            RecoveryAct.RefuseRelease when now.Release is not { AgreedBy: null } => new("nothing-asked"),
            RecoveryAct.ReportCleared when now.Cleared => new("nothing-beside"),
            _ => null,
        };

    /// <summary>Which acts a stage takes at all.</summary>
    public static bool Allowed(RecoveryStage stage, RecoveryAct act) => act switch
    {
        RecoveryAct.ReportPreflight => stage is Planned or Ready or Failed,
        RecoveryAct.BeginRestore => stage is Ready or Failed,
        RecoveryAct.FinishRestore or RecoveryAct.FailRestore => stage is Restoring,
        RecoveryAct.ReportLoss => stage is Restored or Previewed or Approved,
        RecoveryAct.Approve or RecoveryAct.Reject => stage is Previewed,
        RecoveryAct.BeginSwap => stage is Approved,
        RecoveryAct.FinishSwap or RecoveryAct.AbortSwap => stage is Swapping,
        RecoveryAct.ReportCheck => stage is Swapped or Checked,
        RecoveryAct.BeginUndo or RecoveryAct.KeepLonger => stage is Swapped or Checked,
        RecoveryAct.FinishUndo or RecoveryAct.AbortUndo => stage is Undoing,
        RecoveryAct.AskRelease or RecoveryAct.AgreeRelease or RecoveryAct.RefuseRelease => stage.Keeps(),
        RecoveryAct.Cancel => stage is Planned or Ready or Restoring or Restored or Previewed or Approved or Failed,
        RecoveryAct.ReportCleared => stage is Cancelled || stage.Keeps(),
        _ => false,
    };

    private static RecoveryRefusal WrongStage(Recovery now, RecoveryAct act) => act switch
    {
        _ when now.Stage.IsEnded() => new("ended"),
        RecoveryAct.Cancel when now.Stage is Swapping or Undoing => new("cancel-swapping"),
        RecoveryAct.Cancel => new("cancel-swapped"),
        RecoveryAct.BeginRestore when now.Stage is Planned => new("preflight-first"),
        RecoveryAct.BeginRestore when now.Stage is Restoring => new("restoring-already"),
        RecoveryAct.BeginRestore => new("restored-already"),
        RecoveryAct.ReportLoss => new("restore-first"),
        RecoveryAct.Approve or RecoveryAct.Reject when now.Stage is Approved => new("approved-already"),
        RecoveryAct.Approve or RecoveryAct.Reject => new("preview-first"),
        RecoveryAct.BeginSwap when now.Stage < Approved || now.Stage is Failed => new("approve-first"),
        RecoveryAct.BeginSwap => new("swapped-already"),
        RecoveryAct.BeginUndo or RecoveryAct.KeepLonger or RecoveryAct.AskRelease or RecoveryAct.AgreeRelease or RecoveryAct.RefuseRelease => new("not-swapped"),
        _ => new("wrong-stage"),
    };

    private RecoveryRefusal? RefuseApproval(Recovery now, RecoveryAct.Approve act, string officer, DateTimeOffset at) =>
        IsPreparer(now, officer) ? new("own-approval")
        : !string.Equals(act.TypedName, now.Names.Live, StringComparison.Ordinal) ? new("typed-name", now.Names.Live)
        : at - now.Loss!.At > Policy.Fresh ? new("preview-old", now.Loss.At)
        : null;

    private RecoveryRefusal? RefuseSwap(Recovery now, RecoveryAct.BeginSwap act, DateTimeOffset at) =>
        at - now.Approved!.At > Policy.Fresh ? new("approval-old", now.Approved.At)
        : act.Plan.RestoredIdentity != now.Restored!.Identity ? new("beside-changed")
        : act.Plan.LiveIdentity != now.Loss!.LiveIdentity ? new("live-changed")
        : null;

    private static RecoveryRefusal? RefuseRelease(Recovery now, RecoveryAct.AgreeRelease act, string officer) =>
        now.Release is not { AgreedBy: null } asked ? new("nothing-asked")
        : officer == asked.By || officer == Installation ? new("own-release")
        : !string.Equals(act.TypedName, Kept(now), StringComparison.Ordinal) ? new("typed-name", Kept(now))
        : null;

    /// <summary>The name of what is kept in this stage.</summary>
    public static string Kept(Recovery now) => now.Stage == Undone ? now.Names.Beside : now.Names.Old;

    private static bool IsPreparer(Recovery now, string officer) => officer == Installation || now.Preparers.Contains(officer, StringComparer.Ordinal);

    private Recovery Apply(Recovery now, RecoveryAct act, string officer, DateTimeOffset at) => act switch
    {
        RecoveryAct.ReportPreflight p => now with { Stage = p.Report.Passed ? Ready : Planned, Preflight = p.Report, Failure = null },
        RecoveryAct.BeginRestore => now with { Stage = Restoring, Failure = null, Cleared = false },
        RecoveryAct.FinishRestore f => now with { Stage = Restored, Restored = f.Report, Loss = null, Approved = null },
        RecoveryAct.FailRestore f => now with { Stage = Failed, Failure = f.Reason },
        // A new look at what would be lost ends an approval that was given on the old one.
        RecoveryAct.ReportLoss l => now with { Stage = Previewed, Loss = l.Report, Approved = null },
        RecoveryAct.Approve a => now with { Stage = Approved, Approved = new Approval(at, officer, a.Remark), Failure = null },
        RecoveryAct.Reject or RecoveryAct.Cancel => now with { Stage = Cancelled, Failure = act.Detail },
        RecoveryAct.BeginSwap b => now with { Stage = Swapping, Swap = b.Plan, Failure = null },
        RecoveryAct.FinishSwap s => now with { Stage = Swapped, Swapped = s.Report, KeepUntil = at + Policy.KeepOld, Cleared = true },
        RecoveryAct.AbortSwap a => now with { Stage = Approved, Swap = null, Failure = a.Reason },
        RecoveryAct.ReportCheck c => now with { Stage = c.Report.Passed ? Checked : Swapped, Checked = c.Report },
        RecoveryAct.BeginUndo u => now with { Stage = Undoing, Undone = new UndoReport(at, officer, u.Reason, now.Stage), Release = null, Failure = null },
        RecoveryAct.FinishUndo u => now with { Stage = Undone, Undone = now.Undone! with { StillSeconds = u.StillSeconds } },
        RecoveryAct.AbortUndo a => now with { Stage = now.Undone!.From, Undone = null, Failure = a.Reason },
        RecoveryAct.KeepLonger k => now with { KeepUntil = k.Until, Release = null },
        RecoveryAct.AskRelease a => now with { Release = new ReleaseAsked(at, officer, a.Reason) },
        RecoveryAct.AgreeRelease => now with { Release = now.Release! with { AgreedBy = officer }, Cleared = false },
        RecoveryAct.RefuseRelease => now with { Release = null },
        RecoveryAct.ReportCleared => now.Stage == Cancelled ? now with { Cleared = true } : now with { Stage = Closed, Cleared = true },
        _ => throw new ArgumentOutOfRangeException(nameof(act)),
    };
}
