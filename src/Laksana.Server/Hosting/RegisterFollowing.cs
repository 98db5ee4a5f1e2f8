using Laksana.Agenda;
using Laksana.Database;
using Laksana.Measures;

namespace Laksana.Server.Hosting;

/// <summary>Has the agenda and the measures follow the seals, a moment behind them. Every node looks; one at a time does it for an office.</summary>
internal sealed partial class RegisterFollowing(LaksanaDatabase database, AgendaFollower agenda, MeasureFollower measures, ILogger<RegisterFollowing> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Every, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!stoppingToken.IsCancellationRequested) await FollowAsync(stoppingToken);
        }
    }

    /// <summary>An office whose register cannot be followed does not keep the others waiting.</summary>
    private async Task FollowAsync(CancellationToken token)
    {
        try
        {
            foreach (var office in await database.OfficesAsync(token))
            {
                await TryAsync(office, agenda.RunAsync, token);
                await TryAsync(office, measures.RunAsync, token);
            }
        }
        catch (Exception error)
        {
            if (!token.IsCancellationRequested) LogFailed(log, error.Message, "");
        }
    }

    private async Task TryAsync(string office, Func<string, CancellationToken, Task> follow, CancellationToken token)
    {
        try
        {
            await follow(office, token);
        }
        catch (Exception error)
        {
            if (!token.IsCancellationRequested) LogFailed(log, error.Message, office);
        }
    }

    [LoggerMessage(720, LogLevel.Warning, "Agenda and measures do not follow the register at the moment: {Reason} {Office}")]
    private static partial void LogFailed(ILogger log, string reason, string office);
}
