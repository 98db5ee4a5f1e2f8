using Laksana.Procedures;

namespace Laksana.Cases;

/// <summary>Which rows become ready after which, the way through the sheet; and which limits have passed on it.</summary>
internal sealed partial class CaseWork
{
    private void Open(OpenCase c)
    {
        if (c.Public is { } applicant)
        {
            OpenByPublic(c, applicant);
            return;
        }
        Authority? by = null;
        if (c.Schedule is null) by = Permit(_rights.ToOpen(Officer), "open.not-yours");
        // An officer gives the first row's values alone: what later rows ask is for their own officers to say, and would count as said already.
        var asked = c.Schedule is null ? procedure.Steps[0].Fields : procedure.Steps.SelectMany(s => s.Fields);
        var values = Values(asked, c.Fields, requireAll: false, site: null);
        Emit(new CaseOpened(c.Number, procedure.Id, c.ProcedureVersion, values, c.Schedule, c.FireTime) { At = context.Now, By = by });
        Enter(procedure.Steps[0].Id);
        SayLimits();
    }

    /// <summary>Goes on after a run is done: waits for its siblings, then enters what follows, or closes the case.</summary>
    private void Advance(StepRun run, Step step, string? outcome)
    {
        if (step.PerSite is not null && State.OpenRuns.Any(r => r.Step == step.Id)) return;
        var last = step;
        if (step.Parallel is { } group)
        {
            if (State.OpenRuns.Any(r => procedure.Step(r.Step).Parallel == group)) return;
            last = procedure.Steps.Last(s => s.Parallel == group);
        }
        var target = outcome is not null && step.Parallel is null ? step.Outcomes.First(o => o.Name == outcome).Target
            : last.Ends ? null : last.Next;
        if (target is not null) Enter(target);
        else if (!State.OpenRuns.Any()) Close();
    }

    private void Enter(string target)
    {
        var step = procedure.Step(target);
        if (step.Parallel is { } group)
        {
            foreach (var row in procedure.Steps.Where(s => s.Parallel == group))
                if (!State.OpenRuns.Any(r => r.Step == row.Id)) Ready(row, []);
        }
        else Ready(step, []);
    }

    /// <summary>Makes a row ready; on a per-site row for each of the sites (or the named ones only).</summary>
    private void Ready(Step step, IReadOnlyList<string> only)
    {
        if (step.PerSite is null) { Ready(step, (string?)null); return; }
        var listed = State.Fields.GetValueOrDefault(step.PerSite)?.Value is { } text ? FieldValues.Lines(text) : [];
        Require(listed.Count > 0, "sites.none", step.PerSite);
        foreach (var site in only.Count > 0 ? only : listed)
        {
            Require(listed.Contains(site), "sites.unknown", site);
            if (!State.OpenRuns.Any(r => r.Step == step.Id && r.Site == site)) Ready(step, site);
        }
    }

    private void Ready(Step step, string? site)
    {
        var round = State.Runs.Count(r => r.Step == step.Id && r.Site == site) + 1;
        Emit(new StepReady(State.Runs.Count + 1, step.Id, site, round) { At = context.Now });
        if (step.Action is { Automatic: true }) StartMachine(State.Runs[^1], step);
    }

    private void Reopen(ReopenCase c)
    {
        Require(context.Officer is null, "case.not-yours");
        Require(State.Status == CaseStatus.Closed, "reopen.not-closed");
        Emit(new CaseReopened(Reason(c.Reason)) { At = context.Now });
        Enter(procedure.Steps[0].Id);
    }

    private void Close()
    {
        var times = State.Runs.Skip(State.RunsBefore).Select(r => r.Time).OfType<TimeUsed>().ToList();
        SayCaseLimit();
        Emit(new CaseClosed(new TimeUsed(times.Sum(t => t.Handling), times.Sum(t => t.Queueing), times.Sum(t => t.Waiting))) { At = context.Now });
    }

    /// <summary>Says every limit that has passed and was not said before.</summary>
    private void SayLimits()
    {
        if (State.Status != CaseStatus.Running) return;
        foreach (var run in State.OpenRuns.ToList()) SayLimit(run, context.Now);
        SayCaseLimit();
    }

    private void SayCaseLimit()
    {
        if (!State.CaseLimitPassed && _deadlines.CaseDue(State)?.At is { } due && due < context.Now)
            Emit(new LimitPassed(0, LimitKind.Case, due) { At = context.Now });
    }

    private void SayLimit(StepRun run, DateTimeOffset until)
    {
        if (_deadlines.Running(run) is not { } limit || limit.Due?.At is not { } due || due >= until) return;
        if (limit.Kind == LimitKind.Handling ? run.HandlingLimitPassed : run.QueueLimitPassed) return;
        Emit(new LimitPassed(run.Run, limit.Kind, due) { At = context.Now });
    }
}
