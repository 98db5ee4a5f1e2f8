using System.Globalization;
using Laksana.Automation;
using Laksana.Cases;
using Laksana.Officers;
using Laksana.Procedures;
using Laksana.Server.Accounts;
using static Laksana.Server.Pages.Berkas.BerkasWords;

namespace Laksana.Server.Pages.Berkas;

/// <summary>A case as one officer sees it at one moment; the parts of the page are drawn from it.</summary>
internal sealed class CaseView
{
    private readonly KnownActions _actions;

    public CaseView(CaseReading reading, OfficeAtWork office, CurrentOffice current, OfficeTimes times, KnownActions actions)
    {
        (Reading, Office, Times, _actions) = (reading, office, times, actions);
        (Me, Administrator, Now) = (current.Officer, current.IsAdministrator, times.Now);
        Rights = new Rights(Procedure, office.Staffing);
        Deadlines = new Deadlines(Procedure, office.Calendar, office.Definition.QueueLimit);
        Acts = new CaseActs(Rights, State, Me, Administrator, actions.Names);
        Subject = CaseFields.Subject(Procedure, State, office);
        Histories = RunHistory.Of(reading.Events);
        Values = new CaseValues(this);
    }

    public CaseReading Reading { get; }
    public OfficeAtWork Office { get; }
    public OfficeTimes Times { get; }
    public string Me { get; }
    public bool Administrator { get; }
    public DateTimeOffset Now { get; }
    public Rights Rights { get; }
    public Deadlines Deadlines { get; }
    public string Subject { get; }
    public IReadOnlyDictionary<int, RunHistory> Histories { get; }
    public CaseValues Values { get; }

    public CaseState State => Reading.State;
    public Procedure Procedure => Reading.Sheet.Procedure;
    public string Address => "/berkas/" + State.Number;
    public bool IsRunning => State.Status == CaseStatus.Running;

    /// <summary>What came with a form that was not accepted, or that a session's end interrupted; shown again in its fields.</summary>
    public TypedForm? Typed { get; init; }

    /// <summary>Why it was not accepted.</summary>
    public Refusal? Refusal { get; init; }

    public bool MaySee => Rights.ToSee(State, Me, Administrator);
    /// <summary>What this officer is offered, on the case and on its rows.</summary>
    public CaseActs Acts { get; }
    public IReadOnlySet<CaseAct> OnCase => field ??= Acts.OnCase().ToHashSet();
    public bool IsMember => OnCase.Contains(CaseAct.AddNote);
    /// <summary>Only to the newest version of the sheet that is in force.</summary>
    public bool MayMove => OnCase.Contains(CaseAct.Move) && Reading.NewestSheet != State.ProcedureVersion && Reading.NewestSheet > 0;
    public bool MayEnterAfterwards => Works.Any(w => w.Acts.Contains(CaseAct.EnterAfterwards));

    /// <summary>Cases that this one is tied to, from both sides.</summary>
    public IReadOnlyList<LinkedCase> Links { get; set; } = [];

    public IReadOnlyList<RowView> Rows => field ??= RowView.All(this);
    public FactsView Facts => field ??= new FactsView(this);
    public IReadOnlyList<AgendaLine> Agenda => field ??= AgendaLine.All(this, Reading.Events, 1);

    /// <summary>Decisions that staff recorded for this officer and that he has yet to confirm: version of the event and the act.</summary>
    public IEnumerable<(int Event, OnBehalfAct Act)> ToConfirm =>
        Acts.ToConfirm().Select(e => (e, State.OnBehalfActs[e]));

    /// <summary>What happened since a version that was seen, in words. A document that came with the refused form itself is no news to its sender.</summary>
    public IReadOnlyList<AgendaLine> Since(int version) => version >= Reading.Events.Count || version < 1 ? []
        : [.. AgendaLine.All(this, Reading.Events.Skip(version), version + 1).Where(l => Reading.Events[l.Version - 1] is not DocumentAttached || Reading.Events[l.Version - 1].By?.Officer != Me)];

    /// <summary>What was typed into a row's form beside what stands there now, where somebody else came first or the row is no longer this officer's.</summary>
    public IReadOnlyList<ComparedValue> Compared => field ??= Typed is { Run: { } run } typed && (typed.Overtaken || !Works.Any(w => w.Run.Run == run && w.IsMine)) && State.FindRun(run) is { } passage
        ? ComparedValue.Of(this, typed, passage) : [];

    /// <summary>Fields of the form that came back which are to be mended, with the place of each on the page.</summary>
    public IReadOnlyList<(string Address, string Label)> ToMend => Typed is not { Run: { } run } typed || State.FindRun(run) is not { } passage ? []
        : [.. (StepOf(passage)?.Fields ?? []).Where(f => typed.FaultOf(f.Name) is not null).Select(f => ($"#isian-{run}-{f.Name}", CaseValues.Title(f)))
            .Concat(typed.FaultOf("outcome") is null ? [] : [($"#keputusan-{run}-salah", Say["outcome.question"])])];

    public Step? StepOf(StepRun run) => Procedure.FindStep(run.Step);

    public string RoleTitle(string role) => Procedure.Roles.FirstOrDefault(r => r.Id == role)?.Title ?? role;

    public string PartyTitle(string party) => Procedure.Parties.FirstOrDefault(p => p.Id == party)?.Title ?? party;

    public string NameOf(string officer) => officer == Me ? Say["you"] : Office.NameOf(officer);

    public bool Knows(StepAction action) => _actions.Names.Contains(action.Name);

    public ActionRunNow? Machine(MachineWork work) => Reading.Machines.GetValueOrDefault(work.ActionRun);

    /// <summary>Opens every row's work for this officer; those he may act on first.</summary>
    public IReadOnlyList<WorkView> Works => field ??= IsRunning
        ? [.. State.OpenRuns.Where(r => StepOf(r) is not null).Select(r => new WorkView(this, r))]
        : [];

    internal static string Number(decimal value) => value.ToString(CultureInfo.CurrentCulture);
}
