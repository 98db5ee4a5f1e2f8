using System.Net;
using Laksana.Cases;
using Laksana.Procedures;
using Laksana.Server.Api;
using Laksana.WorkTime;
using static Laksana.Server.Touring.TourWords;

namespace Laksana.Server.Touring;

/// <summary>Why a case cannot be walked to its end.</summary>
internal sealed class WalkStuckException(string why) : Exception(why);

/// <summary>
/// Walks one case from its opening to its end. Which rows are open, who may act, what the form asks and which ways lead out it reads from the
/// case; the script says what is chosen. The demo's clock goes on through the working time that each row takes.
/// </summary>
internal sealed partial class CaseWalk(TourApi api, TourClock clock, TourOffice office, TourScript script, TourFacts facts, Action<TourLine> tell)
{
    private const int MostActs = 300;
    private static readonly WorkAmount Unmeasured = WorkAmount.OfMinutes(5);
    private static readonly WorkAmount OutsideWork = WorkAmount.OfMinutes(180);
    private static readonly WorkAmount Reading = WorkAmount.OfMinutes(4);
    private static readonly TimeSpan MachineLook = TimeSpan.FromMilliseconds(150);

    private readonly FieldAnswers _answers = new(api, office, clock, script);
    private Procedure _sheet = null!;
    private CaseAgenda _agenda = null!;
    private string _number = "";

    private Caller Opener => office.Officer(script.Opener);

    /// <summary>Ends with the case closed, or with the reason why not.</summary>
    public async Task RunAsync(CancellationToken token)
    {
        string? failure = null;
        try
        {
            await clock.OpenAsync(office.Calendar, token);
            await SetSiteAsync(answers: false, token);
            await OpenAsync(token);
            if (!await ToTheEndAsync(token)) failure = Say["walk.too-long", MostActs];
        }
        catch (Exception stuck) when (stuck is WalkStuckException or CallRefusedException)
        {
            failure = stuck.Message;
        }
        facts.Cases.Add(await SumUpAsync(failure, token));
    }

    private async Task OpenAsync(CancellationToken token)
    {
        var line = office.Sheets.FirstOrDefault(s => s.Sheet == script.Sheet) ?? throw new WalkStuckException(Say["walk.no-sheet", script.Sheet]);
        _sheet = await office.SheetAsync(line.Sheet, line.Version, token);
        var form = new OpenForm(script.Sheet, _answers.Opening(_sheet));
        _number = (await api.DoAsync(Opener, "/cases", TourApi.Body(form, ApiJson.Shapes.OpenForm), null, token)).Number;
        _agenda = new CaseAgenda(api, office, Opener, _sheet, _number, facts, tell);
    }

    /// <returns>False when it would never end.</returns>
    private async Task<bool> ToTheEndAsync(CancellationToken token)
    {
        for (var acts = 0; acts < MostActs; acts++)
        {
            await _agenda.ReadOnAsync(token);
            var seen = await api.ReadAsync(Opener, "/cases/" + _number, TourApi.Answers.CaseView, token);
            if (seen.Status != CaseStatus.Running) return true;
            var run = Next(seen) ?? throw new WalkStuckException(Say["walk.no-row", _number]);
            try
            {
                await ActAsync(seen, run, script.TurnOf(run.Step, run.Round, run.Site), token);
            }
            catch (CallRefusedException refused) when (refused.Status == HttpStatusCode.PreconditionFailed)
            {
                // The machine or the clock was quicker: look again.
            }
        }
        return false;
    }

    /// <summary>What is begun together is begun first; what was done in the field is entered when everybody is back.</summary>
    private RunView? Next(CaseView seen) => seen.Runs.Where(r => r.Open is not null).MinBy(r => r switch
    {
        { Status: RunStatus.Ready } => script.TurnOf(r.Step, r.Round, r.Site).FieldWork ? 5 : 0,
        { Machine.Status: MachineStatus.Running } => 4,
        { Status: RunStatus.Working } => 1,
        { Status: RunStatus.Paused } => 2,
        _ => 3,
    });

    private Task ActAsync(CaseView seen, RunView run, Turn turn, CancellationToken token) => run switch
    {
        { Status: RunStatus.Ready } when turn.FieldWork => EnterAfterwardsAsync(seen, run.Step, token),
        { Status: RunStatus.Ready } when turn.RecordedBy is { } staff => RecordAsync(seen, run, turn, office.Officer(staff), token),
        { Status: RunStatus.Ready } => BeginAsync(seen, run, turn, token),
        { Status: RunStatus.Reported } => ReceiveAsync(seen, run, turn, token),
        { Status: RunStatus.Paused } => ResumeAsync(seen, run, turn, token),
        { Machine.Status: MachineStatus.Running } => Task.Delay(MachineLook, token),
        _ when turn.Awaits is { } party && run.Pauses.Count == 0 => DoAsync(Doer(run, turn), run, "pause", TourApi.Body(new PauseForm(party.Party, party.Reason), ApiJson.Shapes.PauseForm), seen, token),
        _ => FinishAsync(seen, run, turn, token),
    };

    private Caller Doer(RunView run, Turn turn) =>
        run.Status is RunStatus.Working or RunStatus.Paused && run.Officer is { } holder ? office.Officer(holder.Officer) : Chosen(run, turn.By);

    private Caller Chosen(RunView run, string? named)
    {
        var may = run.Open!.MayAct.Select(o => o.Officer).ToList();
        if (named is not null && may.Contains(named)) return office.Officer(named);
        return named is null && may.Count > 0 ? office.Officer(may[0]) : throw new WalkStuckException(Say["walk.nobody", _number, run.Row, named ?? "-"]);
    }

    private Task<CaseMark> DoAsync(Caller who, RunView run, string verb, byte[]? form, CaseView seen, CancellationToken token, string? key = null) =>
        api.DoAsync(who, FormattableString.Invariant($"/cases/{_number}/runs/{run.Run}/{verb}"), form, seen.Version, token, key);

    /// <summary>The moment at which a share of the row's time is used up.</summary>
    private DateTimeOffset After(RunView run, double share, DateTimeOffset from)
    {
        var limit = _sheet.Step(run.Step).StandardTime?.Limit ?? Unmeasured;
        var minutes = limit.InMinutes(office.Calendar.MinutesPerDay) * share;
        var stops = run.Pauses.Select(p => new Standstill(p.From, p.Until, p.Reason)).ToList();
        var whole = office.Calendar.Due(from, WorkAmount.OfMinutes((int)minutes), stops).At ?? from;
        return office.Calendar.OpensAt(whole).AddMinutes(minutes - Math.Floor(minutes));
    }

    private DateTimeOffset Later(WorkAmount amount) => office.Calendar.Due(clock.Now, amount, []).At!.Value;

    private async Task SetSiteAsync(bool answers, CancellationToken token)
    {
        if (script.BrokenSite is { } site)
            await api.SetAsync(office.Administrator, HttpMethod.Put, "/demo/sites/" + site, TourApi.Body(new SiteForm(answers), ApiJson.Shapes.SiteForm), TourApi.Answers.SiteState, token);
    }

    private async Task<TourCase> SumUpAsync(string? failure, CancellationToken token)
    {
        var title = office.Sheets.FirstOrDefault(s => s.Sheet == script.Sheet)?.Title ?? script.Sheet;
        if (_number.Length == 0) return new TourCase(script.Office, script.Sheet, title, null, 0, 0, [], [], 0, 0, 0, 0, false, failure);
        await _agenda.ReadOnAsync(token);
        var (state, own) = (_agenda.State!, facts.Events.Where(e => e.State.Number == _number && e.Office == office).ToList());
        var done = state.Runs.Where(r => r.Status == RunStatus.Done).ToList();
        return new TourCase(script.Office, script.Sheet, title, _number, done.Count, own.Count(e => e.Happened is StepReturned),
            [.. own.Select(e => e.Happened switch { StepCompleted c => c.Outcome, ReportAcknowledged a => a.Outcome, _ => null }).OfType<string>()],
            [.. own.Where(e => e.Happened is ActionSucceeded).Select(e => state.FindRun(((ActionSucceeded)e.Happened).Run)!.Machine!.Action)],
            done.Sum(r => _sheet.FindStep(r.Step)?.StandardTime?.Limit.InMinutes(office.Calendar.MinutesPerDay) ?? 0),
            Math.Round(done.Sum(r => r.Time?.Handling ?? 0) / 60.0, 1), Math.Round(done.Sum(r => r.Time?.Waiting ?? 0) / 60.0, 1),
            own.Count(e => e.Happened is LimitPassed), state.Status == CaseStatus.Closed, failure);
    }
}
