using System.Collections.Concurrent;
using Laksana.Automation;
using Laksana.Database;
using Microsoft.Extensions.Logging;

namespace Laksana.Backups;

/// <summary>
/// Does this node's share of the backup jobs, as <see cref="ActionRunner"/> does of the machine steps: a job is worked on by one node at a time and goes on elsewhere
/// when that node is lost.
/// </summary>
public sealed partial class BackupJobRunner
{
    private readonly LaksanaDatabase _database;
    private readonly Dictionary<string, IBackupJob> _jobs;
    private readonly RunnerSettings _settings;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private readonly JobQueue _queue;
    private readonly ConcurrentDictionary<Guid, (LeasedJob Job, Task Work)> _running = new();
    private readonly Bell _bell = new();

    public BackupJobRunner(LaksanaDatabase database, IEnumerable<IBackupJob> jobs, RunnerSettings settings, TimeProvider clock, ILogger<BackupJobRunner> log)
    {
        (_database, _settings, _clock, _log) = (database, settings, clock, log);
        _jobs = jobs.ToDictionary(j => j.Kind, StringComparer.Ordinal);
        _queue = new JobQueue(database, settings);
    }

    /// <summary>Works until the token ends it; then stops its jobs and gives them back.</summary>
    public async Task RunAsync(CancellationToken token)
    {
        var listening = DatabaseSignals.ListenAsync(_database, BackupJobs.Channel, LookAround, token);
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

    /// <summary>Does a job here and now, for a command; it stands among the others and can be cancelled like them. Killed, it goes on at a node.</summary>
    /// <returns>The job as it ended; null when a node took it first.</returns>
    public async Task<JobNow?> RunHereAsync(string office, Guid id, IActionProgress progress, CancellationToken token)
    {
        if (await _queue.TakeAsync(office, id, token) is not { } taken) return null;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(token);
        using var job = new LeasedJob(taken, _jobs[taken.Run.Kind], _queue, _settings, _clock, _log);
        var listening = DatabaseSignals.ListenAsync(_database, BackupJobs.Channel, job.Look, ended.Token);
        try
        {
            await job.RunAsync(progress, token);
            return await new BackupJobs(_database, _clock).FindAsync(office, id, token);
        }
        finally
        {
            await ended.CancelAsync();
            await listening;
        }
    }

    private async Task TidyAsync(CancellationToken token)
    {
        try
        {
            foreach (var office in await _database.OfficesAsync(token))
            {
                var alive = await WorkedOnAsync(_database, office, token);
                foreach (var job in _jobs.Values) await job.TidyAsync(office, alive, token);
            }
        }
        catch (Exception error)
        {
            if (!token.IsCancellationRequested) LogUntidy(_log, error.Message);
        }
    }

    /// <summary>The jobs of an office that are worked on now, each with its attempt: what anything else left unfinished may be cleared away.</summary>
    public static async Task<IReadOnlyDictionary<Guid, int>> WorkedOnAsync(LaksanaDatabase database, string office, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("select id, tries from backup_job where office = $1 and status = 1", office);
        await using var reader = await batch.ReadAsync(token);
        var jobs = new Dictionary<Guid, int>();
        while (await reader.ReadAsync(token)) jobs[reader.GetGuid(0)] = reader.GetInt32(1);
        return jobs;
    }

    private void LookAround()
    {
        foreach (var (job, _) in _running.Values) job.Look();
        _bell.Ring();
    }

    private async Task TakeAsync(CancellationToken token)
    {
        try
        {
            // Not cut off in the middle: a job that was handed out and never heard of would lie until its lease is over.
            while (!token.IsCancellationRequested && _running.Count < _settings.Slots
                   && await _queue.TakeAsync([.. _jobs.Keys], [.. _running.Keys], CancellationToken.None) is { } taken)
                Start(taken, token);
        }
        catch (Exception error)
        {
            LogCannotTake(_log, error.Message);
        }
    }

    private void Start(TakenJob taken, CancellationToken token)
    {
        var job = new LeasedJob(taken, _jobs[taken.Run.Kind], _queue, _settings, _clock, _log);
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _running[taken.Run.Id] = (job, WorkAsync(taken.Run.Id, job, begun.Task, token));
        begun.SetResult();
    }

    private async Task WorkAsync(Guid id, LeasedJob job, Task begun, CancellationToken token)
    {
        await begun;
        try
        {
            await job.RunAsync(null, token);
        }
        catch (Exception bug)
        {
            // The job stays leased until its time is over, then it is taken again; MostTakings bounds that.
            LogBroken(_log, bug, id);
        }
        finally
        {
            _running.TryRemove(id, out _);
            job.Dispose();
            _bell.Ring();
        }
    }

    [LoggerMessage(583, LogLevel.Warning, "No backup job can be taken: {Reason}")]
    private static partial void LogCannotTake(ILogger log, string reason);

    [LoggerMessage(584, LogLevel.Warning, "What lost backup jobs left behind cannot be cleared away: {Reason}")]
    private static partial void LogUntidy(ILogger log, string reason);

    [LoggerMessage(585, LogLevel.Error, "Backup job {Job} could not be settled here")]
    private static partial void LogBroken(ILogger log, Exception error, Guid job);
}
