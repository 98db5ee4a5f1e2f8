using System.Globalization;
using Laksana.Cases;
using Laksana.Officers;
using Laksana.Procedures;
using Laksana.WorkTime;

namespace Laksana.Server.Api;

/// <summary>Puts a case into the shape in which its caller gets it.</summary>
internal sealed class CaseDrawing(ApiCall call, SeenCase seen, KnownActions actions, DateTimeOffset now, IReadOnlyDictionary<string, string> personal, IReadOnlyList<LinkedCase> links)
{
    private readonly Deadlines _deadlines = new(seen.Sheet.Procedure, call.Office.Calendar, call.Office.Definition.QueueLimit);
    private readonly CaseActs _acts = seen.ActsOf(call, actions);

    private OfficeAtWork Office => call.Office;
    private Procedure Sheet => seen.Sheet.Procedure;
    private CaseState State => seen.State;

    public CaseView Draw() => new()
    {
        Number = State.Number,
        Sheet = Sheet.Id,
        SheetVersion = State.ProcedureVersion,
        SheetTitle = Sheet.Title,
        Subject = CaseFields.Subject(Sheet, State, Office),
        Status = State.Status,
        Version = State.Version,
        OpenedAt = State.OpenedAt,
        OpenedBy = Actor(Office, State.OpenedBy),
        EndedAt = State.EndedAt,
        Due = State.Status == CaseStatus.Running && _deadlines.CaseDue(State) is { } due ? Due(LimitKind.Case, due) : null,
        Late = State.CaseLimitPassed,
        Fields = State.Fields.ToDictionary(f => f.Key, f => new ValueView(f.Value.Value ?? personal.GetValueOrDefault(f.Key), f.Value.Digest is not null), StringComparer.Ordinal),
        Runs = [.. State.Runs.Select(Draw)],
        Documents = [.. State.Documents.Select(d => new DocumentView(d.Sha256, d.Name, d.MediaType, d.Size, d.Run, d.At, Actor(Office, d.By)))],
        Links = [.. links.Select(l => new LinkView(l.Number, l.Kind, l.Own, l.Subject, l.Status))],
        Acts = [.. _acts.OnCase()],
        ToConfirm = [.. _acts.ToConfirm()],
    };

    public static ActorView? Actor(OfficeAtWork office, Authority? by) => by is null ? null
        : new ActorView(by.Officer, office.NameOf(by.Officer), by.Position, by.Position is { } p ? office.PositionTitle(p) : null, by.Capacity, by.Warrant, by.Role, by.Basis)
        {
            OnBehalf = by.OnBehalf is { } whose ? new OnBehalfView(whose.Officer, office.NameOf(whose.Officer), office.PositionTitle(whose.Position), whose.SignedPaper, whose.Capacity, whose.Warrant) : null,
        };

    private RunView Draw(StepRun run)
    {
        // A row that ended before the case moved to another version may be unknown there.
        var step = Sheet.FindStep(run.Step);
        var role = run.Status == RunStatus.Reported ? step?.ReportsTo : step?.Role;
        return new RunView
        {
            Run = run.Run,
            Step = run.Step,
            Row = step?.Number,
            Activity = step?.Activity,
            StandardTime = step?.StandardTime?.Text,
            Role = role,
            RoleTitle = Sheet.Roles.FirstOrDefault(r => r.Id == role)?.Title,
            Site = run.Site,
            SiteName = run.Site is { } site ? Office.SiteName(site) : null,
            Round = run.Round,
            Status = run.Status,
            ReadyAt = run.ReadyAt,
            BegunAt = run.BegunAt,
            ReportedAt = run.ReportedAt,
            EndedAt = run.EndedAt,
            Officer = Ref(run.Officer),
            Outcome = run.Outcome,
            ReturnedBecause = run.ReturnedBecause,
            Time = run.Time,
            HandlingLate = run.HandlingLimitPassed,
            QueueingLate = run.QueueLimitPassed,
            EnteredAfterwards = run.EnteredAfterwards,
            OnBehalf = run.OnBehalf,
            Pauses = run.Pauses,
            Machine = run.Machine,
            Open = step is not null && run.IsOpen && State.Status == CaseStatus.Running ? Open(run, step) : null,
        };
    }

    private OpenRunView Open(StepRun run, Step step)
    {
        var reported = run.Status == RunStatus.Reported;
        return new OpenRunView
        {
            Acts = [.. _acts.On(run)],
            MayAct = [.. seen.Rights.WhoMayAct(State, run).Select(o => Ref(o)!)],
            Due = _deadlines.Running(run) is { } limit ? Due(limit) : null,
            Fields = reported ? [] : step.Fields,
            Outcomes = reported == step.ReportsTo is not null ? [.. step.Outcomes.Select(o => o.Name)] : [],
            ReturnTo = _acts.ReturnTargets(run),
            ReportsTo = step.ReportsTo,
            WaitsFor = step.Waits is { Always: true } wait ? wait.Party : null,
            Action = step.Action?.Name,
            ByMachine = step.Action is { } action && actions.Names.Contains(action.Name),
        };
    }

    private OfficerRef? Ref(string? officer) => officer is null ? null : new OfficerRef(officer, Office.NameOf(officer));

    private DueView Due(RunningLimit limit) => limit.Due is { } due ? Due(limit.Kind, due)
        : new DueView(Durations.Say(limit.Amount, CultureInfo.CurrentCulture), limit.Since, null, false, null) { Limit = limit.Kind };

    private DueView Due(LimitKind kind, DueMoment due) =>
        new(Durations.Say(due.Amount, CultureInfo.CurrentCulture), due.Start, due.At, due.HasPassed(now), due.Explain(CultureInfo.CurrentCulture)) { Limit = kind };
}
