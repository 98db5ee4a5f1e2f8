using System.Globalization;
using System.Text;
using System.Text.Json;
using Laksana.Cases;
using Laksana.Procedures;
using Laksana.Server.Api;
using Laksana.Server.Pages;
using Laksana.Server.Pages.Berkas;
using static Laksana.Server.Touring.TourWords;

namespace Laksana.Server.Touring;

/// <summary>Reads on in a case's events after each act, and tells each as a line of the agenda.</summary>
internal sealed class CaseAgenda(TourApi api, TourOffice office, Caller reader, Procedure sheet, string number, TourFacts facts, Action<TourLine> tell)
{
    private const int Page = 200;

    private int _read;

    /// <summary>The case as its events add up to it.</summary>
    public CaseState? State { get; private set; }

    /// <summary>What the machine found last.</summary>
    public JsonElement? MachineResult { get; private set; }

    public async Task ReadOnAsync(CancellationToken token)
    {
        int? next = _read;
        while (next is { } after)
        {
            var page = await api.ReadAsync(reader, FormattableString.Invariant($"/cases/{number}/events?after={after}&limit={Page}"), TourApi.Answers.EventPage, token);
            foreach (var recorded in page.Events) Take(recorded);
            next = page.Next;
        }
    }

    private void Take(EventView recorded)
    {
        var happened = EventJson.Deserialize(recorded.Kind, recorded.BodyVersion, Encoding.UTF8.GetBytes(recorded.Body.GetRawText()));
        (State, _read) = (CaseEngine.Apply(State, happened), recorded.Version);
        if (happened is ActionSucceeded done) MachineResult = done.Result;
        facts.Events.Add(new ToldEvent(office, sheet, recorded, happened, State));
        // That a row is ready follows from the line before it.
        if (happened is StepReady) return;
        var (run, what, late) = Tell(happened);
        var line = new TourLine(number, Moment(happened.At), run is null ? null : sheet.FindStep(run.Step)?.Number, Who(recorded.By), run?.Site is { } site ? $"{office.SiteName(site)}: {what}" : what, late);
        facts.Lines.Add(line);
        tell(line);
    }

    private (StepRun? Run, string What, bool Late) Tell(CaseEvent happened) => happened switch
    {
        CaseOpened => (null, Say["line.opened", sheet.Title], false),
        StepBegun e => (Run(e.Run), e.RealTime is { } real ? Say["line.begun-afterwards", Moment(real)] : Say["line.begun"], false),
        StepCompleted e => Done(e.Run, e.Outcome is null ? Say["line.completed"] : Say["line.decided", e.Outcome], e.Time, e.RealTime),
        StepReported e => Done(e.Run, Say["line.reported", Title(Step(e.Run)?.ReportsTo)], e.Time, e.RealTime),
        ReportAcknowledged e => (Run(e.Run), e.Outcome is null ? Say["line.acknowledged"] : Say["line.acknowledged-with", e.Outcome], false),
        StepReturned e => (Run(e.Run), Say["line.returned", sheet.FindStep(e.To)?.Number + string.Concat(e.Sites.Select(s => ", " + office.SiteName(s))), e.Reason], false),
        ClockPaused e => (Run(e.Run), Say["line.paused", sheet.Parties.First(p => p.Id == e.Party).Title], false),
        ClockResumed e => (Run(e.Run), Say["line.resumed", e.Answer ?? ""].TrimEnd(' ', ':'), false),
        ActionStarted e => (Run(e.Run), Say["line.machine-started", e.Action], false),
        ActionSucceeded e => (Run(e.Run), Say["line.machine", e.Summary], false),
        ActionFailed e => (Run(e.Run), Say["line.machine-failed", e.Reason], false),
        ActionCancelled e => (Run(e.Run), Say["line.machine-stopped", e.Reason], false),
        DocumentAttached e => (e.Run is { } run ? Run(run) : null, Say["line.document", e.Name], false),
        LimitPassed { Run: > 0 } e => (Run(e.Run), Say["line.late", Moment(e.Due)], true),
        LimitPassed e => (null, Say["line.late", Moment(e.Due)], true),
        OnBehalfConfirmed e => (null, Say[e.Agrees ? "line.confirmed" : "line.disputed", e.Event], false),
        NoteAdded e => (null, e.Text, false),
        CaseReopened e => (null, e.Reason, false),
        CaseLinked e => (null, e.Other + ": " + e.Reason, false),
        CaseClosed e => (null, Say["line.closed", Spans.Say(e.Time.Handling), Spans.Say(e.Time.Queueing), Spans.Say(e.Time.Waiting)], false),
        _ => (null, happened.GetType().Name, false),
    };

    private (StepRun? Run, string What, bool Late) Done(int number, string what, TimeUsed time, DateTimeOffset? realTime)
    {
        var run = Run(number);
        var took = Step(number)?.StandardTime is { } planned ? Say["line.handling-of", Spans.Say(time.Handling), Spans.Say(planned.Limit)] : Spans.Say(time.Handling);
        var late = run?.HandlingLimitPassed == true;
        return (run, what + " · " + took + (realTime is { } real ? " · " + Say["line.afterwards", Moment(real)] : "") + (late ? " · " + Say["late"] : ""), late);
    }

    private StepRun? Run(int run) => State!.FindRun(run);

    private Step? Step(int run) => Run(run) is { } passage ? sheet.FindStep(passage.Step) : null;

    private string Title(string? role) => sheet.Roles.FirstOrDefault(r => r.Id == role)?.Title ?? "";

    private string Moment(DateTimeOffset at)
    {
        var there = office.Calendar.ToLocal(at);
        var clock = there.ToString(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? "HH':'mm" : "HH'.'mm", CultureInfo.InvariantCulture);
        return there.ToString("ddd d MMM ", CultureInfo.CurrentCulture) + clock;
    }

    private static string Who(ActorView? by)
    {
        if (by is null) return Say["who.program"];
        var actor = by.PositionTitle is null ? by.Name : $"{by.Name} ({OfficeNames.Prefix(by.Capacity)}{by.PositionTitle})";
        if (by.OnBehalf is { } whose) return Say["who.on-behalf", actor, $"{whose.Name} ({whose.PositionTitle})"];
        return by.Basis == AuthorityBasis.StandIn ? Say["who.stand-in", actor] : actor;
    }
}
