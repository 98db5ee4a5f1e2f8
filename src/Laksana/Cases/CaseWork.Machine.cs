using Laksana.Procedures;

namespace Laksana.Cases;

/// <summary>The machine's part of a row. A machine proposes; the row is always completed by a person.</summary>
internal sealed partial class CaseWork
{
    private void StartMachine(StepRun run, Step step)
    {
        if (step.Action is not { } action || !context.Actions.Contains(action.Name)) return;
        var attempt = (run.Machine?.Attempt ?? 0) + 1;
        Emit(new ActionStarted(run.Run, context.NewActionRun(), action.Name, attempt) { At = context.Now });
    }

    /// <summary>A row whose machine has not succeeded goes on only when its officer says that he did it by hand.</summary>
    private bool SettleMachine(StepRun run, Step step, bool byHand, Authority by)
    {
        if (step.Action is null || !context.Actions.Contains(step.Action.Name)) return step.Action is not null;
        if (run.Machine?.Status == MachineStatus.Succeeded) return false;
        Require(byHand, run.Machine?.Status == MachineStatus.Running ? "machine.running" : "machine.failed", run.Machine?.Failure);
        if (run.Machine?.Status == MachineStatus.Running)
            Emit(new ActionCancelled(run.Run, run.Machine.ActionRun, "by-hand") { At = context.Now, By = by });
        return true;
    }

    private void Retry(RetryAction c)
    {
        var run = OpenRun(c.Run);
        var step = procedure.Step(run.Step);
        Require(step.Action is not null && context.Actions.Contains(step.Action.Name), "machine.none");
        Require(run.Machine?.Status is MachineStatus.Failed or MachineStatus.Cancelled or null, "machine.not-failed");
        Permit(_rights.ToDo(State, run, Officer), "step.not-yours", Title(step.Role));
        StartMachine(run, step);
    }

    private void CancelMachine(CancelAction c)
    {
        var run = OpenRun(c.Run);
        Require(run.Machine?.Status == MachineStatus.Running, "machine.not-running");
        var role = procedure.Step(run.Step).Role;
        var by = Permit(_rights.ToDo(State, run, Officer) ?? _rights.ToDirect(role, Officer, context.Administrator), "step.not-yours", Title(role));
        Emit(new ActionCancelled(c.Run, run.Machine.ActionRun, Reason(c.Reason)) { At = context.Now, By = by });
    }

    private void MachineSucceeded(ReportActionSuccess c)
    {
        var run = Expecting(c.Run, c.ActionRun);
        var proposed = procedure.Step(run.Step).Outcomes.Any(o => o.Name == c.Proposed) ? c.Proposed : null;
        Emit(new ActionSucceeded(c.Run, c.ActionRun, c.Summary, proposed, c.Result) { At = context.Now });
    }

    private void MachineFailed(ReportActionFailure c)
    {
        Expecting(c.Run, c.ActionRun);
        Emit(new ActionFailed(c.Run, c.ActionRun, c.Reason, c.Hint) { At = context.Now });
    }

    /// <summary>A result counts only for the run that still waits for just this action: a late or second report is refused.</summary>
    private StepRun Expecting(int number, Guid actionRun)
    {
        Require(context.Officer is null, "machine.only");
        var run = OpenRun(number);
        Require(run.Machine is { Status: MachineStatus.Running } m && m.ActionRun == actionRun, "machine.not-expected");
        return run;
    }
}
