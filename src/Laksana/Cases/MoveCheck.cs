using Laksana.Procedures;

namespace Laksana.Cases;

/// <summary>
/// Whether a running case may go on under another version of its sheet: every open row has its place there, no approval is passed over, and
/// nobody gets rid of a second officer by it. Where that cannot be, the case stays on the version it began with.
/// </summary>
/// <param name="names">Ids of steps that changed name: old to new.</param>
internal sealed class MoveCheck(CaseState state, Procedure from, Procedure to, IReadOnlyDictionary<string, string> names)
{
    public IReadOnlyList<FieldFault> Faults()
    {
        var faults = Renamings().ToList();
        faults.AddRange(SecondOfficers());
        foreach (var run in state.OpenRuns)
            if (to.FindStep(Named(run.Step)) is not { } now) faults.Add(new FieldFault(run.Step, "move.step-missing", Named(run.Step)));
            else faults.AddRange(Shape(run, from.Step(run.Step), now).Concat(Skipped(run, now)));
        return [.. faults.DistinctBy(f => (f.Field, f.Code, f.Arguments is [var first, ..] ? first : null))];
    }

    private string Named(string step) => names.GetValueOrDefault(step, step);

    /// <summary>Only what is gone may be renamed, only into what is new, and two rows never become one: else a row done would stand for another.</summary>
    private IEnumerable<FieldFault> Renamings()
    {
        foreach (var (old, now) in names.Where(n => n.Key != n.Value))
            if (from.FindStep(old) is null) yield return new FieldFault(old, "move.step-unknown", old);
            else if (to.FindStep(now) is null) yield return new FieldFault(old, "move.step-missing", now);
            else if (to.FindStep(old) is not null) yield return new FieldFault(old, "move.still-there", old);
            else if (from.FindStep(now) is not null || names.Count(n => n.Value == now) > 1) yield return new FieldFault(old, "move.another-row", now);
    }

    /// <summary>A rule of two officers that has begun to bind must go on binding.</summary>
    private IEnumerable<FieldFault> SecondOfficers()
    {
        foreach (var step in from.Steps)
            foreach (var other in step.SecondOfficer?.DifferentFrom ?? [])
                if (state.Runs.Any(r => r.Step == other) && to.FindStep(Named(step.Id)) is var now
                    && (to.FindStep(Named(other)) is null || now is not null && now.SecondOfficer?.DifferentFrom.Contains(Named(other)) != true))
                    yield return new FieldFault(to.FindStep(Named(other)) is null ? other : step.Id, "move.second-officer", step.Activity);
    }

    private static IEnumerable<FieldFault> Shape(StepRun run, Step old, Step now)
    {
        if ((old.PerSite is null) != (now.PerSite is null)) yield return new FieldFault(old.Id, "move.per-site", now.Id);
        if ((old.Parallel is null) != (now.Parallel is null)) yield return new FieldFault(old.Id, "move.together", now.Id);
        if (run.Status == RunStatus.Reported && now.ReportsTo is null) yield return new FieldFault(old.Id, "move.no-receiver", now.Id);
    }

    /// <summary>
    /// Decisions, reports and second officers that stand before the row in the new version on every way, and were neither done nor before it
    /// in the old one. A row that changed its name has to prove it by its place alone.
    /// </summary>
    private IEnumerable<FieldFault> Skipped(StepRun run, Step now)
    {
        foreach (var approval in to.Steps.Where(s => s.Id != now.Id && (s.Decides || s.ReportsTo is not null || s.SecondOfficer is not null)))
        {
            var together = now.Parallel is not null && approval.Parallel == now.Parallel;
            if (!together && SheetWays.CanAvoid(to, now, approval)) continue;
            if (together && state.OpenRuns.Any(r => Named(r.Step) == approval.Id)) continue;
            if (run.Step == now.Id && state.Runs.Any(r => Named(r.Step) == approval.Id && r.Status == RunStatus.Done)) continue;
            if (!together && from.Steps.FirstOrDefault(s => Named(s.Id) == approval.Id) is { } before && before.Id != run.Step
                && !SheetWays.CanAvoid(from, from.Step(run.Step), before)) continue;
            yield return new FieldFault(run.Step, "move.skips", approval.Number, approval.Activity);
        }
    }
}

/// <summary>The ways through a finished sheet.</summary>
internal static class SheetWays
{
    /// <summary>Whether some way from the first row reaches <paramref name="goal"/> without <paramref name="row"/> having been done.</summary>
    public static bool CanAvoid(Procedure sheet, Step goal, Step row)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<Step>();
        Enter(sheet.Steps[0].Id);
        while (open.TryPop(out var at))
        {
            if (at.Id == goal.Id) return true;
            // Rows done together are left only when all of them are done.
            if (at.Parallel is null || at.Parallel != row.Parallel)
                foreach (var next in Next(sheet, at)) Enter(next);
            foreach (var back in at.ReturnTo) Enter(back);
        }
        return false;

        void Enter(string id)
        {
            var step = sheet.Step(id);
            foreach (var entered in step.Parallel is { } group ? sheet.Steps.Where(s => s.Parallel == group) : [step])
                if (entered.Id != row.Id && seen.Add(entered.Id)) open.Push(entered);
        }
    }

    private static IEnumerable<string> Next(Procedure sheet, Step step) =>
        (step.Parallel is null && step.Decides ? step.Outcomes.Select(o => o.Target) : [step.Parallel is { } group ? sheet.Steps.Last(s => s.Parallel == group).Next : step.Next])
            .OfType<string>();
}
