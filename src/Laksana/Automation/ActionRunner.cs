using System.Collections.Concurrent;
using Laksana.Cases;
using Laksana.Database;
using Microsoft.Extensions.Logging;

namespace Laksana.Automation;

/// <summary>
/// Does this node's share of the machine steps. Any number of nodes run one each on the same database: a run is worked on by one node at a
/// time, goes on elsewhere when that node is lost, and its outcome is recorded once.
/// </summary>
public sealed partial class ActionRunner
{
    private readonly LaksanaDatabase _database;
    private readonly StepActionRegistry _actions;
    private readonly RunnerSettings _settings;
    private readonly ILogger _log;
    private readonly ActionQueue _queue;
    private readonly ActionReport _report;
    private readonly ConcurrentDictionary<Guid, (LeasedRun Run, Task Work)> _running = new();
    private readonly Bell _bell = new();

    public ActionRunner(LaksanaDatabase database, CaseDesk desk, StepActionRegistry actions, RunnerSettings settings, TimeProvider clock, ILogger<ActionRunner> log)
    {
        (_database, _actions, _settings, _log) = (database, actions, settings, log);
        _queue = new ActionQueue(database, settings, clock);
        _report = new ActionReport(desk, _queue, log);
    }

    /// <summary>Works until the token ends it; then stops its runs and gives them back, so that another node takes them at once.</summary>
    public async Task RunAsync(CancellationToken token)
    {
        var listening = DatabaseSignals.ListenAsync(_database, "laksana_action", LookAround, token);
        var tidied = default(long?);
        while (!token.IsCancellationRequested)
        {
            if (tidied is null || TimeProvider.System.GetElapsedTime(tidied.Value) > _settings.TidyEvery)
            {
                await TidyAsync(token);
                tidied = TimeProvider.System.GetTimestamp();
            }
            await TakeAsync(token);
            await _bell.WaitAsync(_settings.Poll, token);
        }
        await Task.WhenAll(_running.Values.Select(r => r.Work).Append(listening)).WaitAsync(_settings.EndPatience, CancellationToken.None)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task TidyAsync(CancellationToken token)
    {
        try
        {
            var progress = new ActionProgress(_database);
            foreach (var office in await _database.OfficesAsync(token))
            {
                var alive = await progress.WorkedOnAsync(office, token);
                foreach (var action in _actions.All) await action.TidyAsync(office, alive, token);
            }
        }
        catch (Exception error)
        {
            if (!token.IsCancellationRequested) LogUntidy(_log, error.Message);
        }
    }

    private void LookAround()
    {
        foreach (var (run, _) in _running.Values) run.Look();
        _bell.Ring();
    }

    private async Task TakeAsync(CancellationToken token)
    {
        try
        {
            // Not cut off in the middle: a run that was handed out and never heard of would lie until its lease is over.
            while (!token.IsCancellationRequested && _running.Count < _settings.Slots
                   && await _queue.TakeAsync([.. _actions.Known.Names], [.. _running.Keys], CancellationToken.None) is { } taken)
                Start(taken, token);
        }
        catch (Exception error)
        {
            LogCannotTake(_log, error.Message);
        }
    }

    private void Start(TakenRun taken, CancellationToken token)
    {
        var run = new LeasedRun(taken, _actions[taken.Run.Action], _queue, _report, _settings, _log);
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _running[taken.Run.Id] = (run, WorkAsync(run, begun.Task, token));
        begun.SetResult();
    }

    private async Task WorkAsync(LeasedRun run, Task begun, CancellationToken token)
    {
        await begun;
        try
        {
            await run.RunAsync(token);
        }
        catch (Exception bug)
        {
            // The run stays leased until its time is over, then it is taken again; MostTakings bounds that.
            LogBroken(_log, bug, run.Taken.Run.Id);
        }
        finally
        {
            _running.TryRemove(run.Taken.Run.Id, out _);
            run.Dispose();
            _bell.Ring();
        }
    }

    [LoggerMessage(520, LogLevel.Warning, "No machine work can be taken: {Reason}")]
    private static partial void LogCannotTake(ILogger log, string reason);

    [LoggerMessage(522, LogLevel.Warning, "What lost attempts left behind cannot be cleared away: {Reason}")]
    private static partial void LogUntidy(ILogger log, string reason);

    [LoggerMessage(521, LogLevel.Error, "Run {Run} could not be settled here")]
    private static partial void LogBroken(ILogger log, Exception error, Guid run);
}
