using System.Net;
using Laksana.Automation;
using Laksana.Network;
using Laksana.Network.Probes;
using Laksana.Network.Probes.Domains;
using Laksana.Network.Probes.Icmp;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Laksana.Server.Hosting;

/// <summary>The network: its map, its probes and what follows from them.</summary>
internal static class NetworkServices
{
    /// <summary>Where demo sites answer: loopback without 127.0.0.1, at which the program and its database listen.</summary>
    private static readonly string[] DemoRanges = ["127.0.0.2/31", "127.0.0.4/30", "127.0.0.8/29", "127.0.0.16/28", "127.0.0.32/27", "127.0.0.64/26", "127.0.0.128/25"];

    public static IServiceCollection AddNetwork(this IServiceCollection services, ServeOptions options) => services
        .AddSingleton(new AddressGuard(options.Demo ? [.. options.ProbesMayReach, .. DemoRanges.Select(IPNetwork.Parse)] : options.ProbesMayReach))
        .AddSingleton(_ => EchoEngine.Open())
        .AddSingleton(options.ProbeSecrets)
        .AddSingleton(DomainServers.Usual)
        .AddSingleton(s => new Prober(s.GetRequiredService<EchoEngine>(), s.GetRequiredService<AddressGuard>(), s.GetRequiredService<ProbeSecrets>(), s.GetRequiredService<DomainServers>(), TimeProvider.System))
        .AddSingleton<IProber>(s => s.GetRequiredService<Prober>())
        .AddSingleton<IStepAction, NetworkPing>()
        .AddDiagnosis();

    private static IServiceCollection AddDiagnosis(this IServiceCollection services)
    {
        services.TryAddSingleton<NetworkMaps>();
        return services
            .AddSingleton(s => new SiteDiagnosis(s.GetRequiredService<NetworkMaps>(), office => s.GetRequiredService<Prober>().With(s.GetRequiredService<ProbeSecrets>().Of(office)), s.GetServices<ISiteWitnesses>()))
            .AddSingleton<IStepAction, NetworkDiagnose>();
    }
}
