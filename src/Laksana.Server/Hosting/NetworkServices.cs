using System.Net;
using Laksana.Automation;
using Laksana.Database;
using Laksana.Network;
using Laksana.Network.Probes;
using Laksana.Network.Probes.Domains;
using Laksana.Network.Probes.Icmp;
using Laksana.Officers;
using Laksana.Server.Pages.Network;

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
        .AddSingleton(s => new SiteDiagnosis(s.GetRequiredService<NetworkMaps>(), office => s.GetRequiredService<Prober>().With(s.GetRequiredService<ProbeSecrets>().Of(office)), s.GetServices<ISiteWitnesses>()))
        .AddSingleton<IStepAction, NetworkDiagnose>()
        .AddSingleton<NetworkMaps>().AddSingleton<MapDesk>().AddSingleton<NetworkSettingsBook>().AddSingleton<WindowBook>()
        .AddSingleton<NetworkSheets>().AddSingleton<IncidentBook>().AddSingleton<IncidentDesk>()
        .AddSingleton<StandingBook>().AddSingleton<NetworkHistory>().AddSingleton<AvailabilityBook>().AddSingleton<Testimony>()
        .AddSingleton<Installing.DemoNetwork>()
        .AddScoped<NetworkAccess>().AddScoped<NetworkTools>().AddScoped<Pages.Beranda.NetworkLines>();

    /// <summary>This node's share of the watching.</summary>
    public static IServiceCollection AddNetworkWatch(this IServiceCollection services, string node) => services
        .AddSingleton(s => new WatchTools(s.GetRequiredService<LaksanaDatabase>(), s.GetRequiredService<Offices>(), s.GetRequiredService<NetworkMaps>(), s.GetRequiredService<NetworkSettingsBook>(),
            s.GetRequiredService<WindowBook>(), s.GetRequiredService<IncidentDesk>(), office => s.GetRequiredService<Prober>().With(s.GetRequiredService<ProbeSecrets>().Of(office)),
            s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<NetworkWatch>>()))
        .AddSingleton(new WatchSettings { Node = node })
        .AddSingleton<NetworkWatch>()
        .AddHostedService<NetworkWork>();
}
