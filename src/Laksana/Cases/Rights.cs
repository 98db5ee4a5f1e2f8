using Laksana.Officers;
using Laksana.Procedures;

namespace Laksana.Cases;

/// <summary>
/// Who may do what in a case: follows from the sheet's roles and the office's positions alone. Pure, so that the permission
/// tests can walk every role through it and the pages can ask before they offer a button.
/// </summary>
/// <remarks>
/// A role is played by the officers who hold a position that plays it. Where nobody may (the post is vacant, or the only holder is the
/// one whose work must be checked), the sheet's second-officer rule names the roles that stand in, in order; without a rule the
/// nearest position above does. The authority in the register says which it was.
/// </remarks>
public sealed record Rights(Procedure Procedure, Staffing Staffing)
{
    /// <summary>May the officer open a case of this sheet.</summary>
    public Authority? ToOpen(string officer) =>
        Procedure.Openers.Select(role => ByRole(officer, role)).FirstOrDefault(a => a is not null);

    /// <summary>May the officer begin or do a row.</summary>
    public Authority? ToDo(CaseState state, StepRun run, string officer)
    {
        var step = Procedure.Step(run.Step);
        // On a report the second-officer rule binds its receiver: whoever asks may send it.
        return InRole(officer, step.Role, step.ReportsTo is null ? Barred(state, step) : [], step.ReportsTo is null ? step.SecondOfficer?.StandIns ?? [] : []);
    }

    /// <summary>May the officer acknowledge (or send back) a report: a receiver, never the one who sent it.</summary>
    public Authority? ToReceive(CaseState state, StepRun run, string officer)
    {
        var step = Procedure.Step(run.Step);
        if (step.ReportsTo is null) return null;
        return InRole(officer, step.ReportsTo, [.. Senders(run), .. Barred(state, step)], step.SecondOfficer?.StandIns ?? []);
    }

    /// <summary>Whoever must act on the run now: its doer, or the receiver of its report.</summary>
    public Authority? ToAct(CaseState state, StepRun run, string officer) =>
        run.Status == RunStatus.Reported ? ToReceive(state, run, officer) : ToDo(state, run, officer);

    /// <summary>May the officer give the row to another, put it back or end the case: a position above the row's role, or the administrator.</summary>
    public Authority? ToDirect(string role, string officer, bool administrator) =>
        Staffing.SuperiorHolding(officer, Procedure.Id, role) is { } h ? Of(h, role, AuthorityBasis.Superior)
        : administrator ? new Authority(officer, null, Capacity.Definitive, null, null, AuthorityBasis.Administrator) : null;

    /// <summary>May the officer read the case: whoever plays a role of its sheet, stands above one, had a hand in it, or administers the office.</summary>
    public bool ToSee(CaseState state, string officer, bool administrator) =>
        administrator || ToSeeSheet(officer) || state.Hands().Contains(officer) || state.Runs.Any(r => r.Officer == officer);

    /// <summary>May the officer read every case of this sheet.</summary>
    public bool ToSeeSheet(string officer) =>
        Procedure.Roles.Any(role => Staffing.HoldingFor(officer, Procedure.Id, role.Id) is not null
            || Staffing.SuperiorHolding(officer, Procedure.Id, role.Id) is not null);

    /// <summary>May the officer read a personal value: he plays a role that needs it.</summary>
    public bool ToReadPersonal(Field field, string officer) =>
        field.VisibleTo.Any(role => Staffing.HoldingFor(officer, Procedure.Id, role) is not null);

    /// <summary>May the officer, who sees the case, read a document of it: what was sent for a field that names roles is for those alone.</summary>
    public bool ToReadDocument(DocumentAttached document, string officer)
    {
        if (document.Field is not { } name) return true;
        // A field that the sheet no longer has: what the public sent stays with those who may know who it is.
        if (Procedure.FindField(name) is not { } field) return document.Channel is null || ToReadMessages(officer);
        return field.VisibleTo.Count == 0 || ToReadPersonal(field, officer);
    }

    /// <summary>May the officer read what whoever asked for the service wrote: as who may read who he is; where the sheet asks no such thing, as the first row's role.</summary>
    public bool ToReadMessages(string officer)
    {
        var telling = Procedure.Steps.SelectMany(s => s.Fields).Where(f => f.Applicant == ApplicantPart.Identity).SelectMany(f => f.VisibleTo).ToHashSet(StringComparer.Ordinal);
        if (telling.Count == 0) telling.Add(Procedure.Steps[0].Role);
        return telling.Any(role => Staffing.HoldingFor(officer, Procedure.Id, role) is not null);
    }

    /// <summary>The authority of a member of the sheet for acts every member may do (note, document).</summary>
    public Authority? AsMember(CaseState state, string officer, bool administrator)
    {
        if (!ToSee(state, officer, administrator)) return null;
        return Procedure.Roles.Select(role => ByRole(officer, role.Id)).FirstOrDefault(a => a is not null)
            ?? Procedure.Roles.Select(role => ToDirect(role.Id, officer, administrator)).FirstOrDefault(a => a is not null)
            ?? new Authority(officer, null, Capacity.Definitive, null, null, AuthorityBasis.Role);
    }

    /// <summary>Officers who may do the row now: the role's holders, or those who stand in.</summary>
    public IReadOnlyList<string> WhoMayAct(CaseState state, StepRun run) =>
        [.. Staffing.Holdings.Select(h => h.Officer).Distinct(StringComparer.Ordinal).Where(o => ToAct(state, run, o) is not null)];

    /// <summary>
    /// The tray a run lies in: <c>sheet/role</c> of whoever must act; where nobody in that role may, the role that stands in,
    /// or <c>sheet/@position</c> of the nearest position above.
    /// </summary>
    public string QueueOf(CaseState state, StepRun run)
    {
        var step = Procedure.Step(run.Step);
        var reported = run.Status == RunStatus.Reported;
        var role = reported ? step.ReportsTo! : step.Role;
        IReadOnlyCollection<string> barred = reported ? [.. Senders(run), .. Barred(state, step)] : step.ReportsTo is null ? Barred(state, step) : [];
        if (CanPlay(role, barred)) return Procedure.Id + "/" + role;
        if ((reported || step.ReportsTo is null ? step.SecondOfficer?.StandIns.FirstOrDefault(s => CanPlay(s, barred)) : null) is { } standIn)
            return Procedure.Id + "/" + standIn;
        return NearestAbove(role, barred) is [var above, ..] ? Procedure.Id + "/@" + above.Position : Procedure.Id + "/" + role;
    }

    private bool CanPlay(string role, IReadOnlyCollection<string> barred) => Staffing.HoldersOf(Procedure.Id, role).Any(h => !barred.Contains(h.Officer));

    private Authority? ByRole(string officer, string role) =>
        Staffing.HoldingFor(officer, Procedure.Id, role) is { } h ? Of(h, role, AuthorityBasis.Role) : null;

    private Authority? InRole(string officer, string role, IReadOnlyCollection<string> barred, IReadOnlyList<string> standIns)
    {
        if (barred.Contains(officer)) return null;
        if (ByRole(officer, role) is { } own) return own;
        if (Staffing.HoldersOf(Procedure.Id, role).Any(h => !barred.Contains(h.Officer))) return null;
        foreach (var standIn in standIns)
            if (Staffing.HoldersOf(Procedure.Id, standIn).Any(h => !barred.Contains(h.Officer)))
                return ByRole(officer, standIn) is { } s ? s with { Role = role, Basis = AuthorityBasis.StandIn } : null;
        return NearestAbove(role, barred).FirstOrDefault(h => h.Officer == officer) is { } above ? Of(above, role, AuthorityBasis.StandIn) : null;
    }

    /// <summary>Holders of the first position above the role that somebody who is not barred holds.</summary>
    private List<Holding> NearestAbove(string role, IReadOnlyCollection<string> barred)
    {
        var level = Staffing.PositionsOf(Procedure.Id, role);
        for (var climbed = 0; level.Count > 0 && climbed < 20; climbed++)
        {
            level = [.. level.Select(p => Staffing.Superiors.GetValueOrDefault(p)).OfType<string>().Distinct(StringComparer.Ordinal)];
            var holders = Staffing.Holdings.Where(h => level.Contains(h.Position) && !barred.Contains(h.Officer)).ToList();
            if (holders.Count > 0) return holders;
        }
        return [];
    }

    /// <summary>
    /// May the officer write down another's decision on the run: not where the sheet wants a second officer and he is the first one. Whoever
    /// only prepared the work may, as offices do.
    /// </summary>
    public bool MayRecord(CaseState state, StepRun run, string officer)
    {
        var step = Procedure.Step(run.Step);
        return (step.ReportsTo is not null && run.Status != RunStatus.Reported) || !Barred(state, step).Contains(officer);
    }

    /// <summary>Whether another would act on the run from a position beneath the officer's: what a subordinate did is not recorded for him from above.</summary>
    public bool StandsAbove(string officer, CaseState state, StepRun run, string other) =>
        ToAct(state, run, other)?.Position is { } position && Staffing.StandsAbove(officer, position);

    private static IEnumerable<string> Senders(StepRun run) => run.DoneBy.Concat(run.RecordedBy);

    /// <summary>
    /// Officers who did a row that this one must be separate from, with their own or another's hand. Of rows done at the same time either may
    /// come first, so there the rule of the one binds the other too.
    /// </summary>
    private HashSet<string> Barred(CaseState state, Step step)
    {
        var barred = new HashSet<string>(StringComparer.Ordinal);
        foreach (var run in state.Runs)
        {
            if (step.SecondOfficer?.DifferentFrom.Contains(run.Step) == true)
                barred.UnionWith([.. Senders(run), .. Holder(run)]);
            // On a report the rule binds its receiver, who is known when the report has been received.
            else if (step.Parallel is { } group && Procedure.FindStep(run.Step) is { } other && other.Parallel == group
                     && other.SecondOfficer?.DifferentFrom.Contains(step.Id) == true && (other.ReportsTo is null || !run.IsOpen))
                barred.UnionWith([.. other.ReportsTo is null ? run.DoneBy : [], .. run.RecordedBy, .. Holder(run)]);
        }
        return barred;
    }

    private static IEnumerable<string> Holder(StepRun run) => run.Officer is null ? [] : [run.Officer];

    private static Authority Of(Holding h, string? role, AuthorityBasis basis) => new(h.Officer, h.Position, h.Capacity, h.Warrant, role, basis);
}
