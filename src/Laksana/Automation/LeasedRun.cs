using System.Globalization;
using Laksana.Cases;
using Microsoft.Extensions.Logging;
using Npgsql;
using static Laksana.Automation.AutomationWords;

namespace Laksana.Automation;

/// <summary>
/// One run while this node holds it: works, says regularly that it works, and brings the outcome to the case. When the run is cancelled or
/// taken over by another node, the action is stopped and nothing more is written.
/// </summary>
internal sealed partial class LeasedRun(TakenRun taken, IStepAction action, ActionQueue queue, ActionReport report, RunnerSettings settings, ILogger log) : IDisposable
{
    /// <summary>A structured result is a page of facts, not a document.</summary>
    private const int LongestResult = 100_000;

    private readonly LeaseHeart _heart = new(taken.Run.Id, (said, token) => queue.RenewAsync(taken, said, token), settings, log);
    private string _outcome = "stopped";

    public TakenRun Taken => taken;

    public void Dispose() => _heart.Dispose();

    /// <summary>Something was announced: see now whether the run is still this node's.</summary>
    public void Look() => _heart.Look();

    /// <param name="ending">The node ends: the run is given back.</param>
    public async Task RunAsync(CancellationToken ending)
    {
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (OfOffices, OfOffices);
        var begun = TimeProvider.System.GetTimestamp();
        AutomationMeter.Begin();
        using var worked = new CancellationTokenSource();
        var heartbeat = _heart.BeatAsync(worked.Token);
        try
        {
            if (taken.Run.Attempt > 1) _heart.Add(Say["run.again", taken.Run.Attempt]);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(_heart.Lost, ending);
            var outcome = await WorkAsync(stop.Token);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(_heart.Lost);
            await using var last = ending.Register(() => patience.CancelAfter(settings.EndPatience / 2));
            await SettleAsync(outcome, patience.Token);
            _outcome = Name(outcome);
        }
        catch (OperationCanceledException) when (_heart.Lost.IsCancellationRequested || ending.IsCancellationRequested)
        {
            LogStopped(log, taken.Run.Action, taken.Run.CaseNumber, taken.Run.Id);
        }
        finally
        {
            await worked.CancelAsync();
            await heartbeat;
            AutomationMeter.End(taken.Run.Action, _outcome, begun);
        }
    }

    private string Name(WorkOutcome outcome) => outcome switch
    {
        WorkOutcome.Succeeded => "succeeded",
        WorkOutcome.Failed f => WillRetry(f) ? "retried" : "failed",
        _ => "stopped",
    };

    private bool WillRetry(WorkOutcome.Failed failure) => failure.MayRetry && taken.Failures + 1 < settings.Tries;

    private async Task<WorkOutcome> WorkAsync(CancellationToken stop)
    {
        if (taken.Run.Attempt > settings.MostTakings) return new WorkOutcome.Failed(Say["run.interrupted", settings.MostTakings], Say["run.interrupted.hint"], false);
        try
        {
            var result = await action.RunAsync(taken.Run, _heart, stop);
            if (result.Result.ValueKind != System.Text.Json.JsonValueKind.Object || result.Result.GetRawText().Length > LongestResult)
                throw new InvalidOperationException("The result must be a JSON object of modest size.");
            return new WorkOutcome.Succeeded(result);
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            return new WorkOutcome.Stopped();
        }
        catch (ActionFailedException failure)
        {
            LogFailed(log, failure.InnerException, taken.Run.Action, taken.Run.CaseNumber, taken.Run.Id, failure.Message);
            return new WorkOutcome.Failed(failure.Message, failure.Hint, failure.MayRetry);
        }
        catch (Exception bug)
        {
            // Its message may hold anything, also a connection string: it goes to the log alone.
            LogUnexpected(log, bug, taken.Run.Action, taken.Run.CaseNumber, taken.Run.Id);
            return bug is NpgsqlException { IsTransient: true }
                ? new WorkOutcome.Failed(Say["run.database"], Say["run.database.hint"], true)
                : new WorkOutcome.Failed(Say["run.unexpected"], Say["run.unexpected.hint", settings.Node, taken.Run.Id], false);
        }
    }

    private async Task SettleAsync(WorkOutcome outcome, CancellationToken token)
    {
        switch (outcome)
        {
            case WorkOutcome.Succeeded { Result: var r }:
                await queue.RenewAsync(taken, _heart.Said with { Fraction = 1 }, token);
                await report.RecordAsync(taken, new ReportActionSuccess(taken.Run.StepRun, taken.Run.Id, r.Summary, r.ProposedOutcome, r.Result), token);
                break;
            case WorkOutcome.Failed f when WillRetry(f):
                var pause = settings.PauseAfter(taken.Failures + 1);
                _heart.Add(Say["run.retry", f.Reason, Math.Max(1, Math.Round(pause.TotalSeconds))]);
                await queue.PostponeAsync(taken, pause, _heart.Said.Lines, token);
                break;
            case WorkOutcome.Failed f:
                _heart.Add(f.Reason);
                await queue.RenewAsync(taken, _heart.Said with { Fraction = null }, token);
                await report.RecordAsync(taken, new ReportActionFailure(taken.Run.StepRun, taken.Run.Id, f.Reason, f.Hint), token);
                break;
            default:
                await queue.ReleaseAsync(taken, TimeSpan.Zero, token);
                break;
        }
    }

    [LoggerMessage(500, LogLevel.Information, "{Action} of {Case} ({Run}) was stopped here")]
    private static partial void LogStopped(ILogger log, string action, string @case, Guid run);

    [LoggerMessage(501, LogLevel.Warning, "{Action} of {Case} ({Run}) failed: {Reason}")]
    private static partial void LogFailed(ILogger log, Exception? error, string action, string @case, Guid run, string reason);

    [LoggerMessage(502, LogLevel.Error, "{Action} of {Case} ({Run}) ended in an unexpected way")]
    private static partial void LogUnexpected(ILogger log, Exception error, string action, string @case, Guid run);
}

/// <summary>How the work on a run ended on this node.</summary>
internal abstract record WorkOutcome
{
    public sealed record Succeeded(ActionResult Result) : WorkOutcome;

    public sealed record Failed(string Reason, string? Hint, bool MayRetry) : WorkOutcome;

    /// <summary>The node ends, or the run is no longer this node's.</summary>
    public sealed record Stopped : WorkOutcome;
}
