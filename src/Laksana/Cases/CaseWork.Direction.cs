namespace Laksana.Cases;

/// <summary>What does not do a row: put it back, give it to another; and on the case itself: attach, note, cancel, tie to another, confirm, move to another version of the sheet, erase.</summary>
internal sealed partial class CaseWork
{
    private void Release(ReleaseStep c)
    {
        var run = OpenRun(c.Run);
        Require(run.Status is RunStatus.Working or RunStatus.Paused, "release.not-begun");
        var role = procedure.Step(run.Step).Role;
        var by = run.Officer == Officer ? _rights.ToDo(State, run, Officer) : _rights.ToDirect(role, Officer, context.Administrator);
        StopMachine(run, Permit(by, "step.taken", Who(run.Officer), run.BegunAt));
        if (run.Status == RunStatus.Paused) Emit(new ClockResumed(c.Run, null) { At = context.Now, By = by });
        Emit(new StepReleased(c.Run, Optional(c.Reason)) { At = context.Now, By = by });
    }

    private void Reassign(ReassignStep c)
    {
        var run = OpenRun(c.Run);
        Require(run.Status != RunStatus.Reported, "step.reported-already", Who(run.Officer), run.ReportedAt);
        var role = procedure.Step(run.Step).Role;
        var by = Permit(_rights.ToDirect(role, Officer, context.Administrator), "direct.not-yours");
        Require(_rights.ToDo(State, run, c.To) is not null, "reassign.no-right", Who(c.To));
        Require(run.Officer != c.To, "reassign.same", Who(c.To));
        Emit(new StepReassigned(c.Run, c.To, Reason(c.Reason)) { At = context.Now, By = by });
    }

    private void StopMachine(StepRun run, Authority by)
    {
        if (run.Machine?.Status == MachineStatus.Running)
            Emit(new ActionCancelled(run.Run, run.Machine.ActionRun, "released") { At = context.Now, By = by });
    }

    private void Attach(AttachDocument c)
    {
        Require(State.Documents.All(d => d.Sha256 != c.Sha256), "document.already");
        Require(State.Documents.Count < 200, "document.too-many", 200);
        if (c.Channel is not null)
        {
            AttachFromPublic(c);
            return;
        }
        var by = Permit(_rights.AsMember(State, Officer, context.Administrator), "case.not-yours");
        Require(c.Run is not { } run || State.FindRun(run) is not null, "step.unknown", c.Run);
        // Only what limits who may read it is worth saying.
        var field = c.Field is { } name && procedure.FindField(name) is { Kind: Procedures.FieldKind.Document, VisibleTo.Count: > 0 } ? c.Field : null;
        Emit(new DocumentAttached(c.Sha256, c.Name, c.MediaType, c.Size, c.Run) { At = context.Now, By = by, Field = field });
    }

    private void Note(AddNote c)
    {
        var by = c.ByProgram && context.Officer is null ? null : Permit(_rights.AsMember(State, Officer, context.Administrator), "case.not-yours");
        Emit(new NoteAdded(Reason(c.Text)) { At = context.Now, By = by });
    }

    private void Cancel(CancelCase c)
    {
        var by = Permit(_rights.ToDirect(procedure.Openers[0], Officer, context.Administrator), "direct.not-yours");
        var reason = Reason(c.Reason);
        foreach (var run in State.OpenRuns.ToList()) StopMachine(run, by);
        Emit(new CaseCancelled(reason) { At = context.Now, By = by });
    }

    private void Link(LinkCase c)
    {
        var by = Permit(_rights.AsMember(State, Officer, context.Administrator), "case.not-yours");
        Require(c.Other != State.Number, "link.self");
        Require(context.Linkable == c.Other && Enum.IsDefined(c.Kind), "link.unknown", c.Other);
        Require(State.Links.All(l => l.Other != c.Other), "link.already", c.Other);
        Require(State.Links.Count < 50, "link.too-many", 50);
        Emit(new CaseLinked(c.Other, c.Kind, Reason(c.Reason)) { At = context.Now, By = by });
    }

    private void Confirm(ConfirmOnBehalf c)
    {
        Require(State.OnBehalfActs.TryGetValue(c.Event, out var act), "confirm.unknown");
        var holding = context.Staffing.Holdings.FirstOrDefault(h => h.Officer == Officer);
        var by = Permit(act.Officer == Officer && holding is not null
            ? new Authority(Officer, holding.Position, holding.Capacity, holding.Warrant, null, AuthorityBasis.Role) : null, "confirm.not-yours");
        Require(act.Agrees is null, "confirm.already");
        if (!c.Agrees) Reason(c.Remark);
        Emit(new OnBehalfConfirmed(c.Event, c.Agrees, Optional(c.Remark)) { At = context.Now, By = by });
    }

    private void Move(MoveCase c)
    {
        var by = Permit(_rights.ToDirect(procedure.Openers[0], Officer, context.Administrator), "direct.not-yours");
        var target = context.Target;
        Require(target is not null && target.Id == procedure.Id, "move.no-version", c.ToVersion);
        Require(c.ToVersion > State.ProcedureVersion, "move.same", State.ProcedureVersion);
        var faults = new MoveCheck(State, procedure, target, c.Steps).Faults();
        if (faults.Count > 0) throw new RefusedException(new Refusal("move.faults", faults.Count) { Fields = faults });
        Emit(new CaseMoved(c.ToVersion, c.Steps, Reason(c.Reason)) { At = context.Now, By = by });
    }

    private void Erase(EraseValues c)
    {
        Require(context.Administrator, "direct.not-yours");
        var by = Permit(_rights.ToDirect(procedure.Roles[0].Id, Officer, true), "direct.not-yours");
        var personal = c.Fields.Where(f => State.Fields.GetValueOrDefault(f)?.Digest is not null || (f == CaseState.Messages && State.MessagesAt.Count > 0)).ToList();
        Require(personal.Count > 0 && personal.Count == c.Fields.Count, "erase.nothing");
        Emit(new ValuesErased(personal, Reason(c.Reason)) { At = context.Now, By = by });
    }
}
