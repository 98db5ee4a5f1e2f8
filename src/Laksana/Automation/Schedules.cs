using Laksana.Cases;
using Laksana.Database;
using Laksana.Officers;
using Microsoft.Extensions.Logging;

namespace Laksana.Automation;

/// <summary>How a node takes part in the schedules.</summary>
public sealed record ScheduleSettings
{
    /// <summary>This node's name, unique among those that run now.</summary>
    public required string Node { get; init; }

    public TimeSpan SweepEvery { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan HousekeepingEvery { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How often the triggers are compared with the sheets, besides each time a sheet is published.</summary>
    public TimeSpan CompareEvery { get; init; } = TimeSpan.FromMinutes(1);
}

/// <summary>
/// Everything that happens by the clock: sheets that open cases by themselves, limits that pass, days that turn. The clustered store in the
/// database owns every schedule; each node runs one of these, and what a lost node was to do another does. Fire times are those of the real
/// clock in the office's zone, also where a demo office's own clock was moved.
/// </summary>
public sealed partial class Schedules
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly LaksanaDatabase _database;
    private readonly ScheduleSettings _settings;
    private readonly ILogger _log;
    private readonly ScheduledOpening _opening;
    private readonly DeadlineSweep _sweep;
    private readonly TurnOfDay _turn;
    private readonly Housekeeping _housekeeping;
    private readonly SheetTriggers _triggers;
    private readonly IReadOnlyList<IRegularWork> _regular;
    private readonly Bell _published = new();
    private CancellationToken _ending;

    public Schedules(LaksanaDatabase database, Offices offices, PublishedSheets sheets, CaseDesk desk, TaskRebuild rebuild, ScheduleSettings settings,
        TimeProvider clock, ILoggerFactory logs, IEnumerable<IRegularWork>? regular = null)
    {
        _regular = [.. regular ?? []];
        (_database, _settings, _log) = (database, settings, logs.CreateLogger<Schedules>());
        _opening = new ScheduledOpening(database, offices, sheets, desk, clock, _log);
        _sweep = new DeadlineSweep(database, desk, clock, logs.CreateLogger<DeadlineSweep>());
        _turn = new TurnOfDay(database, offices, rebuild, clock);
        _housekeeping = new Housekeeping(database, clock);
        _triggers = new SheetTriggers(offices, sheets, clock, _log);
    }

    /// <summary>Takes part until the token ends it.</summary>
    public async Task RunAsync(CancellationToken token)
    {
        _ending = token;
        var listening = DatabaseSignals.ListenAsync(_database, "laksana_sheet", _published.Ring, token);
        while (!token.IsCancellationRequested)
        {
            try
            {
                await TakePartAsync(token);
            }
            catch (Exception error) when (!token.IsCancellationRequested)
            {
                LogInterrupted(_log, error);
                await Task.Delay(Pause, token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception)
            {
                // The node ends: the store wraps the cancellation in its own exceptions.
            }
        }
        await listening;
    }

    /// <summary>What is due in every office now. Call it directly after a demo office's clock was moved.</summary>
    public async Task LookNowAsync(CancellationToken token)
    {
        foreach (var office in await _database.OfficesAsync(token))
        {
            try
            {
                await _turn.RunAsync(office, token);
                await _sweep.RunAsync(office, token);
            }
            catch (Exception error) when (!token.IsCancellationRequested)
            {
                LogOfficeFailed(_log, error, office);
            }
        }
    }

    private async Task TakePartAsync(CancellationToken token)
    {
        var scheduler = await ClusteredScheduler.CreateAsync(_database, _settings.Node, token);
        try
        {
            scheduler.JobFactory = new ScheduledWork(this);
            await ScheduledWork.PutAsync(scheduler, _settings, _regular, token);
            await _triggers.CompareAsync(scheduler, token);
            await scheduler.Start(token);
            while (!token.IsCancellationRequested)
            {
                await _published.WaitAsync(_settings.CompareEvery, token);
                if (!token.IsCancellationRequested) await _triggers.CompareAsync(scheduler, token);
            }
        }
        finally
        {
            await scheduler.Shutdown(waitForJobsToComplete: true, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(10), CancellationToken.None)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>One piece of the cluster's work.</summary>
    /// <param name="tries">1 for what comes again by itself; more where this firing is the only one.</param>
    internal async Task WorkAsync(string what, int tries, Func<CancellationToken, Task> work)
    {
        for (var attempt = 1; attempt <= tries && !_ending.IsCancellationRequested; attempt++)
        {
            try
            {
                await work(_ending);
                return;
            }
            catch (Exception error)
            {
                if (_ending.IsCancellationRequested) return;
                LogWorkFailed(_log, error, what, attempt, tries);
                if (attempt < tries) await Task.Delay(Pause * attempt, _ending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    internal IRegularWork? RegularOf(string name) => _regular.FirstOrDefault(w => w.Name == name);

    internal Task TidyAsync(CancellationToken token) => _housekeeping.RunAsync(token);

    internal Task<DateTimeOffset?> FireAsync(string office, string procedure, string? cron, DateTimeOffset at, CancellationToken token) =>
        _opening.FireAsync(office, procedure, cron, at, token);

    [LoggerMessage(560, LogLevel.Error, "The schedules were interrupted; they go on in a moment")]
    private static partial void LogInterrupted(ILogger log, Exception error);

    [LoggerMessage(561, LogLevel.Error, "What is due in {Office} cannot be looked through")]
    private static partial void LogOfficeFailed(ILogger log, Exception error, string office);

    [LoggerMessage(562, LogLevel.Error, "Scheduled work '{What}' failed (try {Attempt} of {Tries})")]
    private static partial void LogWorkFailed(ILogger log, Exception error, string what, int attempt, int tries);
}
