using Laksana.Automation;
using Laksana.Backups;
using Laksana.Database;
using Laksana.Officers;

namespace Laksana.Server.Hosting;

/// <summary>Rung when a list was approved on this node, so that nobody waits for the next round.</summary>
internal sealed class ExpirySignal : IDisposable
{
    private readonly SemaphoreSlim _rung = new(0, 1);

    public void Ring()
    {
        if (_rung.CurrentCount == 0) _rung.Release();
    }

    public Task WaitAsync(TimeSpan most, CancellationToken token) => _rung.WaitAsync(most, token);

    public void Dispose() => _rung.Dispose();
}

/// <summary>
/// Each node's part of keeping: what a crash cut off is mended at the start, lists that are due are carried out where their folders are, and the disk's free space is
/// noted. One node or command at a time works on an office.
/// </summary>
internal sealed partial class KeepingRounds(LaksanaDatabase database, Offices offices, ExpiryWork work, SpaceSampling space, ExpirySignal signal, ILogger<KeepingRounds> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                foreach (var office in await database.OfficesAsync(stoppingToken))
                {
                    await work.RunAsync(office, stoppingToken);
                    if (await offices.FindAsync(office, stoppingToken) is { } atWork) await space.NoteAsync(atWork, stoppingToken);
                }
                await signal.WaitAsync(Every, stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(log, error);
                await Task.Delay(Every, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception)
            {
                // The node ends.
            }
        }
    }

    [LoggerMessage(788, LogLevel.Error, "Backups that are to expire cannot be looked through")]
    private static partial void LogFailed(ILogger log, Exception error);
}

/// <summary>The watch's look at every office, on the clustered schedules.</summary>
internal sealed class WatchLooks(LaksanaDatabase database, WatchRound round) : IRegularWork
{
    public string Name => "backup.watch";

    public TimeSpan Every => TimeSpan.FromMinutes(5);

    public async Task RunAsync(CancellationToken token)
    {
        foreach (var office in await database.OfficesAsync(token)) await round.LookAsync(office, token);
    }
}

/// <summary>Plans what the policies give up, on the clustered schedules.</summary>
internal sealed class ExpiryPlans(LaksanaDatabase database, ExpiryDesk desk) : IRegularWork
{
    public string Name => "backup.retention";

    public TimeSpan Every => TimeSpan.FromHours(1);

    public async Task RunAsync(CancellationToken token)
    {
        foreach (var office in await database.OfficesAsync(token)) await desk.PlanAsync(office, token);
    }
}
