using System.Globalization;
using Laksana.Automation;
using Microsoft.Extensions.Logging;
using Npgsql;
using static Laksana.Backups.BackupWords;

namespace Laksana.Backups;

/// <summary>One job while this node holds it; see <see cref="LeasedRun"/>, whose outcome goes to a case, while this one's stays in its row.</summary>
internal sealed partial class LeasedJob(TakenJob taken, IBackupJob job, JobQueue queue, RunnerSettings settings, TimeProvider clock, ILogger log) : IDisposable
{
    private readonly LeaseHeart _heart = new(taken.Run.Id, (said, token) => queue.RenewAsync(taken, said, token), settings, log);

    public void Dispose() => _heart.Dispose();

    public void Look() => _heart.Look();

    /// <param name="ending">The node ends: the job is given back.</param>
    /// <param name="also">Hears the progress too.</param>
    public async Task RunAsync(IActionProgress? also, CancellationToken ending)
    {
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (AutomationWords.OfOffices, AutomationWords.OfOffices);
        var begun = TimeProvider.System.GetTimestamp();
        var outcome = "stopped";
        AutomationMeter.Begin();
        using var worked = new CancellationTokenSource();
        var heartbeat = _heart.BeatAsync(worked.Token);
        try
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(_heart.Lost, ending);
            outcome = await WorkAsync(also is null ? _heart : new BothHear(_heart, also), stop.Token);
        }
        catch (OperationCanceledException) when (_heart.Lost.IsCancellationRequested || ending.IsCancellationRequested)
        {
            LogStopped(log, taken.Run.Kind, taken.Run.Subject, taken.Run.Id);
            using var patience = new CancellationTokenSource(settings.EndPatience / 2);
            if (!_heart.Lost.IsCancellationRequested) await queue.ReleaseAsync(taken, patience.Token);
        }
        finally
        {
            await worked.CancelAsync();
            await heartbeat;
            AutomationMeter.End("backup." + taken.Run.Kind, outcome, begun);
        }
    }

    private async Task<string> WorkAsync(IActionProgress progress, CancellationToken stop)
    {
        if (taken.Run.Attempt > settings.MostTakings)
            return await FailAsync(new ActionFailedException(Say["job.interrupted", settings.MostTakings], Say["job.interrupted.hint"], false), stop);
        try
        {
            var result = await job.RunAsync(taken.Run, progress, stop);
            await queue.EndAsync(taken, ActionRunStatus.Succeeded, _heart.Said with { Fraction = 1 }, result.Summary, null, result.Result?.GetRawText(), clock.GetUtcNow(), stop);
            return "succeeded";
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            throw new OperationCanceledException(stop);
        }
        catch (ActionFailedException failure)
        {
            LogFailed(log, failure.InnerException, taken.Run.Kind, taken.Run.Subject, taken.Run.Id, failure.Message);
            return await FailAsync(failure, stop);
        }
        catch (Exception bug)
        {
            // Its message may hold anything, also a connection string: it goes to the log alone.
            LogUnexpected(log, bug, taken.Run.Kind, taken.Run.Subject, taken.Run.Id);
            return await FailAsync(bug is NpgsqlException { IsTransient: true }
                ? new ActionFailedException(Say["job.database"], Say["job.database.hint"], true)
                : new ActionFailedException(Say["job.unexpected"], Say["job.unexpected.hint", settings.Node, taken.Run.Id], false), stop);
        }
    }

    private async Task<string> FailAsync(ActionFailedException failure, CancellationToken token)
    {
        if (failure.MayRetry && taken.Failures + 1 < settings.Tries)
        {
            _heart.Add(failure.Message);
            await queue.PostponeAsync(taken, settings.PauseAfter(taken.Failures + 1), _heart.Said.Lines, token);
            return "retried";
        }
        await queue.EndAsync(taken, ActionRunStatus.Failed, _heart.Said with { Fraction = null }, failure.Message, failure.Hint, null, clock.GetUtcNow(), token);
        return "failed";
    }

    /// <summary>The row, and whoever watches beside it.</summary>
    private sealed class BothHear(LeaseHeart heart, IActionProgress also) : IActionProgress
    {
        public async ValueTask ReportAsync(string line, double? fraction, CancellationToken token)
        {
            await heart.ReportAsync(line, fraction, token);
            await also.ReportAsync(line, fraction, token);
        }

        public async ValueTask CountAsync(WorkCount count, CancellationToken token)
        {
            await heart.CountAsync(count, token);
            await also.CountAsync(count, token);
        }

        public Task StillMineAsync(CancellationToken token) => heart.StillMineAsync(token);
    }

    [LoggerMessage(580, LogLevel.Information, "Job {Kind} of {Subject} ({Job}) was stopped here")]
    private static partial void LogStopped(ILogger log, string kind, string subject, Guid job);

    [LoggerMessage(581, LogLevel.Warning, "Job {Kind} of {Subject} ({Job}) failed: {Reason}")]
    private static partial void LogFailed(ILogger log, Exception? error, string kind, string subject, Guid job, string reason);

    [LoggerMessage(582, LogLevel.Error, "Job {Kind} of {Subject} ({Job}) ended in an unexpected way")]
    private static partial void LogUnexpected(ILogger log, Exception error, string kind, string subject, Guid job);
}
