using Laksana.Cases;
using Laksana.Procedures;
using static Laksana.Server.Pages.Berkas.BerkasWords;

namespace Laksana.Server.Pages.Berkas;

/// <summary>A way out of a diamond as a radio button; <paramref name="Leads"/> says where it goes.</summary>
internal sealed record OutcomeChoice(string Name, string Leads, bool Proposed, bool Chosen);

/// <summary>An open passage and what this officer may do about it. The case decides again when he does it.</summary>
internal sealed class WorkView
{
    private readonly CaseView _view;

    public WorkView(CaseView view, StepRun run)
    {
        (_view, Run, Step) = (view, run, view.Procedure.Step(run.Step));
        Typed = view.Typed?.Run == run.Run ? view.Typed : null;
        Acts = view.Acts.On(run).ToHashSet();
        Machine = run.Machine is null ? null : new MachineView(view, this, run.Machine);
    }

    public StepRun Run { get; }
    public Step Step { get; }
    /// <summary>What was typed into this row's form when it came back.</summary>
    public TypedForm? Typed { get; }
    /// <summary>What this officer is offered on it.</summary>
    public IReadOnlySet<CaseAct> Acts { get; }
    public MachineView? Machine { get; }

    public bool MayDo => Acts.Contains(CaseAct.Complete);
    public bool MayReceive => Acts.Contains(CaseAct.Acknowledge);
    public bool MayBegin => Acts.Contains(CaseAct.Begin);
    public bool MayResume => Acts.Contains(CaseAct.Resume);
    public bool IsMine => MayDo || MayReceive;

    /// <summary>A row with a time or a machine is begun first, so that its time is measured; its form waits folded.</summary>
    public bool BeginsFirst => MayBegin && (Step.StandardTime is not null || Step.Action is not null || Step.Waits is { Always: true });

    /// <summary>Until it is begun, the row shows what to begin and no more.</summary>
    public bool IsFolded => BeginsFirst && Typed is null && !MayReceive;

    /// <summary>Officers the row may be given to.</summary>
    public IReadOnlyList<string> Receivers => field ??= [.. _view.Rights.WhoMayAct(_view.State, Run).Where(o => o != Run.Officer).OrderBy(_view.Office.NameOf, StringComparer.CurrentCulture)];

    /// <summary>Officers whose decision on this row may be recorded for them.</summary>
    public IReadOnlyList<string> Superiors => field ??= [.. _view.Rights.WhoMayAct(_view.State, Run)
        .Where(o => o != _view.Me && !_view.Rights.StandsAbove(_view.Me, _view.State, Run, o) && (Run.Status == RunStatus.Reported || Run.Officer is null || Run.Officer == o || Run.Officer == _view.Me)).OrderBy(_view.Office.NameOf, StringComparer.CurrentCulture)];

    public IReadOnlyList<FormField> Fields => field ??= [.. Step.Fields.Select(f => FormField.Of(_view, f, Run.Site, Typed, $"isian-{Run.Run}-", run: Run.Run))];

    public bool SendsDocuments => Step.Fields.Any(f => f.Kind == FieldKind.Document);

    /// <summary>The ways out to choose from: whoever ends a diamond chooses, on a report its receiver.</summary>
    public IReadOnlyList<OutcomeChoice> Outcomes => Step.Decides && (Step.ReportsTo is null || Run.Status == RunStatus.Reported) ? Choices() : [];

    /// <summary>A diamond's activity is its question; a long instruction with ways out is not asked again.</summary>
    public string Question => Step.Activity.EndsWith('?') ? Step.Activity : Say["outcome.question"];

    /// <summary>Where the case goes on, when every way out leads there.</summary>
    public string? OneWayOn => Outcomes.Select(o => o.Leads).Distinct().ToList() is [{ Length: > 0 } way] ? way : null;

    public string? OutcomeFault => Typed?.FaultOf("outcome") is { } fault ? DocumentWords.Explain(_view.Office, fault) : null;

    public string? RemarkFault => Typed?.FaultOf("remark") is { } fault ? DocumentWords.Explain(_view.Office, fault) : null;

    /// <summary>The row has machine work that has not succeeded: going on means it was done by hand.</summary>
    public bool AsksByHand => Step.Action is { } action && _view.Knows(action) && Run.Machine?.Status != MachineStatus.Succeeded;

    public string Submit => Step switch
    {
        { ReportsTo: { } receiver } => Say["work.report", _view.RoleTitle(receiver)],
        { Decides: true } => Say["work.decide"],
        { Parallel: not null } or { PerSite: not null } => Say["work.done"],
        { Ends: true } => Say["work.close"],
        { Next: { } next } when _view.Procedure.FindStep(next) is { } after => Say["work.next", after.Number],
        _ => Say["work.done"],
    };

    /// <summary>What other rows have brought so far, in the order of the sheet.</summary>
    public IReadOnlyList<ValueView> Known => field ??= [.. _view.Procedure.Steps.Where(s => s.Id != Step.Id && (s.PerSite is null || Run.Site is not null))
        .SelectMany(s => _view.Values.Given(s, s.PerSite is null ? null : Run.Site)).Where(v => !v.Withheld)];

    /// <summary>Whose turn it is, in words: the role and who of it.</summary>
    public string Turn
    {
        get
        {
            var role = _view.RoleTitle(Run.Status == RunStatus.Reported ? Step.ReportsTo! : Step.Role);
            if (Run.Status == RunStatus.Reported) return Say["turn", role, MayReceive ? Say["you"] : Say["turn.position"]];
            return Say["turn", role, Run.Officer is { } holder ? _view.NameOf(holder) : MayDo ? Say["turn.yours"] : Say["turn.position"]];
        }
    }

    /// <summary>Whom to ask about a row that nobody took: at most three names, then how many more; empty when it is taken or nobody may.</summary>
    public string WhoMay
    {
        get
        {
            if (Run.Officer is not null && Run.Status != RunStatus.Reported) return "";
            const int named = 3;
            var names = _view.Rights.WhoMayAct(_view.State, Run).Select(_view.Office.NameOf).Order(StringComparer.CurrentCulture).ToList();
            var words = string.Join(", ", names.Take(named));
            return names.Count > named ? Say["work.and-others", words, names.Count - named] : words;
        }
    }

    /// <summary>The passage before this one that was sent back, if this one corrects it.</summary>
    public StepReturned? SentBack => Run.Round < 2 ? null : _view.Histories.Values.Select(h => h.Returned).OfType<StepReturned>()
        .Where(r => r.To == Step.Id && r.Run < Run.Run && (r.Sites.Count == 0 || Run.Site is null || r.Sites.Contains(Run.Site))).MaxBy(r => r.Run);

    private List<OutcomeChoice> Choices() =>
        [.. Step.Outcomes.Select(o => new OutcomeChoice(o.Name, Leads(o), o.Name == Run.Machine?.Proposed,
            Typed is { } typed ? typed[SentForm.Outcome] == o.Name : o.Name == Run.Machine?.Proposed))];

    private string Leads(Outcome outcome) =>
        Step.Parallel is not null || outcome.Target is null || _view.Procedure.FindStep(outcome.Target) is not { } target
            ? Step.Parallel is not null ? "" : Say["outcome.ends"]
            : Say["outcome.leads", target.Number, target.Activity];
}
