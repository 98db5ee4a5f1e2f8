using System.Net;
using Laksana.Cases;
using Laksana.Procedures;
using Laksana.Server.Api;
using static Laksana.Server.Touring.TourWords;

namespace Laksana.Server.Touring;

/// <content>What is done to one row.</content>
internal sealed partial class CaseWalk
{
    private async Task BeginAsync(CaseView seen, RunView run, Turn turn, CancellationToken token)
    {
        await clock.OpenAsync(office.Calendar, token);
        if (turn.RefusedTo is { } other) await RefusedAsync(HttpStatusCode.Forbidden, () => DoAsync(office.Officer(other), run, "begin", null, seen, token), Say["refused.officer", other, _number, run.Row]);
        var (who, key) = (Doer(run, turn), Guid.NewGuid().ToString("N"));
        var mark = await DoAsync(who, run, "begin", null, seen, token, key);
        if (run.Run > 1) return;
        // As when an answer is lost on a bad link: sent again under its key, nothing happens twice.
        if (await DoAsync(who, run, "begin", null, seen, token, key) == mark) facts.Repeated++;
        // And what was decided on an old page is not done.
        await RefusedAsync(HttpStatusCode.PreconditionFailed, () => DoAsync(who, run, "release", TourApi.Body(new ReleaseForm("-"), ApiJson.Shapes.ReleaseForm), seen, token), null);
    }

    private async Task RefusedAsync(HttpStatusCode expected, Func<Task> call, string? who)
    {
        try
        {
            await call();
        }
        catch (CallRefusedException refused) when (refused.Status == expected)
        {
            if (who is null) facts.Stale++;
            else facts.Refused.Add($"{who}: {refused.Code}");
            return;
        }
        throw new WalkStuckException(Say["walk.not-refused", _number, who ?? expected.ToString()]);
    }

    private async Task FinishAsync(CaseView seen, RunView run, Turn turn, CancellationToken token)
    {
        await clock.MoveAsync(After(run, turn.Share, run.BegunAt ?? clock.Now), token);
        var who = Doer(run, turn);
        if (turn.SendsBack is { } back && run.Open!.ReportsTo is null)
        {
            await ReturnAsync(seen, run, back, who, token);
            return;
        }
        var fields = await _answers.FillAsync(seen, run, turn, who, _agenda.MachineResult, token);
        // Attached papers are events too, so the case is read again before it is acted on.
        if (run.Open!.Fields.Any(f => f.Kind == FieldKind.Document && fields.ContainsKey(f.Name))) seen = await api.ReadAsync(who, "/cases/" + _number, TourApi.Answers.CaseView, token);
        var form = new CompleteForm(fields, Way(run, turn), ByHand: run.Machine?.Status is MachineStatus.Failed or MachineStatus.Cancelled);
        await DoAsync(who, run, "complete", TourApi.Body(form, ApiJson.Shapes.CompleteForm), seen, token);
    }

    private async Task ReceiveAsync(CaseView seen, RunView run, Turn turn, CancellationToken token)
    {
        await clock.MoveAsync(Later(Reading), token);
        var who = Chosen(run, turn.ReceivedBy);
        if (turn.SendsBack is { } back) await ReturnAsync(seen, run, back, who, token);
        else await DoAsync(who, run, "acknowledge", TourApi.Body(new AcknowledgeForm(Way(run, turn)), ApiJson.Shapes.AcknowledgeForm), seen, token);
    }

    private Task<CaseMark> ReturnAsync(CaseView seen, RunView run, SentBack back, Caller who, CancellationToken token) =>
        DoAsync(who, run, "return", TourApi.Body(new ReturnForm(back.To, back.Reason, back.Sites), ApiJson.Shapes.ReturnForm), seen, token);

    private async Task ResumeAsync(CaseView seen, RunView run, Turn turn, CancellationToken token)
    {
        await clock.MoveAsync(Later(OutsideWork), token);
        if (turn.Mends) await SetSiteAsync(answers: true, token);
        await DoAsync(Doer(run, turn), run, "resume", TourApi.Body(new ResumeForm(turn.Answer), ApiJson.Shapes.ResumeForm), seen, token);
    }

    /// <summary>Staff record what a superior decided on paper; when he is back he confirms it.</summary>
    private async Task RecordAsync(CaseView seen, RunView run, Turn turn, Caller staff, CancellationToken token)
    {
        var superior = Chosen(run, turn.By);
        var paper = await _answers.AttachAsync(_number, run.Run, Say["paper.signed"], staff, token);
        var fields = await _answers.FillAsync(seen, run, turn, staff, _agenda.MachineResult, token);
        seen = await api.ReadAsync(staff, "/cases/" + _number, TourApi.Answers.CaseView, token);
        var form = new CompleteForm(fields, Way(run, turn), OnBehalf: new OnBehalfForm(superior.Officer, paper));
        await DoAsync(staff, run, "complete", TourApi.Body(form, ApiJson.Shapes.CompleteForm), seen, token);
        await clock.MoveAsync(Later(Reading), token);
        var his = await api.ReadAsync(superior, "/cases/" + _number, TourApi.Answers.CaseView, token);
        if (his.ToConfirm is not [var recorded, ..]) throw new WalkStuckException(Say["walk.nothing-to-confirm", _number, superior.Officer]);
        await api.DoAsync(superior, $"/cases/{_number}/confirmations", TourApi.Body(new ConfirmForm(recorded, true), ApiJson.Shapes.ConfirmForm), his.Version, token);
    }

    /// <summary>All rows of the kind that were done in the field, one after the other, in one form.</summary>
    private async Task EnterAfterwardsAsync(CaseView seen, string step, CancellationToken token)
    {
        await clock.OpenAsync(office.Calendar, token);
        var (rows, at) = (new List<AfterwardsRow>(), clock.Now);
        Caller? who = null;
        foreach (var run in seen.Runs.Where(r => r.Step == step && r.Status == RunStatus.Ready))
        {
            var turn = script.TurnOf(run.Step, run.Round, run.Site);
            if (!turn.FieldWork) continue;
            who ??= Doer(run, turn);
            var begun = office.Calendar.OpensAt(at.AddMinutes(10));
            at = After(run, turn.Share, begun);
            rows.Add(new AfterwardsRow(step, begun, at, run.Site, await _answers.FillAsync(seen, run, turn, who, null, token), Way(run, turn)));
        }
        await clock.MoveAsync(office.Calendar.OpensAt(at.AddMinutes(20)), token);
        await api.DoAsync(who!, $"/cases/{_number}/afterwards", TourApi.Body(new AfterwardsForm(rows), ApiJson.Shapes.AfterwardsForm), null, token);
    }

    /// <summary>The way that the script says, or the one that the machine proposes.</summary>
    private string? Way(RunView run, Turn turn)
    {
        if (run.Open!.Outcomes.Count == 0) return null;
        return turn.Way ?? run.Machine?.Proposed ?? throw new WalkStuckException(Say["walk.no-way", _number, run.Row, string.Join(", ", run.Open.Outcomes)]);
    }
}
