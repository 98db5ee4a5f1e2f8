using Laksana.Agenda;
using Laksana.Cases;
using Laksana.Officers;
using Laksana.Procedures;
using Laksana.Server.Pages.Berkas;

namespace Laksana.Server.Pages.Agenda;

/// <summary>A line of the agenda in words.</summary>
/// <param name="Officer">Name; empty when the program did it by itself.</param>
/// <param name="Position">With Plt. or Plh. before it, and by which right where that was not the usual one.</param>
/// <param name="Detail">A reason, remark or note as it was written.</param>
internal sealed record ToldAct(AgendaEntry Entry, string Sheet, string? Row, string Text, string? Detail, string Officer, string Position)
{
    /// <summary>Where it was recorded for a superior, <see cref="Position"/> names both already.</summary>
    public string Who => Entry.Happened.By?.OnBehalf is not null ? Position : Officer.Length == 0 ? AgendaWords.Say["by-program"] : Position.Length == 0 ? Officer : $"{Officer}, {Position}";
}

/// <summary>Tells lines in the words of the case's page. A line is told from its event and the row that stands beside it, without the rest of its case.</summary>
internal sealed class ActTelling(OfficeAtWork office, IReadOnlyList<SheetVersion> sheets, OfficeTimes times)
{
    private readonly Dictionary<(string, int), Procedure> _sheets = sheets.ToDictionary(s => (s.Procedure.Id, s.Version), s => s.Procedure);

    public ToldAct Tell(AgendaEntry entry)
    {
        var sheet = _sheets.GetValueOrDefault((entry.Procedure, entry.ProcedureVersion));
        var row = Row(sheet, entry.Step, entry.Site);
        var (text, detail) = Tell(entry.Happened, sheet, entry.Step is null ? null : sheet?.FindStep(entry.Step), row ?? "");
        var (officer, position) = Who(entry.Happened.By);
        return new ToldAct(entry, sheet?.Title ?? entry.Procedure, row, text, detail, officer, position);
    }

    private (string Text, string? Detail) Tell(CaseEvent happened, Procedure? sheet, Step? step, string row) => happened switch
    {
        CaseOpened { Schedule: { } by } e when by != e.Procedure => (Words("event.opened-by-watch"), null),
        CaseOpened { Schedule: not null } => (Words("event.opened-by-schedule"), null),
        CaseOpened => (Words("event.opened"), null),
        StepBegun { RealTime: { } real } => (Words("event.step-begun-afterwards", row, times.Full(real)), null),
        StepBegun => (Words("event.step-begun", row), null),
        StepReleased e => (Words("event.step-released", row), e.Reason),
        StepReassigned e => (Words("event.step-reassigned", row, office.NameOf(e.To)), e.Reason),
        StepCompleted { Outcome: { } outcome, RealTime: { } real } e => (Words("event.step-decided-afterwards", row, outcome, times.Full(real)), e.Remark),
        StepCompleted { Outcome: { } outcome } e => (Words("event.step-decided", row, outcome), e.Remark),
        StepCompleted { RealTime: { } real } e => (Words("event.step-completed-afterwards", row, times.Full(real)), e.Remark),
        StepCompleted e => (Words("event.step-completed", row, Spans.Say(e.Time.Handling)), e.Remark),
        StepReported e => (Words(e.RealTime is null ? "event.step-reported" : "event.step-reported-afterwards", row, Receiver(sheet, step), Spans.Say(e.Time.Handling)), e.Remark),
        ReportAcknowledged { Outcome: { } outcome } e => (Words("event.acknowledged-with", row, outcome), e.Remark),
        ReportAcknowledged e => (Words("event.acknowledged", row), e.Remark),
        StepReturned e => (Words("event.step-returned", row, Row(sheet, e.To, null)!) + (e.Sites.Count == 0 ? "" : ": " + string.Join(", ", e.Sites.Select(office.SiteName))), e.Reason),
        ClockPaused e => (Words("event.clock-paused", row, sheet?.Parties.FirstOrDefault(p => p.Id == e.Party)?.Title ?? e.Party), e.Reason == step?.Activity ? null : e.Reason),
        ClockResumed e => (Words("event.clock-resumed", row), e.Answer),
        ActionStarted e => (Words("event.action-started", row, e.Action), null),
        ActionSucceeded e => (Words("event.action-succeeded", row), e.Summary),
        ActionFailed e => (Words("event.action-failed", row), e.Reason),
        ActionCancelled => (Words("event.action-cancelled", row), null),
        DocumentAttached e => (Words("event.document", e.Name) + (row.Length == 0 ? "" : " · " + row), null),
        NoteAdded e => (Words("event.note"), e.Text),
        LimitPassed { Limit: LimitKind.Case } e => (Words("event.limit-case", times.Full(e.Due)), null),
        LimitPassed { Limit: LimitKind.Queueing } e => (Words("event.limit-queueing", row, times.Full(e.Due)), null),
        LimitPassed e => (Words("event.limit-handling", row, times.Full(e.Due)), null),
        OnBehalfConfirmed e => (Words(e.Agrees ? "event.confirmed" : "event.disputed", row), e.Remark),
        CaseCancelled e => (Words("event.cancelled"), e.Reason),
        CaseClosed e => (Words("event.closed", Spans.Say(e.Time.Handling), Spans.Say(e.Time.Queueing), Spans.Say(e.Time.Waiting)), null),
        CaseReopened e => (Words("event.reopened"), e.Reason),
        CaseMoved e => (Words("event.moved", e.ToVersion), e.Reason),
        CaseLinked e => (Words("event.linked", Words("link." + LinkWord.Of(e.Kind)), e.Other), e.Reason),
        ValuesErased e => (Words("event.erased", string.Join(", ", e.Fields.Select(f => sheet?.FindField(f.Split('@')[0])?.Label ?? f))), e.Reason),
        _ => (EventJson.KindOf(happened), null),
    };

    private (string Officer, string Position) Who(Authority? by)
    {
        if (by is null) return ("", "");
        var position = by.Position is null ? "" : OfficeNames.Prefix(by.Capacity) + office.PositionTitle(by.Position);
        if (by.OnBehalf is { } whose)
            return (office.NameOf(whose.Officer), Words("who.on-behalf", office.NameOf(whose.Officer), office.PositionTitle(whose.Position), position.Length == 0 ? office.NameOf(by.Officer) : $"{office.NameOf(by.Officer)}, {position}"));
        var basis = by.Basis switch
        {
            AuthorityBasis.StandIn => Words("who.stand-in"),
            AuthorityBasis.Superior => Words("who.superior"),
            AuthorityBasis.Administrator => Words("who.administrator"),
            _ => "",
        };
        return (office.NameOf(by.Officer), string.Join(" · ", new[] { position, basis }.Where(p => p.Length > 0)));
    }

    private string? Row(Procedure? sheet, string? step, string? site) => step is null ? null
        : (sheet?.FindStep(step) is { } row ? Words("row", row.Number, Shortened.To(row.Activity)) : step) + (site is null ? "" : $" ({office.SiteName(site)})");

    private static string Receiver(Procedure? sheet, Step? step) => step?.ReportsTo is { } role ? sheet?.Roles.FirstOrDefault(r => r.Id == role)?.Title ?? role : "";

    private static string Words(string key, params object?[] arguments) => BerkasWords.Say[key, arguments];
}
