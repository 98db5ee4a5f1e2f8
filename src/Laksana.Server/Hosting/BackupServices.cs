using Laksana.Automation;
using Laksana.Backups;

namespace Laksana.Server.Hosting;

/// <summary>Backups, media and recoveries, for pages, calls and machine work alike.</summary>
internal static class BackupServices
{
    public static IServiceCollection AddBackups(this IServiceCollection services, ServeOptions options) => services
        .AddSingleton(new BackupSettings(options.BackupFolder ?? Path.Combine(options.DataDirectory, "backups"), options.BackupSources))
        .AddSingleton<BackupBook>()
        .AddSingleton<BackupJobs>()
        .AddKeeping()
        .AddSingleton<IStepAction, DatabaseDump>();

    /// <summary>What a node does by itself. Each kind of job is an <see cref="IBackupJob"/> among the services.</summary>
    public static IServiceCollection AddBackupWork(this IServiceCollection services) => services
        .AddSingleton<BackupJobRunner>()
        .AddHostedService<BackupWork>()
        .AddKeepingWork();
}

/// <summary>Does this node's share of the backup jobs.</summary>
internal sealed class BackupWork(BackupJobRunner runner) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await runner.RunAsync(stoppingToken);
    }
}
