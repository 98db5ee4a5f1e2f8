using Laksana.Cases;
using Laksana.Officers;

namespace Laksana.Backups;

/// <summary>
/// The way of every page, call and command to a recovery: whether the officer may at all is asked here, then the rules decide, and work is asked of a node. Rows of cases have their
/// own rights and come through <see cref="RecoveryRow"/>; both stand on the same planning, rules and desk.
/// </summary>
public sealed class RecoveryDoor(RecoveryPlanning planning, RecoveryDesk desk, RecoveryBook book, BackupJobs jobs, PublishedSheets sheets, TimeProvider clock)
{
    public async Task<RecoveryRights> RightsAsync(OfficeAtWork office, CancellationToken token) =>
        RecoveryRights.Of((await sheets.AllCurrentAsync(office.Id, office.DayOf(clock.GetUtcNow()), token)).Select(s => s.Procedure), office.Staffing);

    public async Task<RecoveryAnswer> PlanAsync(OfficeAtWork office, RecoveryWish wish, CancellationToken token)
    {
        if (!await MayPrepareAsync(office, wish.Officer, token)) return new RecoveryAnswer.Refused(new RecoveryRefusal("right-prepare"));
        var planned = await planning.PlanAsync(wish, token);
        // What can be looked at is looked at at once.
        return planned is RecoveryAnswer.Done { Repeated: false } done ? done with { Job = (await RecoveryJob.AskAsync(jobs, done.Recovery, new RecoveryOrder(RecoveryTask.Preflight), wish.Officer, token)).Id } : planned;
    }

    /// <summary>Asks a node for work, when the rules would take what it is to bring.</summary>
    public async Task<RecoveryAnswer> WorkAsync(OfficeAtWork office, string id, RecoveryOrder order, string officer, int? seen, CancellationToken token)
    {
        if (await book.FindAsync(office.Id, id, token) is not { } recovery) return new RecoveryAnswer.Unknown();
        if (!await MayPrepareAsync(office, officer, token)) return new RecoveryAnswer.Refused(new RecoveryRefusal("right-prepare"), recovery);
        if (await jobs.GoingAsync(office.Id, RecoveryJob.JobKind, id, token) is { } going) return new RecoveryAnswer.Done(recovery, Repeated: true, going.Id);
        if (seen is { } version && version != recovery.Version) return new RecoveryAnswer.Changed(recovery);
        if (Refuse(recovery, order, officer) is { } why) return new RecoveryAnswer.Refused(why, recovery);
        var (job, _) = await RecoveryJob.AskAsync(jobs, recovery, order, officer, token);
        return new RecoveryAnswer.Done(recovery, Job: job);
    }

    /// <summary>An act of an officer: approving, cancelling, keeping, releasing.</summary>
    public async Task<RecoveryAnswer> DoAsync(OfficeAtWork office, RecoveryRequest request, CancellationToken token)
    {
        if (await book.FindAsync(office.Id, request.Id, token) is not { } recovery) return new RecoveryAnswer.Unknown();
        var rights = await RightsAsync(office, token);
        var deciding = request.Act is RecoveryAct.Approve or RecoveryAct.Reject or RecoveryAct.AgreeRelease or RecoveryAct.RefuseRelease;
        if (deciding ? !rights.ToApprove(request.Officer) : !await MayPrepareAsync(office, request.Officer, token))
            return new RecoveryAnswer.Refused(new RecoveryRefusal(deciding ? "right-approve" : "right-prepare"), recovery);
        // Of a case's recovery its own row is the approval: one decision, one place.
        if (request.Act is RecoveryAct.Approve or RecoveryAct.Reject && recovery.CaseNumber is { } number) return new RecoveryAnswer.Refused(new RecoveryRefusal("approve-in-case", number), recovery);
        var answer = await desk.DoAsync(request, token);
        return answer is RecoveryAnswer.Done done ? await FollowAsync(done, request, token) : answer;
    }

    /// <summary>What was cancelled or released is removed at once.</summary>
    private async Task<RecoveryAnswer> FollowAsync(RecoveryAnswer.Done done, RecoveryRequest request, CancellationToken token)
    {
        if (request.Act is RecoveryAct.Cancel or RecoveryAct.Reject && await jobs.GoingAsync(request.Office, RecoveryJob.JobKind, request.Id, token) is { } going)
            await jobs.CancelAsync(request.Office, going.Id, token);
        if (done.Recovery.Cleared || !RecoveryRules.Allowed(done.Recovery.Stage, new RecoveryAct.ReportCleared())) return done;
        return done with { Job = (await RecoveryJob.AskAsync(jobs, done.Recovery, new RecoveryOrder(RecoveryTask.Clear), request.Officer, token)).Id };
    }

    private RecoveryRefusal? Refuse(Recovery recovery, RecoveryOrder order, string officer)
    {
        var now = clock.GetUtcNow();
        RecoveryAct act = order.Task switch
        {
            RecoveryTask.Preflight => new RecoveryAct.ReportPreflight(new PreflightReport(now, officer, [], null, 0)),
            RecoveryTask.Restore => new RecoveryAct.BeginRestore(),
            RecoveryTask.Compare => new RecoveryAct.ReportLoss(new LossReport(now, officer, 0, 0, 0, 0, 0, true, null, 0)),
            RecoveryTask.Swap => new RecoveryAct.BeginSwap(new SwapPlan(now, officer, recovery.Loss?.LiveIdentity, recovery.Restored?.Identity ?? "", new Dictionary<string, string>())),
            RecoveryTask.Check => new RecoveryAct.ReportCheck(new CheckReport(now, officer, [])),
            RecoveryTask.Undo => new RecoveryAct.BeginUndo(order.Reason ?? ""),
            _ => new RecoveryAct.ReportCleared(),
        };
        if (order.Task == RecoveryTask.Undo && string.IsNullOrWhiteSpace(order.Reason)) return new RecoveryRefusal("reason");
        return desk.Rules.Refuse(recovery, act, officer, now);
    }

    private async Task<bool> MayPrepareAsync(OfficeAtWork office, string officer, CancellationToken token) =>
        officer == RecoveryRules.Installation || (await RightsAsync(office, token)).ToPrepare(officer);
}
