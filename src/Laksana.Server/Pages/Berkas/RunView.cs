using Laksana.Cases;
using Laksana.Procedures;
using static Laksana.Server.Pages.Berkas.BerkasWords;

namespace Laksana.Server.Pages.Berkas;

/// <summary>A word about time in a row: how long, and whether that was too long.</summary>
internal sealed record TimeWord(string Text, bool Over);

/// <summary>One passage through a row, as its line in the table tells it.</summary>
internal sealed class RunView
{
    private readonly CaseView _view;
    private readonly Step _step;

    public RunView(CaseView view, Step step, StepRun run)
    {
        (_view, _step, Run) = (view, step, run);
        History = view.Histories.GetValueOrDefault(run.Run, RunHistory.None);
    }

    public StepRun Run { get; }

    public RunHistory History { get; }

    /// <summary>"Kecamatan Kalibening · putaran 2"; empty for the only passage of a row.</summary>
    public string Title => string.Join(" · ", new[]
    {
        Run.Site is null ? null : _view.Office.SiteName(Run.Site),
        Run.Round > 1 ? Say["run.round", Run.Round] : null,
    }.OfType<string>());

    /// <summary>Who did it, and who received the report.</summary>
    public string? Doers
    {
        get
        {
            var names = Run.DoneBy.Select(_view.Office.NameOf).ToList();
            if (names.Count == 0 && Run.Officer is { } holder) names.Add(_view.NameOf(holder));
            return names.Count == 0 ? null : string.Join(" → ", names);
        }
    }

    public string? Outcome => Run.Outcome;

    public string? Remark => History.Acknowledged?.Remark ?? History.Completed?.Remark ?? History.Reported?.Remark;

    public string? MachineSummary => Run.Machine is { Status: MachineStatus.Succeeded } machine ? machine.Summary : null;

    public string? ReturnedTo => History.Returned is { } returned ? _view.Procedure.FindStep(returned.To)?.Number ?? returned.To : null;

    public IEnumerable<TimeWord> Times()
    {
        if (Run.Status == RunStatus.Dropped) yield break;
        var used = Run.Time ?? _view.Deadlines.Used(Run, _view.Now);
        // A row without a time that was done in one go says nothing by its "0 minutes".
        if ((Run.BegunAt is not null || Run.Time is not null) && (used.Handling > 0 || _step.StandardTime is not null))
            yield return new TimeWord(Say["time.handling", Spans.Say(used.Handling)], Run.HandlingLimitPassed || Overdue(LimitKind.Handling));
        var queueing = used.Queueing + (History.Acknowledged?.Queueing ?? (Run.Status == RunStatus.Reported ? _view.Deadlines.Lay(Run, _view.Now) : 0));
        if (queueing >= 60 || Run.QueueLimitPassed)
            yield return new TimeWord(Say["time.queueing", Spans.Say(queueing)], Run.QueueLimitPassed || Overdue(LimitKind.Queueing));
        if (used.Waiting > 0)
            yield return new TimeWord(Say["time.waiting", Spans.Say(used.Waiting)], false);
    }

    /// <summary>What is unusual about it: words for pills, "late" first.</summary>
    public IEnumerable<(string Words, string Style)> Marks()
    {
        if (Run.HandlingLimitPassed || Overdue(LimitKind.Handling)) yield return (Say["mark.late"], "late");
        if (Run.QueueLimitPassed || Overdue(LimitKind.Queueing)) yield return (Say["mark.lay"], "late");
        if (Run.Status == RunStatus.Paused) yield return (Say["mark.waits", _view.PartyTitle(Run.Pauses[^1].Party)], "now");
        if (Run.Status == RunStatus.Reported) yield return (Say["mark.reported"], "now");
        if (Run.Status == RunStatus.Returned) yield return (Say["mark.returned", ReturnedTo], "late");
        if (Run.EnteredAfterwards) yield return (Say["mark.afterwards"], "off");
        if (Run.OnBehalf || History.Acknowledged?.By?.OnBehalf is not null || History.Returned?.By?.OnBehalf is not null) yield return (Say["mark.on-behalf"], "off");
        if (_view.State.OnBehalfActs.Values.Any(a => a.Run == Run.Run && a.Agrees == false)) yield return (Say["mark.disputed"], "late");
        if (History.Completed is { ByHand: true } && _step.Action is { } action && _view.Knows(action)) yield return (Say["mark.by-hand"], "off");
        if ((History.Completed?.By ?? History.Reported?.By)?.Basis == AuthorityBasis.StandIn) yield return (Say["mark.stand-in"], "off");
    }

    private bool Overdue(LimitKind kind) =>
        Run.IsOpen && _view.Deadlines.Running(Run) is { Due: { } due } limit && limit.Kind == kind && due.HasPassed(_view.Now);
}
