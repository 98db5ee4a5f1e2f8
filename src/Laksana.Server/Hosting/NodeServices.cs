using Laksana.Automation;
using Laksana.Backups;
using Laksana.Network;
using Laksana.Register;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Laksana.Server.Hosting;

/// <summary>What a node does by itself: machine steps, schedules, sealing.</summary>
internal static class NodeServices
{
    public static IServiceCollection AddNodeWork(this IServiceCollection services, ServeOptions options)
    {
        if (!options.Works) return services;
        var node = NodeName();
        services.TryAddSingleton<ActionProgress>();
        return services
            .AddSingleton(new BackupSettings(options.BackupFolder ?? Path.Combine(options.DataDirectory, "backups"), options.BackupSources))
            .AddSingleton<IStepAction, NetworkPing>()
            .AddSingleton<DemoSites>()
            .AddSingleton<IStepAction, DatabaseDump>()
            .AddSingleton(new RunnerSettings { Node = node })
            .AddSingleton<ActionRunner>()
            .AddSingleton(new ScheduleSettings { Node = node })
            .AddSingleton<Schedules>()
            .AddSingleton(_ => SealKey.OpenOrCreate(options.DataDirectory))
            .AddSingleton(s => new Sealer(s.GetRequiredService<Database.LaksanaDatabase>(), s.GetRequiredService<SealKey>(), s.GetRequiredService<TimeProvider>(),
                options.HeadFile is { } file ? new HeadFile(file) : null, s.GetRequiredService<ILogger<Sealer>>()))
            .AddSingleton(s => new SealingLoop(s.GetRequiredService<Sealer>(), SealingLoop.Usual, s.GetRequiredService<ILogger<SealingLoop>>()))
            .AddHostedService<NodeWork>();
    }

    /// <summary>Two machines may share a host name, and two containers a process number as well.</summary>
    private static string NodeName() => FormattableString.Invariant($"{Environment.MachineName}-{Environment.ProcessId}-{Random.Shared.Next(0x10000):x4}");
}
