using Laksana.Automation;
using Laksana.Backups;
using Laksana.Server.Pages.Backups.Recovering;

namespace Laksana.Server.Hosting;

/// <summary>Recoveries, for pages, calls, commands and rows of cases alike. Stands on the backups.</summary>
internal static class RecoveryServices
{
    public static IServiceCollection AddRecoveries(this IServiceCollection services, ServeOptions options) => services
        .AddSingleton(new RecoveryPolicy())
        .AddSingleton<RecoveryDesk>()
        .AddSingleton<RecoveryBook>()
        .AddSingleton<RecoveryPlanning>()
        .AddSingleton<RecoveryForecast>()
        .AddSingleton(new RecoverySettings(ProofSettings.In(options.DataDirectory)))
        .AddSingleton<RecoveryGrounds>()
        .AddSingleton<RecoveryWork>()
        .AddSingleton<RecoveryDoor>()
        .AddSingleton<RecoveryRow>()
        .AddSingleton<IBackupJob, RecoveryJob>()
        .AddSingleton<IStepAction, RecoveryPreflightAction>()
        .AddSingleton<IStepAction, RecoveryRestoreAction>()
        .AddSingleton<IStepAction, RecoverySwapAction>()
        .AddScoped<RecoveryTools>();
}
