using Laksana.Automation;
using Laksana.Network;
using Laksana.Notices;
using Laksana.Register;

namespace Laksana.Server.Hosting;

/// <summary>What a node does by itself: machine steps, schedules, sealing. Stands on <see cref="CaseServices"/>.</summary>
internal static class NodeServices
{
    public static IServiceCollection AddNodeWork(this IServiceCollection services, ServeOptions options)
    {
        // Known also where they are not run: a row that is begun there waits for a node that does.
        services.AddBackups(options).AddNetwork(options);
        if (!options.Works) return services;
        var node = NodeName();
        return services
            .AddSingleton<DemoSites>()
            .AddSingleton(new RunnerSettings { Node = node })
            .AddSingleton<ActionRunner>()
            .AddSingleton(new ScheduleSettings { Node = node })
            .AddSingleton<Schedules>()
            .AddSingleton(s => new Sealer(s.GetRequiredService<Database.LaksanaDatabase>(), s.GetRequiredService<SealKey>(), s.GetRequiredService<TimeProvider>(),
                options.HeadFile is { } file ? new HeadFile(file) : null, s.GetRequiredService<ILogger<Sealer>>()))
            .AddSingleton(s => new SealingLoop(s.GetRequiredService<Sealer>(), SealingLoop.Usual, s.GetRequiredService<ILogger<SealingLoop>>()))
            .AddSingleton(new DeliveryPace { Node = node })
            .AddSingleton<Delivery>()
            .AddHostedService<NodeWork>()
            .AddHostedService<RegisterFollowing>()
            .AddHostedService<NoticeWork>()
            .AddNetworkWatch(node)
            .AddHostedService<ComplaintRounds>()
            .AddBackupWork();
    }

    /// <summary>Two machines may share a host name, and two containers a process number as well.</summary>
    private static string NodeName() => FormattableString.Invariant($"{Environment.MachineName}-{Environment.ProcessId}-{Random.Shared.Next(0x10000):x4}");
}
