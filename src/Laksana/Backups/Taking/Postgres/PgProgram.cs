using System.Globalization;
using System.Text.RegularExpressions;
using Laksana.Database;

namespace Laksana.Backups;

/// <summary>An installed pg_dump with its fellows beside it; <paramref name="Version"/> as it says it, e.g. 15.18.</summary>
internal sealed partial record PgProgram(string Folder, string Version)
{
    public int Major => int.Parse(Version.Split('.')[0], CultureInfo.InvariantCulture);

    /// <summary>Path of one of them, e.g. <c>pg_restore</c>.</summary>
    public string this[string program] => Path.Combine(Folder, program);

    /// <summary>The newest on PATH or in the distribution's usual directories: it dumps every older server, never a newer one. Null when there is none.</summary>
    public static async Task<PgProgram?> FindAsync(CancellationToken token)
    {
        var found = new List<PgProgram>();
        foreach (var folder in PostgresPrograms.UsualFolders().Distinct(StringComparer.Ordinal))
        {
            var path = Path.Combine(folder, "pg_dump");
            if (!File.Exists(path)) continue;
            var said = await ExternalProgram.RunAsync([path, "--version"], TimeSpan.FromSeconds(10), token);
            if (Said().Match(said.Output) is { Success: true } match) found.Add(new PgProgram(folder, match.Groups["version"].Value));
        }
        return found.MaxBy(p => p.Major);
    }

    [GeneratedRegex(@"\(PostgreSQL\) (?<version>\d+(\.\d+)*)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Said();
}
