using Laksana.Automation;
using Laksana.Backups;
using Laksana.Database;
using Laksana.Server.Installing;

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
        .AddSingleton<TakingDoor>()
        .AddSingleton<TakenRuns>()
        .AddSingleton<IStepAction>(s => ActivatorUtilities.CreateInstance<TakeAction>(s, TakeAction.Usual))
        .AddSingleton<IStepAction>(s => ActivatorUtilities.CreateInstance<TakeAction>(s, TakeAction.Older))
        .AddSingleton<IBackupJob, TakeJob>()
        .AddProofs(options)
        .AddCustody(options)
        .AddRecoveries(options);

    /// <summary>Checks and restores for trial.</summary>
    private static IServiceCollection AddProofs(this IServiceCollection services, ServeOptions options) => services
        .AddSingleton(options.ScratchFolder is { } scratch ? new ProofSettings(Path.GetFullPath(scratch)) : ProofSettings.In(options.DataDirectory))
        .AddSingleton<DrillBook>()
        .AddSingleton<GoodCopies>()
        .AddSingleton<BackupProof>()
        .AddSingleton<DrillRounds>()
        .AddSingleton<IRegularWork>(s => s.GetRequiredService<DrillRounds>())
        .AddSingleton<IBackupJob, VerifyJob>()
        .AddSingleton<IBackupJob, DrillJob>()
        .AddSingleton<IStepAction, BackupVerify>()
        .AddScoped<Pages.Backups.BackupAccess>()
        .AddScoped<Pages.Backups.BackupPageTools>()
        .AddScoped<Pages.Backups.Taking.BackupTools>()
        .AddSingleton<Pages.Backups.Taking.BackupBooks>()
        .AddScoped<Pages.Backups.Proving.ProofTools>();

    /// <summary>Media, what is copied to them, and through whose hands they go.</summary>
    private static IServiceCollection AddCustody(this IServiceCollection services, ServeOptions options) => services
        .AddSingleton(new MediaSettings(options.Demo ? [.. options.MediaRoots, DemoMedia.Folder(options)] : options.MediaRoots))
        .AddSingleton<MediaPlaces>()
        .AddSingleton<MediaBook>()
        .AddSingleton<MediaDesk>()
        .AddSingleton<MediaMarking>()
        .AddSingleton<HandoverBook>()
        .AddSingleton<HandoverDesk>()
        .AddSingleton<CodeDesk>()
        .AddSingleton<CustodyTools>()
        .AddSingleton<DemoMedia>()
        .AddSingleton<IStepAction, BackupCopy>()
        .AddSingleton<IStepAction, BackupReceive>()
        .AddSingleton<IStepAction, BackupAgenda>()
        .AddSingleton<IBackupJob, CopyJob>()
        .AddSingleton<IBackupJob, MeasureJob>();

    /// <summary>What a node does by itself. Each kind of job is an <see cref="IBackupJob"/> among the services.</summary>
    public static IServiceCollection AddBackupWork(this IServiceCollection services) => services
        .AddSingleton<BackupJobRunner>()
        .AddHostedService<BackupWork>()
        .AddKeepingWork()
        .AddSingleton<MediumWatch>()
        .AddHostedService<MediaWatching>();
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

/// <summary>Tells the other nodes which media this machine sees.</summary>
internal sealed partial class MediaWatching(MediumWatch watch, ILogger<MediaWatching> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await watch.LookAsync(stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                LogNotTold(log, error.Message);
            }
            await Task.Delay(MediumWatch.Every, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(595, LogLevel.Warning, "Which media are plugged in cannot be told: {Reason}")]
    private static partial void LogNotTold(ILogger log, string reason);
}
