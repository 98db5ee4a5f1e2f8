using Laksana.Automation;
using Laksana.Backups;
using Laksana.Database;

namespace Laksana.Server.Hosting;

/// <summary>Backups, media and recoveries, for pages, calls and machine work alike.</summary>
internal static class BackupServices
{
    public static IServiceCollection AddBackups(this IServiceCollection services, ServeOptions options) => services
        .AddSingleton(s => new BackupSettings(options.BackupFolder ?? Path.Combine(options.DataDirectory, "backups"), options.BackupSources)
            .WithOwnData(s.GetRequiredService<LaksanaDatabase>(), options.DataDirectory))
        .AddSingleton(s => new BackupKeys(s.GetRequiredService<LaksanaDatabase>(), options.DataDirectory, s.GetRequiredService<TimeProvider>()))
        .AddSingleton<BackupBook>()
        .AddSingleton<BackupJobs>()
        .AddKeeping()
        .AddSingleton<TakingTools>()
        .AddSingleton<BackupTaking>()
        .AddSingleton<TakenRuns>()
        .AddSingleton<IStepAction>(s => ActivatorUtilities.CreateInstance<TakeAction>(s, TakeAction.Usual))
        .AddSingleton<IStepAction>(s => ActivatorUtilities.CreateInstance<TakeAction>(s, TakeAction.Older))
        .AddSingleton<IBackupJob, TakeJob>()
        .AddRecoveries(options);

    /// <summary>What a node does by itself. Each kind of job is an <see cref="IBackupJob"/> among the services.</summary>
    public static IServiceCollection AddBackupWork(this IServiceCollection services) => services
        .AddSingleton<BackupJobRunner>()
        .AddHostedService<BackupWork>()
        .AddKeepingWork();
}

/// <summary>Does this node's share of the backup jobs.</summary>
internal sealed class BackupWork(BackupJobRunner runner, BackupSettings settings, LaksanaDatabase database) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await Task.WhenAll(runner.RunAsync(stoppingToken), LookAsync(stoppingToken));
    }

    /// <summary>Whose the installation's own data are depends on how many offices it serves.</summary>
    private async Task LookAsync(CancellationToken token)
    {
        while (!token.IsCancellationRequested)
        {
            try
            {
                settings.Knows(await database.OfficesAsync(token));
            }
            catch (Exception error) when (error is Npgsql.NpgsqlException or TimeoutException or OperationCanceledException)
            {
                // asked again soon
            }
            await Task.Delay(LookEvery, token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
