using Laksana.Cases;
using Laksana.Officers;
using Laksana.Procedures;

namespace Laksana.Measures;

/// <summary>Something that took time and has ended: a row done, a report received, or a whole case (without step and role).</summary>
/// <param name="Doer">Who did it; null for a whole case.</param>
/// <param name="Within">Within the sheet's limit; null where it sets none.</param>
internal sealed record Passage(string Procedure, int ProcedureVersion, string Step, string Role, DateTimeOffset EndedAt, TimeUsed Time, string? Doer, bool? Within)
{
    /// <summary>No passage: the row was sent back to for correction.</summary>
    public bool IsReturn { get; init; }
}

/// <summary>What the events of a case say about the times that its rows took. The times themselves were fixed when they happened.</summary>
internal sealed class Passages(OfficeAtWork office, Func<string, int, Procedure> sheets)
{
    /// <param name="known">Events that were looked at before.</param>
    public IEnumerable<Passage> Of(IReadOnlyList<CaseEvent> events, int known)
    {
        CaseState? before = null;
        for (var i = 0; i < events.Count; i++)
        {
            var after = CaseEngine.Apply(before, events[i]);
            if (i >= known && before is not null)
                foreach (var passage in Of(events[i], before, after)) yield return passage;
            before = after;
        }
    }

    private IEnumerable<Passage> Of(CaseEvent happened, CaseState before, CaseState after)
    {
        var sheet = sheets(after.Procedure, after.ProcedureVersion);
        Passage Made(Step? step, string role, DateTimeOffset end, TimeUsed time, bool? within) =>
            new(after.Procedure, after.ProcedureVersion, step?.Id ?? "", role, end, time, happened.By?.Doer(), within);
        switch (happened)
        {
            case StepCompleted e when Row(sheet, after, e.Run) is { } step:
                yield return Made(step, step.Role, e.RealTime ?? e.At, e.Time, Within(sheet, before.FindRun(e.Run)!, e.RealTime ?? e.At));
                break;
            case StepReported e when Row(sheet, after, e.Run) is { } step:
                yield return Made(step, step.Role, e.RealTime ?? e.At, e.Time, Within(sheet, before.FindRun(e.Run)!, e.RealTime ?? e.At));
                break;
            case ReportAcknowledged e when Row(sheet, after, e.Run) is { ReportsTo: { } receiver } step:
                yield return Made(step, receiver, e.RealTime ?? e.At, new TimeUsed(0, e.Queueing, 0), null);
                break;
            case StepReturned e:
                // A report was counted when it was sent; what a row that decides took is counted now.
                if (Row(sheet, after, e.Run) is { } decider && before.FindRun(e.Run)!.Status != RunStatus.Reported)
                    yield return Made(decider, decider.Role, e.At, e.Time, Within(sheet, before.FindRun(e.Run)!, e.At));
                if (sheet.FindStep(e.To) is { } to)
                    yield return Made(to, to.Role, e.At, new TimeUsed(0, 0, 0), null) with { IsReturn = true };
                break;
            case CaseClosed e:
                yield return Made(null, "", e.At, e.Time, CaseWithin(sheet, before, e.At)) with { Doer = null };
                break;
        }
    }

    private Deadlines Limits(Procedure sheet) => new(sheet, office.Calendar, office.Definition.QueueLimit);

    private bool? Within(Procedure sheet, StepRun run, DateTimeOffset end) =>
        run.BegunAt is null || Limits(sheet).Running(run with { Status = RunStatus.Working }) is not { Due: { } due } ? null : !due.HasPassed(end);

    private bool? CaseWithin(Procedure sheet, CaseState state, DateTimeOffset end) =>
        sheet.CaseLimit is null ? null : !state.CaseLimitPassed && Limits(sheet).CaseDue(state)?.HasPassed(end) != true;

    private static Step? Row(Procedure sheet, CaseState state, int run) => sheet.FindStep(state.FindRun(run)!.Step);
}
