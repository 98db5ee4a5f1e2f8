using Laksana.Automation;
using Laksana.Network;

namespace Laksana.Server.Hosting;

/// <summary>The network: its map, its probes and what follows from them.</summary>
internal static class NetworkServices
{
    public static IServiceCollection AddNetwork(this IServiceCollection services) => services
        .AddSingleton<IStepAction, NetworkPing>();
}
