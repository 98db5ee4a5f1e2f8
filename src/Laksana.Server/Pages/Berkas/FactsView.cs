using System.Globalization;
using Laksana.Cases;
using Laksana.WorkTime;
using static Laksana.Server.Pages.Berkas.BerkasWords;

namespace Laksana.Server.Pages.Berkas;

/// <summary>A limit with the sum that leads to it.</summary>
internal sealed record LimitView(string Text, bool Passed, IReadOnlyList<string> Sum);

/// <summary>The strip of facts above the table.</summary>
internal sealed class FactsView(CaseView view)
{
    private readonly WorkView? _current = view.Works.FirstOrDefault(w => w.IsMine) ?? (view.Works.Count > 0 ? view.Works[0] : null);

    public WorkView? Current => _current;

    public (string Words, string Style) Status => view.State.Status switch
    {
        CaseStatus.Closed => (Say["status.closed"], view.State.CaseLimitPassed ? "late" : "done"),
        CaseStatus.Cancelled => (Say["status.cancelled"], "off"),
        _ when view.Works.Count > 0 && view.Works.All(w => w.Run.Status == RunStatus.Paused) => (Say["status.waits", view.PartyTitle(_current!.Run.Pauses[^1].Party)], "off"),
        _ when view.Works.Select(w => w.Step.Number).Distinct().Count() > 1 => (Say["status.steps", string.Join(", ", view.Works.Select(w => w.Step.Number).Distinct())], "now"),
        _ => (Say["status.step", _current?.Step.Number, view.Procedure.Steps[^1].Number], "now"),
    };

    /// <summary>Handling time of all passages so far.</summary>
    public TimeSpan Used => TimeSpan.FromSeconds(view.State.Runs.Sum(r => (r.Time ?? view.Deadlines.Used(r, r.EndedAt ?? view.Now)).Handling));

    /// <summary>The standard times of the rows that were come to; for a picture only.</summary>
    public TimeSpan Planned => TimeSpan.FromMinutes(view.State.Runs.Select(r => r.Step).Distinct()
        .Sum(s => view.Procedure.FindStep(s)?.StandardTime?.Limit.InMinutes(view.Office.Calendar.MinutesPerDay) ?? 0));

    public (int Value, int Most, string Style) Bar
    {
        get
        {
            var (used, planned) = ((int)Used.TotalSeconds, (int)Planned.TotalSeconds);
            return (Math.Min(used, Math.Max(planned, 1)), Math.Max(planned, 1), used > planned ? "late" : view.IsRunning ? "now" : "");
        }
    }

    /// <summary>The limit that runs on the current row; null where none is set.</summary>
    public LimitView? Step => _current is null || view.Deadlines.Running(_current.Run) is not { } limit ? null
        : limit.Due is null ? new LimitView(Say["limit.paused"], false, [])
        : Limit(limit.Due, limit.Kind);

    public string StepTitle => _current is { Run.Status: RunStatus.Ready or RunStatus.Reported } ? Say["facts.queue-limit"] : Say["facts.step-limit"];

    /// <summary>The limit of the whole case, where the sheet gives one.</summary>
    public LimitView? Case => view.Procedure.CaseLimit is null ? null
        : !view.IsRunning ? new LimitView(view.State.CaseLimitPassed ? Say["limit.case-passed"] : Say["limit.case-kept"], view.State.CaseLimitPassed, [])
        : view.Deadlines.CaseDue(view.State) is { } due ? Limit(due, LimitKind.Case) : new LimitView(Say["limit.paused"], false, []);

    private LimitView Limit(DueMoment due, LimitKind kind)
    {
        if (due.At is not { } at)
            return new LimitView(Say["limit.paused"], false, Sum(due));
        var passed = due.HasPassed(view.Now);
        var words = passed ? Say["limit.passed", view.Times.Moment(at), Late(at)] : view.Times.Moment(at);
        return new LimitView(words, passed, [.. Sum(due), Say[kind switch { LimitKind.Queueing => "limit.queueing", LimitKind.Case => "limit.case", _ => "limit.handling" }, Spans.Say(due.Amount)]]);
    }

    /// <summary>How long ago in working time.</summary>
    private string Late(DateTimeOffset due) => Spans.Say(view.Office.Calendar.Worked(due, view.Now, []));

    private static string[] Sum(DueMoment due) => due.Explain(CultureInfo.CurrentCulture).Split("; ");
}
