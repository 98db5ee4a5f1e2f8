using Laksana.Automation;
using Laksana.Backups;
using Laksana.Server.Pages.Backups.Keeping;

namespace Laksana.Server.Hosting;

/// <summary>How long backups are kept, and the watch over them.</summary>
internal static class KeepingServices
{
    /// <summary>For pages, calls and commands.</summary>
    public static IServiceCollection AddKeeping(this IServiceCollection services) => services
        .AddSingleton<RetentionBook>().AddSingleton<ExpiryBook>().AddSingleton<ExpiryDesk>().AddSingleton<ExpiryCheck>().AddSingleton<ExpiryWork>()
        .AddSingleton<PolicyDesk>().AddSingleton<HoldDesk>()
        .AddSingleton<WatchBook>().AddSingleton<FindingCases>().AddSingleton<WatchRound>().AddSingleton<RedundancyBook>().AddSingleton<SpaceSampling>()
        .AddSingleton<ExpirySignal>()
        .AddScoped<KeepingTools>()
        .AddScoped<Pages.Beranda.BackupLines>();

    /// <summary>What a node does by itself.</summary>
    public static IServiceCollection AddKeepingWork(this IServiceCollection services) => services
        .AddSingleton<IRegularWork, WatchLooks>()
        .AddSingleton<IRegularWork, ExpiryPlans>()
        .AddHostedService<KeepingRounds>();
}
