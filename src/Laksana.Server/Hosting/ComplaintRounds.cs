using Laksana.Complaints;
using Laksana.Database;

namespace Laksana.Server.Hosting;

/// <summary>Looks for complaints whose limit has passed, once a minute on every node: what was told is not told again.</summary>
internal sealed partial class ComplaintRounds(LaksanaDatabase database, ComplaintWatch watch, ILogger<ComplaintRounds> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Every, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested) return;
            try
            {
                foreach (var office in await database.OfficesAsync(stoppingToken)) await watch.LookAsync(office, stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(log, error);
            }
            catch (Exception)
            {
                // The node ends.
            }
        }
    }

    [LoggerMessage(720, LogLevel.Error, "The limits of complaints cannot be checked")]
    private static partial void LogFailed(ILogger log, Exception error);
}
