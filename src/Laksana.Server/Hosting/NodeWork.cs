using Laksana.Automation;
using Laksana.Database;
using Laksana.Network;
using Laksana.Officers;

namespace Laksana.Server.Hosting;

/// <summary>Runs this node's part of the work that nobody asks for: machine steps, schedules, sealing, and saying that the node lives.</summary>
internal sealed partial class NodeWork(LaksanaDatabase database, ActionRunner runner, Schedules schedules, SealingLoop sealing, Offices offices, DemoSites sites, RunnerSettings settings,
    ServeOptions options, ILogger<NodeWork> log) : BackgroundService
{
    private static readonly TimeSpan SayEvery = TimeSpan.FromSeconds(5);
    private static readonly string Version = typeof(NodeWork).Assembly.GetName().Version!.ToString(3);

    /// <exception cref="OperatorException">This machine's clock is wrong.</exception>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await RunningNodes.EnterAsync(database, settings.Node, Version, cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        if (options.Demo) await AnswerForSitesAsync(stoppingToken);
        await Task.WhenAll(runner.RunAsync(stoppingToken), schedules.RunAsync(stoppingToken), sealing.RunAsync(stoppingToken), LiveAsync(stoppingToken));
    }

    private async Task AnswerForSitesAsync(CancellationToken token)
    {
        foreach (var office in await database.OfficesAsync(token)) sites.Answer((await offices.GetAsync(office, token)).Definition.Sites);
    }

    private async Task LiveAsync(CancellationToken token)
    {
        while (!token.IsCancellationRequested)
        {
            await Task.Delay(SayEvery, token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await SayAsync(token.IsCancellationRequested ? RunningNodes.LeaveAsync : SeenAsync);
        }
    }

    private async Task SeenAsync(LaksanaDatabase where, string node, CancellationToken token)
    {
        var ahead = await RunningNodes.SeenAsync(where, node, token);
        if (ahead.Duration() > SayEvery) LogClock(log, ahead.TotalSeconds);
    }

    private async Task SayAsync(Func<LaksanaDatabase, string, CancellationToken, Task> say)
    {
        using var patience = new CancellationTokenSource(SayEvery);
        try
        {
            await say(database, settings.Node, patience.Token);
        }
        catch (Exception error)
        {
            LogSilent(log, error.Message);
        }
    }

    [LoggerMessage(700, LogLevel.Warning, "The list of nodes cannot be reached: {Reason}")]
    private static partial void LogSilent(ILogger log, string reason);

    [LoggerMessage(701, LogLevel.Error, "This machine's clock is {Seconds} s ahead of the database's")]
    private static partial void LogClock(ILogger log, double seconds);
}
