using Laksana.Automation;
using Laksana.Backups;
using Laksana.Server.Pages.Backups.Recovering;

namespace Laksana.Server.Hosting;

/// <summary>Recoveries, for pages, calls, commands and rows of cases alike. Stands on the backups.</summary>
internal static class RecoveryServices
{
    public static IServiceCollection AddRecoveries(this IServiceCollection services) => services
        .AddSingleton(new RecoveryPolicy())
        .AddSingleton<RecoveryDesk>()
        .AddSingleton<RecoveryBook>()
        .AddSingleton<RecoveryPlanning>()
        .AddSingleton<RecoveryForecast>()
        .AddSingleton(s => new RecoverySettings(s.GetRequiredService<ProofSettings>()))
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
