using Laksana.Procedures;

namespace Laksana.Cases;

/// <summary>Doing a row: begin, complete, report, acknowledge, send back, wait, enter afterwards.</summary>
internal sealed partial class CaseWork
{
    private void Begin(BeginStep c)
    {
        var run = OpenRun(c.Run);
        if (run.Status != RunStatus.Ready) Refuse("step.begun-already", Who(run.Officer), run.BegunAt);
        Require(run.Officer is null || run.Officer == Officer, "step.given-to", Who(run.Officer));
        Begin(run, Permit(_rights.ToDo(State, run, Officer), "step.not-yours", Title(procedure.Step(run.Step).Role)), null);
    }

    private void Begin(StepRun run, Authority by, DateTimeOffset? realTime)
    {
        SayLimit(run, realTime ?? context.Now);
        Emit(new StepBegun(run.Run, realTime) { At = context.Now, By = by });
        var step = procedure.Step(run.Step);
        if (realTime is not null) return;
        if (step.Action is not null && State.FindRun(run.Run)!.Machine is null) StartMachine(run, step);
        if (step.Waits is { Always: true } wait)
            Emit(new ClockPaused(run.Run, wait.Party, step.Activity) { At = context.Now, By = by });
    }

    private void Complete(CompleteStep c)
    {
        var run = OpenRun(c.Run);
        var step = procedure.Step(run.Step);
        if (run.Status == RunStatus.Reported) Refuse("step.reported-already", Who(run.Officer), run.ReportedAt);
        var by = Acting(run, c.OnBehalf, whose => _rights.ToDo(State, run, whose), step.Role);
        if (run.Officer is { } holder && holder != by.Doer() && holder != by.Officer) Refuse("step.taken", Who(holder), run.BegunAt);
        var values = Values(step.Fields, c.Fields, requireAll: true, run.Site);
        var outcome = step.ReportsTo is null ? CheckOutcome(step, c.Outcome) : null;
        var remark = Optional(c.Remark);

        if (run.Status == RunStatus.Ready) Begin(run, by, null);
        var byHand = SettleMachine(State.FindRun(run.Run)!, step, c.ByHand, by);
        if (State.FindRun(run.Run)!.Status == RunStatus.Paused)
            Emit(new ClockResumed(run.Run, remark) { At = context.Now, By = by });
        Finish(State.FindRun(run.Run)!, step, values, outcome, remark, byHand, by, null);
    }

    private void Finish(StepRun run, Step step, IReadOnlyDictionary<string, RecordedValue> values, string? outcome, string? remark,
        bool byHand, Authority by, DateTimeOffset? realTime)
    {
        var end = realTime ?? context.Now;
        SayLimit(run, end);
        var used = _deadlines.Used(run, end);
        if (step.ReportsTo is not null)
        {
            Emit(new StepReported(run.Run, values, remark, used, realTime) { At = context.Now, By = by });
            return;
        }
        Emit(new StepCompleted(run.Run, values, outcome, remark, used, realTime, byHand) { At = context.Now, By = by });
        Advance(State.FindRun(run.Run)!, step, outcome);
    }

    private void Acknowledge(AcknowledgeReport c)
    {
        var run = OpenRun(c.Run);
        var step = procedure.Step(run.Step);
        Require(run.Status == RunStatus.Reported, "report.not-sent");
        var by = Acting(run, c.OnBehalf, whose => _rights.ToReceive(State, run, whose), step.ReportsTo!);
        var outcome = CheckOutcome(step, c.Outcome);
        var remark = Optional(c.Remark);
        SayLimit(run, context.Now);
        Emit(new ReportAcknowledged(run.Run, outcome, remark, _deadlines.Lay(run, context.Now), null) { At = context.Now, By = by });
        Advance(State.FindRun(run.Run)!, step, outcome);
    }

    private void Return(ReturnForCorrection c)
    {
        var run = OpenRun(c.Run);
        var step = procedure.Step(run.Step);
        var reported = run.Status == RunStatus.Reported;
        var by = Acting(run, c.OnBehalf, whose => _rights.ToAct(State, run, whose), reported ? step.ReportsTo! : step.Role);
        if (!reported && run.Officer is { } holder && holder != by.Doer() && holder != by.Officer) Refuse("step.taken", Who(holder), run.BegunAt);
        Require(step.ReturnTo.Contains(c.To) || (reported && c.To == step.Id), "return.not-there", c.To);
        var reason = Reason(c.Reason);
        SayLimit(run, context.Now);
        if (run.Machine?.Status == MachineStatus.Running)
            Emit(new ActionCancelled(run.Run, run.Machine.ActionRun, reason) { At = context.Now, By = by });
        var used = reported ? run.Time! : _deadlines.Used(run, context.Now);
        Emit(new StepReturned(run.Run, c.To, c.Sites, reason, used) { At = context.Now, By = by });
        Ready(procedure.Step(c.To), reported && c.To == step.Id && run.Site is not null ? [run.Site] : c.Sites);
    }

    private void Pause(PauseClock c)
    {
        var run = OpenRun(c.Run);
        Require(run.Status == RunStatus.Working, "pause.not-working");
        var by = Mine(run);
        Require(procedure.Parties.Any(p => p.Id == c.Party), "pause.party", c.Party);
        Emit(new ClockPaused(c.Run, c.Party, Reason(c.Reason)) { At = context.Now, By = by });
    }

    private void Resume(ResumeClock c)
    {
        var run = OpenRun(c.Run);
        Require(run.Status == RunStatus.Paused, "resume.not-paused");
        Emit(new ClockResumed(c.Run, Optional(c.Answer)) { At = context.Now, By = Mine(run) });
    }

    /// <summary>The authority of the officer who works on the run; nobody else may touch it.</summary>
    private Authority Mine(StepRun run)
    {
        var by = Permit(_rights.ToDo(State, run, Officer), "step.not-yours", Title(procedure.Step(run.Step).Role));
        if (run.Officer != Officer) Refuse("step.taken", Who(run.Officer), run.BegunAt);
        return by;
    }

    private void EnterAfterwards(EnterAfterwards c)
    {
        Require(c.Entries.Count is > 0 and <= 50, "afterwards.count");
        foreach (var entry in c.Entries)
        {
            var run = State.OpenRuns.FirstOrDefault(r => r.Step == entry.Step && r.Site == entry.Site && r.Status is RunStatus.Ready or RunStatus.Working);
            Require(run is not null && run.Step == entry.Step && run.Site == entry.Site, "afterwards.not-ready", procedure.FindStep(entry.Step)?.Number ?? entry.Step, entry.Site);
            var step = procedure.Step(entry.Step);
            var by = Permit(_rights.ToDo(State, run, Officer), "step.not-yours", Title(step.Role));
            Require(entry.Begun <= entry.Finished && entry.Finished <= context.Now && entry.Begun >= context.Now.AddDays(-31)
                && (run.BegunAt is not { } begun || entry.Finished >= begun) && run.Pauses.All(p => p.Until <= entry.Finished), "afterwards.times", step.Number);
            Require(run.Status != RunStatus.Ready || entry.Begun >= WholeMinute(run.FreeAt), "afterwards.too-early", step.Number, run.FreeAt);
            if (run.Officer is not null && run.Officer != Officer) Refuse("step.taken", Who(run.Officer), run.BegunAt);
            var values = Values(step.Fields, entry.Fields, requireAll: true, run.Site);
            var outcome = step.ReportsTo is null ? CheckOutcome(step, entry.Outcome) : null;
            if (run.Machine?.Status == MachineStatus.Running)
                Emit(new ActionCancelled(run.Run, run.Machine.ActionRun, "entered-afterwards") { At = context.Now, By = by });
            if (run.Status == RunStatus.Ready) Begin(run, by, entry.Begun.ToUniversalTime());
            Finish(State.FindRun(run.Run)!, step, values, outcome, Optional(entry.Remark), step.Action is not null, by, entry.Finished.ToUniversalTime());
        }
    }

    /// <summary>Times are typed by the minute.</summary>
    private static DateTimeOffset WholeMinute(DateTimeOffset at) => new(at.UtcTicks - at.UtcTicks % TimeSpan.TicksPerMinute, TimeSpan.Zero);

    /// <summary>Own authority, or the superior's whose signed decision is recorded for him by a member of the sheet.</summary>
    private Authority Acting(StepRun run, OnBehalfOf? whose, Func<string, Authority?> right, string role)
    {
        if (whose is null) return Permit(right(Officer), "step.not-yours", Title(role));
        Require(whose.Officer != Officer, "on-behalf.self");
        Require(!_rights.StandsAbove(Officer, State, run, whose.Officer), "on-behalf.subordinate", Who(whose.Officer));
        var recorder = Permit(_rights.AsMember(State, Officer, false), "step.not-yours", Title(role));
        var superior = Permit(right(whose.Officer), "on-behalf.no-right", Who(whose.Officer));
        Require(State.Documents.Any(d => d.Sha256 == whose.SignedPaper), "on-behalf.paper");
        // One signature, one decision; of a row done at several sites it may be one paper for all.
        Require(State.OnBehalfActs.Values.Where(a => a.SignedPaper.Equals(whose.SignedPaper, StringComparison.OrdinalIgnoreCase)).Select(a => State.Runs[a.Run - 1])
            .All(other => other.Step == run.Step && other.Round == run.Round), "on-behalf.paper-used");
        if (!_rights.MayRecord(State, run, Officer)) throw new RefusedException(new Refusal("on-behalf.second-officer") { Forbidden = true });
        return recorder with
        {
            Role = role,
            Basis = AuthorityBasis.OnBehalf,
            OnBehalf = new OnBehalf(superior.Officer, superior.Position ?? "", whose.SignedPaper, superior.Capacity, superior.Warrant),
        };
    }

    private static string? CheckOutcome(Step step, string? outcome)
    {
        if (!step.Decides)
        {
            Require(string.IsNullOrEmpty(outcome), "outcome.none-asked");
            return null;
        }
        if (step.Outcomes.Any(o => o.Name == outcome)) return outcome;
        throw new RefusedException(new Refusal("outcome.needed", string.Join(", ", step.Outcomes.Select(o => o.Name)))
        {
            Fields = [new FieldFault("outcome", "outcome.needed", string.Join(", ", step.Outcomes.Select(o => o.Name)))],
        });
    }

    /// <summary>Checks a form's values and turns them into what the event holds; refuses with every fault at once.</summary>
    private Dictionary<string, RecordedValue> Values(IEnumerable<Field> fields, IReadOnlyDictionary<string, string> given, bool requireAll, string? site)
    {
        var faults = new List<FieldFault>();
        var values = new Dictionary<string, RecordedValue>(StringComparer.Ordinal);
        var known = fields.ToDictionary(f => f.Name, StringComparer.Ordinal);
        faults.AddRange(given.Keys.Where(k => !known.ContainsKey(k)).Select(k => new FieldFault(k, "field.unknown")));
        foreach (var field in known.Values)
        {
            var key = site is null ? field.Name : field.Name + "@" + site;
            var value = given.TryGetValue(field.Name, out var raw) ? FieldValues.Normalize(field, raw ?? "") : "";
            if (value.Length == 0)
            {
                if (requireAll && field.Required && _state?.Fields.ContainsKey(key) != true) faults.Add(new FieldFault(field.Name, "field.required"));
            }
            else if (FieldValues.Check(field, value, context.Sites, sha => _state?.Documents.Any(d => d.Sha256 == sha) == true) is { } fault) faults.Add(fault);
            else values[key] = field.Personal ? new RecordedValue(null, context.Digest(key, value)) : RecordedValue.Clear(value);
        }
        if (faults.Count > 0) throw new RefusedException(new Refusal("form.faults", faults.Count) { Fields = faults });
        return values;
    }
}
