namespace Laksana.Backups;

/// <summary>What is done to a recovery. Reports are brought by the machine in the name of the officer who asked for the work.</summary>
public abstract record RecoveryAct
{
    /// <summary>As it stands in <c>recovery_event.act</c>.</summary>
    public string Name => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(GetType().Name);

    /// <summary>A reason or remark for the event.</summary>
    public virtual string? Detail => null;

    private RecoveryAct()
    {
    }

    public sealed record ReportPreflight(PreflightReport Report) : RecoveryAct;

    public sealed record BeginRestore : RecoveryAct;

    public sealed record FinishRestore(RestoreReport Report) : RecoveryAct;

    public sealed record FailRestore(string Reason) : RecoveryAct
    {
        public override string Detail => Reason;
    }

    public sealed record ReportLoss(LossReport Report) : RecoveryAct;

    /// <param name="TypedName">The name of what will be swapped, as the officer typed it.</param>
    public sealed record Approve(string TypedName, string? Remark) : RecoveryAct
    {
        public override string? Detail => Remark;
    }

    public sealed record Reject(string Reason) : RecoveryAct
    {
        public override string Detail => Reason;
    }

    public sealed record BeginSwap(SwapPlan Plan) : RecoveryAct;

    public sealed record FinishSwap(SwapReport Report) : RecoveryAct;

    /// <summary>Nothing was swapped, and what was live is open again.</summary>
    public sealed record AbortSwap(string Reason) : RecoveryAct
    {
        public override string Detail => Reason;
    }

    public sealed record ReportCheck(CheckReport Report) : RecoveryAct;

    public sealed record BeginUndo(string Reason) : RecoveryAct
    {
        public override string Detail => Reason;
    }

    public sealed record FinishUndo(double StillSeconds) : RecoveryAct;

    public sealed record AbortUndo(string Reason) : RecoveryAct
    {
        public override string Detail => Reason;
    }

    /// <summary>Keeps what was live before longer.</summary>
    public sealed record KeepLonger(DateTimeOffset Until) : RecoveryAct;

    public sealed record AskRelease(string Reason) : RecoveryAct
    {
        public override string Detail => Reason;
    }

    /// <summary>A second officer agrees that what is kept is removed.</summary>
    /// <param name="TypedName">The name of what will be removed.</param>
    public sealed record AgreeRelease(string TypedName) : RecoveryAct;

    public sealed record RefuseRelease(string Reason) : RecoveryAct
    {
        public override string Detail => Reason;
    }

    public sealed record Cancel(string Reason) : RecoveryAct
    {
        public override string Detail => Reason;
    }

    /// <summary>What stood beside is gone.</summary>
    public sealed record ReportCleared : RecoveryAct;
}
