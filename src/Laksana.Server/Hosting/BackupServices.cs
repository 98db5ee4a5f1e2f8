using Laksana.Automation;
using Laksana.Backups;

namespace Laksana.Server.Hosting;

/// <summary>Backups, media and recoveries, for pages, calls and machine work alike.</summary>
internal static class BackupServices
{
    public static IServiceCollection AddBackups(this IServiceCollection services, ServeOptions options) => services
        .AddSingleton(new BackupSettings(options.BackupFolder ?? Path.Combine(options.DataDirectory, "backups"), options.BackupSources))
        .AddSingleton<IStepAction, DatabaseDump>();
}
