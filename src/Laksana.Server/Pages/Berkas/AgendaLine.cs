using Laksana.Cases;
using Laksana.Procedures;
using static Laksana.Server.Pages.Berkas.BerkasWords;

namespace Laksana.Server.Pages.Berkas;

/// <summary>One event of a case in plain words.</summary>
/// <param name="Version">Number of the event in its case, from 1.</param>
/// <param name="Who">Officer, position and capacity; empty when the program did it by itself.</param>
/// <param name="Detail">A reason, remark or note as it was written.</param>
/// <param name="Style">Class for the eye: <c>late</c>, <c>machine</c>, <c>faint</c> or nothing.</param>
internal sealed record AgendaLine(int Version, DateTimeOffset At, string Who, string Text, string? Detail, string Style)
{
    public static IReadOnlyList<AgendaLine> All(CaseView view, IEnumerable<CaseEvent> events, int first)
    {
        var words = new AgendaWords(view);
        return [.. events.Select((happened, i) => words.Line(happened, first + i))];
    }
}

/// <summary>Tells events in words; a key of the resource for each kind.</summary>
internal sealed class AgendaWords(CaseView view)
{
    public AgendaLine Line(CaseEvent happened, int version)
    {
        var (text, detail, style) = Tell(happened);
        return new AgendaLine(version, happened.At, happened.By is null ? happened.Channel is null ? "" : Say["who.applicant"] : Who(happened.By), text, detail, style);
    }

    private (string Text, string? Detail, string Style) Tell(CaseEvent happened) => happened switch
    {
        CaseOpened { Schedule: { } by } e when by != e.Procedure => (Say["event.opened-by-watch"], null, ""),
        CaseOpened { Schedule: not null } => (Say["event.opened-by-schedule"], null, ""),
        CaseOpened { Channel: not null } => (Say["event.opened-by-public"], null, ""),
        CaseOpened => (Say["event.opened"], null, ""),
        StepReady e => (Say["event.step-ready", Row(e.Step, e.Site)] + (e.Round > 1 ? " · " + Say["run.round", e.Round] : ""), null, "faint"),
        StepBegun { RealTime: { } real } e => (Say["event.step-begun-afterwards", Row(e.Run), view.Times.Moment(real)], null, ""),
        StepBegun e => (Say["event.step-begun", Row(e.Run)], null, ""),
        StepReleased e => (Say["event.step-released", Row(e.Run)], e.Reason, ""),
        StepReassigned e => (Say["event.step-reassigned", Row(e.Run), view.Office.NameOf(e.To)], e.Reason, ""),
        StepCompleted e => (Completed(e), e.Remark, ""),
        StepReported e => (Say[e.RealTime is null ? "event.step-reported" : "event.step-reported-afterwards", Row(e.Run), Receiver(e.Run), Spans.Say(e.Time.Handling)], e.Remark, ""),
        ReportAcknowledged e => (e.Outcome is null ? Say["event.acknowledged", Row(e.Run)] : Say["event.acknowledged-with", Row(e.Run), e.Outcome], e.Remark, ""),
        StepReturned e => (Say["event.step-returned", Row(e.Run), RowOf(e.To)] + Sites(e.Sites), e.Reason, "late"),
        // A wait that the sheet asks for has no reason but the row itself.
        ClockPaused e => (Say["event.clock-paused", Row(e.Run), view.PartyTitle(e.Party)], e.Reason == Step(e.Run)?.Activity ? null : e.Reason, ""),
        ClockResumed e => (Say["event.clock-resumed", Row(e.Run)], e.Answer, ""),
        ActionStarted e => (Say["event.action-started", Row(e.Run), e.Action] + (e.Attempt > 1 ? " · " + Say["run.attempt", e.Attempt] : ""), null, "machine"),
        ActionSucceeded e => (Say["event.action-succeeded", Row(e.Run)], e.Summary, "machine"),
        ActionFailed e => (Say["event.action-failed", Row(e.Run)], e.Reason, "late"),
        ActionCancelled e => (Say["event.action-cancelled", Row(e.Run)], Stopped(e.Reason), "machine"),
        DocumentAttached e when !view.Values.MayRead(e) => (Say["event.document-withheld"], null, ""),
        MessageReceived e => (Say["event.message"], !view.Rights.ToReadMessages(view.Me) ? Say["value.hidden"] : view.Reading.Personal.GetValueOrDefault(e.Text.Digest ?? "") ?? Say["value.erased"], ""),
        DocumentAttached e => (Say["event.document", e.Name] + (e.Run is { } run ? " · " + Row(run) : ""), null, ""),
        CaseLinked e => (Say["event.linked", Say["link." + LinkWord.Of(e.Kind)], e.Other], e.Reason, ""),
        NoteAdded e => (Say["event.note"], e.Text, ""),
        LimitPassed e => (Passed(e), null, "late"),
        OnBehalfConfirmed e => (Say[e.Agrees ? "event.confirmed" : "event.disputed", Row(view.State.OnBehalfActs[e.Event].Run)], e.Remark, e.Agrees ? "" : "late"),
        CaseCancelled e => (Say["event.cancelled"], e.Reason, "late"),
        CaseClosed e => (Say["event.closed", Spans.Say(e.Time.Handling), Spans.Say(e.Time.Queueing), Spans.Say(e.Time.Waiting)], null, ""),
        CaseReopened e => (Say["event.reopened"], e.Reason, "late"),
        CaseMoved e => (Say["event.moved", e.ToVersion], e.Reason, ""),
        ValuesErased e => (Say["event.erased", string.Join(", ", e.Fields.Select(Label))], e.Reason, ""),
        _ => (happened.GetType().Name, null, ""),
    };

    private string Completed(StepCompleted e)
    {
        var said = (e.Outcome, e.RealTime) switch
        {
            ({ } outcome, null) => Say["event.step-decided", Row(e.Run), outcome],
            ({ } outcome, { } real) => Say["event.step-decided-afterwards", Row(e.Run), outcome, view.Times.Moment(real)],
            (null, { } real) => Say["event.step-completed-afterwards", Row(e.Run), view.Times.Moment(real)],
            _ => Say["event.step-completed", Row(e.Run), Spans.Say(e.Time.Handling)],
        };
        return e.ByHand && Step(e.Run)?.Action is { } action && view.Knows(action) ? said + " · " + Say["mark.by-hand"] : said;
    }

    private string Passed(LimitPassed e) => e.Limit switch
    {
        LimitKind.Case => Say["event.limit-case", view.Times.Moment(e.Due)],
        LimitKind.Queueing => Say["event.limit-queueing", Row(e.Run), view.Times.Moment(e.Due)],
        _ => Say["event.limit-handling", Row(e.Run), view.Times.Moment(e.Due)],
    };

    private static string Stopped(string reason) => reason switch
    {
        "released" => Say["stopped.released"],
        "by-hand" => Say["stopped.by-hand"],
        "entered-afterwards" => Say["stopped.entered-afterwards"],
        _ => reason,
    };

    /// <summary>"langkah 5 Cek kondisi modem (Kecamatan Kalibening)".</summary>
    private string Row(int run) => view.State.FindRun(run) is { } passage ? Row(passage.Step, passage.Site) : run.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private string Row(string step, string? site) => RowOf(step) + (site is null ? "" : $" ({view.Office.SiteName(site)})");

    private string RowOf(string step) => view.Procedure.FindStep(step) is { } row ? Say["row", row.Number, Shortened.To(row.Activity)] : step;

    private string Sites(IReadOnlyList<string> sites) => sites.Count == 0 ? "" : ": " + string.Join(", ", sites.Select(view.Office.SiteName));

    private Step? Step(int run) => view.State.FindRun(run) is { } passage ? view.Procedure.FindStep(passage.Step) : null;

    private string Receiver(int run) => Step(run)?.ReportsTo is { } role ? view.RoleTitle(role) : "";

    private string Label(string field) => view.Procedure.FindField(field.Split('@')[0])?.Label ?? field;

    /// <summary>"Ratri Wulandari, JFU Bidang PIAK"; acting officials with Plt. or Plh., whoever stands in or records for another with that.</summary>
    public string Who(Authority? by)
    {
        if (by is null) return Say["who.program"];
        var name = view.Office.NameOf(by.Officer);
        var position = by.Position is null ? null : OfficeNames.Prefix(by.Capacity) + view.Office.PositionTitle(by.Position);
        if (by.OnBehalf is { } whose)
            return Say["who.on-behalf", view.Office.NameOf(whose.Officer), (whose.Capacity is { } capacity ? OfficeNames.Prefix(capacity) : "") + view.Office.PositionTitle(whose.Position), position is null ? name : $"{name}, {position}"];
        var basis = by.Basis switch
        {
            AuthorityBasis.StandIn => " · " + Say["who.stand-in"],
            AuthorityBasis.Superior => " · " + Say["who.superior"],
            AuthorityBasis.Administrator => " · " + Say["who.administrator"],
            _ => "",
        };
        return (position is null ? name : $"{name}, {position}") + basis;
    }
}
