namespace Laksana.Cases;

/// <summary>Something an officer may be offered to do, on a row or on the whole case.</summary>
public enum CaseAct
{
    Begin, Complete, Acknowledge, Return, Release, Reassign, Pause, Resume, RetryAction, CancelAction, EnterAfterwards,
    /// <summary>Record a superior's decision from his signed paper.</summary>
    RecordOnBehalf,
    AddNote, AttachDocument, Cancel, Move, EraseValues,
    /// <summary>Tie the case to another.</summary>
    Link,
    /// <summary>Confirm or dispute a decision that staff recorded for him.</summary>
    Confirm,
}

/// <summary>
/// Which acts an officer may be offered now: what pages draw as buttons and the API lists. The engine decides again when one is done;
/// what is offered here it does not refuse for lack of right or for the row's state (a test walks both).
/// </summary>
/// <param name="Actions">Names of the actions this installation can run.</param>
public sealed record CaseActs(Rights Rights, CaseState State, string Officer, bool Administrator, IReadOnlySet<string> Actions)
{
    /// <summary>On the case itself.</summary>
    public IEnumerable<CaseAct> OnCase()
    {
        var member = Rights.AsMember(State, Officer, Administrator) is not null;
        if (member) yield return CaseAct.Link;
        if (State.Status == CaseStatus.Running)
        {
            if (member)
            {
                yield return CaseAct.AddNote;
                yield return CaseAct.AttachDocument;
            }
            if (Rights.ToDirect(Rights.Procedure.Openers[0], Officer, Administrator) is not null)
            {
                yield return CaseAct.Cancel;
                yield return CaseAct.Move;
            }
        }
        if (Administrator && State.Digests.Count > 0) yield return CaseAct.EraseValues;
        if (ToConfirm().Any()) yield return CaseAct.Confirm;
    }

    /// <summary>Versions of the events in which a decision of this officer was recorded that he has not confirmed or disputed.</summary>
    public IEnumerable<int> ToConfirm() => Rights.Staffing.Holdings.Any(h => h.Officer == Officer)
        ? State.OnBehalfActs.Where(a => a.Value.Officer == Officer && a.Value.Agrees is null).Select(a => a.Key).Order() : [];

    /// <summary>On a row; nothing once it has ended.</summary>
    public IEnumerable<CaseAct> On(StepRun run)
    {
        if (State.Status != CaseStatus.Running || !run.IsOpen) return [];
        return run.Status == RunStatus.Reported ? OnReport(run) : OnRow(run);
    }

    /// <summary>Step ids that the run may be sent back to.</summary>
    public IReadOnlyList<string> ReturnTargets(StepRun run)
    {
        var step = Rights.Procedure.Step(run.Step);
        return run.Status == RunStatus.Reported ? [.. step.ReturnTo.Append(step.Id).Distinct(StringComparer.Ordinal)] : step.ReturnTo;
    }

    private IEnumerable<CaseAct> OnReport(StepRun run)
    {
        if (Rights.ToReceive(State, run, Officer) is not null)
        {
            yield return CaseAct.Acknowledge;
            yield return CaseAct.Return;
        }
        if (MayRecordForAnother(run)) yield return CaseAct.RecordOnBehalf;
    }

    private IEnumerable<CaseAct> OnRow(StepRun run)
    {
        var step = Rights.Procedure.Step(run.Step);
        var (does, directs) = (Rights.ToDo(State, run, Officer) is not null, Rights.ToDirect(step.Role, Officer, Administrator) is not null);
        var (begun, mine) = (run.Status is RunStatus.Working or RunStatus.Paused, run.Officer == Officer);
        var open = run.Officer is null || mine;
        if (does && open)
        {
            if (run.Status == RunStatus.Ready) yield return CaseAct.Begin;
            yield return CaseAct.Complete;
            if (step.ReturnTo.Count > 0) yield return CaseAct.Return;
            if (run.Status != RunStatus.Paused) yield return CaseAct.EnterAfterwards;
        }
        if (run.Status == RunStatus.Working && does && mine && Rights.Procedure.Parties.Count > 0) yield return CaseAct.Pause;
        if (run.Status == RunStatus.Paused && does && mine) yield return CaseAct.Resume;
        if (begun && (mine ? does : directs)) yield return CaseAct.Release;
        if (directs && Rights.WhoMayAct(State, run).Any(o => o != run.Officer)) yield return CaseAct.Reassign;
        if (step.Action is { } action && Actions.Contains(action.Name))
        {
            if (does && run.Machine?.Status is MachineStatus.Failed or MachineStatus.Cancelled) yield return CaseAct.RetryAction;
            if (run.Machine?.Status == MachineStatus.Running && (does || directs)) yield return CaseAct.CancelAction;
        }
        if (MayRecordForAnother(run)) yield return CaseAct.RecordOnBehalf;
    }

    /// <summary>A member of the sheet records what another decided, unless somebody else works on the row.</summary>
    private bool MayRecordForAnother(StepRun run) => Rights.AsMember(State, Officer, false) is not null && Rights.MayRecord(State, run, Officer)
        && Rights.WhoMayAct(State, run).Any(o => o != Officer && !Rights.StandsAbove(Officer, State, run, o) && (run.Status == RunStatus.Reported || run.Officer is null || run.Officer == o || run.Officer == Officer));
}
