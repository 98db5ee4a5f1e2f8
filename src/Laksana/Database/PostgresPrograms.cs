using System.Globalization;
using System.Text.RegularExpressions;

namespace Laksana.Database;

/// <summary>An installed PostgreSQL: the directory of its programs and its major version.</summary>
public sealed partial record PostgresPrograms(string Folder, int Major)
{
    /// <summary>Path of one of its programs, e.g. <c>pg_dump</c>.</summary>
    public string this[string program] => Path.Combine(Folder, program);

    /// <summary>The newest on PATH or in the distribution's usual directories; for an existing cluster the one of its version.</summary>
    /// <param name="major">Version of an existing cluster; null when any supported one will do.</param>
    /// <exception cref="OperatorException">There is none, or it is too old.</exception>
    public static Task<PostgresPrograms> FindAsync(int? major = null, CancellationToken token = default) => FindAsync(UsualFolders(), major, token);

    internal static async Task<PostgresPrograms> FindAsync(IEnumerable<string> folders, int? major, CancellationToken token)
    {
        var found = new List<PostgresPrograms>();
        foreach (var folder in folders.Distinct(StringComparer.Ordinal))
            if (await LookAsync(folder, token) is { } programs)
                found.Add(programs);
        var newest = found.Where(p => major is null || p.Major == major).MaxBy(p => p.Major);
        if (newest is { Major: >= ServerCheck.OldestMajor }) return newest;
        throw found.Count == 0 ? DatabaseWords.Refuse(ExitCode.Database, "no-postgres")
            : major is not null ? DatabaseWords.Refuse(ExitCode.Database, "other-postgres", major, string.Join(", ", found.Select(p => p.Major)))
            : DatabaseWords.Refuse(ExitCode.Database, "too-old", found.Max(p => p.Major), ServerCheck.OldestMajor);
    }

    [GeneratedRegex(@"\(PostgreSQL\) (?<major>\d+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Version { get; }

    internal static IEnumerable<string> UsualFolders()
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        string[] homes = ["/usr/lib/postgresql", "/usr/pgsql", "/opt/homebrew/opt"];
        var distribution = homes.Where(Directory.Exists).SelectMany(Directory.GetDirectories).Select(home => Path.Combine(home, "bin"));
        var redHat = Directory.Exists("/usr") ? Directory.GetDirectories("/usr", "pgsql-*").Select(home => Path.Combine(home, "bin")) : [];
        return [.. path, .. distribution, .. redHat];
    }

    private static async Task<PostgresPrograms?> LookAsync(string folder, CancellationToken token)
    {
        string[] needed = ["postgres", "initdb", "pg_ctl"];
        if (!needed.All(program => File.Exists(Path.Combine(folder, program)))) return null;
        // PATH may hold links to a few of the programs; pg_dump and its fellows lie beside what they point to.
        if (File.ResolveLinkTarget(Path.Combine(folder, "postgres"), returnFinalTarget: true)?.FullName is { } real && Path.GetDirectoryName(real) is { } home
            && File.Exists(Path.Combine(home, "pg_ctl"))) folder = home;
        try
        {
            var said = await ExternalProgram.RunAsync([Path.Combine(folder, "postgres"), "--version"], TimeSpan.FromSeconds(10), token);
            var match = Version.Match(said.Output);
            return match.Success ? new PostgresPrograms(folder, int.Parse(match.Groups["major"].ValueSpan, CultureInfo.InvariantCulture)) : null;
        }
        catch (Exception error) when (error is TimeoutException or System.ComponentModel.Win32Exception)
        {
            return null; // not for this machine
        }
    }
}
