using Laksana.Network;

namespace Laksana.Server.Hosting;

/// <summary>Watches this node's share of the networks.</summary>
internal sealed class NetworkWork(NetworkWatch watch) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await watch.RunAsync(stoppingToken);
    }
}
