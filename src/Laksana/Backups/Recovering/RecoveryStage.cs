namespace Laksana.Backups;

/// <summary>Where a recovery stands; the numbers are those of <c>recovery.stage</c>.</summary>
public enum RecoveryStage
{
    /// <summary>Source and backup are chosen; the preflight has not passed.</summary>
    Planned = 0,
    /// <summary>The preflight passed.</summary>
    Ready = 1,
    /// <summary>Being restored beside what is live.</summary>
    Restoring = 2,
    /// <summary>Stands beside, equal to what was backed up.</summary>
    Restored = 3,
    /// <summary>What a swap would lose and bring back is known.</summary>
    Previewed = 4,
    /// <summary>A second officer has approved the swap.</summary>
    Approved = 5,
    /// <summary>Being swapped: the plan is durable, the effect may be there or not.</summary>
    Swapping = 6,
    /// <summary>The restored one is live, the old one kept; not checked, or the check found something.</summary>
    Swapped = 7,
    /// <summary>Live, checked, the old one kept.</summary>
    Checked = 8,
    /// <summary>Being swapped back.</summary>
    Undoing = 9,
    /// <summary>The old one is live again, the restored one stands beside.</summary>
    Undone = 10,
    /// <summary>Ended, and nothing is kept any more.</summary>
    Closed = 11,
    /// <summary>Ended before anything was swapped.</summary>
    Cancelled = 12,
    /// <summary>Restoring did not succeed; it may be tried again.</summary>
    Failed = 13,
}

public static class RecoveryStages
{
    /// <summary>While one is under way no other of the same source begins; the index <c>recovery_under_way</c> holds the same stages.</summary>
    public static bool IsUnderWay(this RecoveryStage stage) =>
        stage is <= RecoveryStage.Swapping or RecoveryStage.Undoing or RecoveryStage.Failed;

    /// <summary>What was live before the swap is still there, or the restored one after it was undone.</summary>
    public static bool Keeps(this RecoveryStage stage) => stage is RecoveryStage.Swapped or RecoveryStage.Checked or RecoveryStage.Undone;

    public static bool IsEnded(this RecoveryStage stage) => stage is RecoveryStage.Closed or RecoveryStage.Cancelled;

    /// <summary>A machine works on it, or did when its program was killed.</summary>
    public static bool IsWorking(this RecoveryStage stage) => stage is RecoveryStage.Restoring or RecoveryStage.Swapping or RecoveryStage.Undoing;
}
