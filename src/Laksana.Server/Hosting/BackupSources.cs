using System.Collections;
using Laksana.Backups;

namespace Laksana.Server.Hosting;

/// <summary>
/// Databases to back up, named in the environment so that no password stands on a command line:
/// <c>LAKSANA_SOURCE_KEPENDUDUKAN="Host=…"</c> is the source <c>kependudukan</c>, for every office of the installation.
/// </summary>
internal static class BackupSources
{
    private const string Prefix = "LAKSANA_SOURCE_";

    public static List<BackupSource> FromEnvironment() =>
    [
        .. from DictionaryEntry variable in Environment.GetEnvironmentVariables()
           let name = (string)variable.Key
           where name.StartsWith(Prefix, StringComparison.Ordinal) && variable.Value is string { Length: > 0 }
           orderby name
           select new BackupSource(name[Prefix.Length..].ToLowerInvariant().Replace('_', '-'), (string)variable.Value!, []),
    ];
}
