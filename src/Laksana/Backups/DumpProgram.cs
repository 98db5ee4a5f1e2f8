using System.Globalization;
using System.Text.RegularExpressions;
using Laksana.Database;

namespace Laksana.Backups;

/// <summary>An installed pg_dump; <paramref name="Version"/> as it says it, e.g. 15.18.</summary>
internal sealed partial record DumpProgram(string Path, string Version)
{
    public int Major => int.Parse(Version.Split('.')[0], CultureInfo.InvariantCulture);

    /// <summary>The newest on PATH or in the distribution's usual directories: it dumps every older server, never a newer one. Null when there is none.</summary>
    public static async Task<DumpProgram?> FindAsync(CancellationToken token)
    {
        var found = new List<DumpProgram>();
        foreach (var folder in PostgresPrograms.UsualFolders().Distinct(StringComparer.Ordinal))
        {
            var path = System.IO.Path.Combine(folder, "pg_dump");
            if (!File.Exists(path)) continue;
            var said = await ExternalProgram.RunAsync([path, "--version"], TimeSpan.FromSeconds(10), token);
            if (Said().Match(said.Output) is { Success: true } match) found.Add(new DumpProgram(path, match.Groups["version"].Value));
        }
        return found.MaxBy(p => p.Major);
    }

    [GeneratedRegex(@"\(PostgreSQL\) (?<version>\d+(\.\d+)*)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Said();
}
