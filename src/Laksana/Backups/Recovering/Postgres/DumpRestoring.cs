using System.Globalization;
using System.Text.RegularExpressions;
using Laksana.Automation;
using Laksana.Database;
using static Laksana.Backups.RecoveryWords;

namespace Laksana.Backups;

/// <summary>An installed pg_restore; <paramref name="Version"/> as it says it, e.g. 15.18.</summary>
internal sealed partial record RestoreProgram(string Path, string Version)
{
    public int Major => int.Parse(Version.Split('.')[0], CultureInfo.InvariantCulture);

    /// <summary>The newest on PATH or in the distribution's usual directories; null when there is none.</summary>
    public static async Task<RestoreProgram?> FindAsync(CancellationToken token)
    {
        var found = new List<RestoreProgram>();
        foreach (var folder in PostgresPrograms.UsualFolders().Distinct(StringComparer.Ordinal))
        {
            var path = System.IO.Path.Combine(folder, "pg_restore");
            if (!File.Exists(path)) continue;
            var said = await ExternalProgram.RunAsync([path, "--version"], TimeSpan.FromSeconds(10), token);
            if (Said().Match(said.Output) is { Success: true } match) found.Add(new RestoreProgram(path, match.Groups["version"].Value));
        }
        return found.MaxBy(p => p.Major);
    }

    [GeneratedRegex(@"\(PostgreSQL\) (?<version>\d+(\.\d+)*)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Said();
}

/// <summary>What pg_restore says of a dump's table of contents.</summary>
/// <param name="Entries">Its lines, each of which pg_restore takes back with <c>--use-list</c>.</param>
/// <param name="Roles">That own something of it or have a right to it.</param>
internal sealed partial record RestoreList(IReadOnlyList<string> Entries, IReadOnlyList<string> Roles)
{
    public int Tables => Entries.Count(e => e.Contains(" TABLE DATA ", StringComparison.Ordinal));

    public IReadOnlyList<string> Extensions => [.. Entries.Select(e => Extension().Match(e)).Where(m => m.Success).Select(m => m.Groups["name"].Value)];

    /// <exception cref="ActionFailedException">The dump is of a newer pg_dump, or does not read.</exception>
    public static async Task<RestoreList> ReadAsync(RestoreProgram program, string dump, CancellationToken token)
    {
        var said = await ExternalProgram.RunAsync([program.Path, "--list", dump], TimeSpan.FromMinutes(5), token);
        if (said.ExitCode == 0)
        {
            List<string> entries = [.. said.Output.Split('\n').Where(l => l.Length > 0 && l[0] != ';')];
            return new RestoreList(entries, [.. entries.Select(e => e.Split(' ')[^1]).Concat(await GranteesAsync(program, dump, entries, token)).Where(r => r.Length > 0).Distinct(StringComparer.Ordinal)]);
        }
        throw said.Errors.Contains("unsupported version", StringComparison.Ordinal) ? Fail("dump-too-new", program.Version) : Fail("dump-unreadable", said.Errors.Trim());
    }

    /// <summary>From the grants alone, which pg_restore writes out: no function's body is among them.</summary>
    private static async Task<IEnumerable<string>> GranteesAsync(RestoreProgram program, string dump, List<string> entries, CancellationToken token)
    {
        if (entries.FindAll(e => e.Contains(" ACL ", StringComparison.Ordinal)) is not { Count: > 0 } grants) return [];
        var list = Path.Combine(Path.GetDirectoryName(dump)!, "hak");
        await File.WriteAllLinesAsync(list, grants, token);
        var said = await ExternalProgram.RunAsync([program.Path, "--use-list=" + list, "--schema-only", "--file=-", dump], TimeSpan.FromMinutes(5), token);
        return said.Output.Split('\n').Select(l => Grantee().Match(l)).Where(m => m.Success).Select(m => m.Groups["role"].Value)
            .Where(r => r != "PUBLIC").Select(r => r[0] == '"' ? r[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : r);
    }

    /// <summary>Without comments on extensions, which only a superuser may set and nobody misses.</summary>
    public IEnumerable<string> ForPlainLogin() => Entries.Where(e => !e.Contains(" COMMENT - EXTENSION ", StringComparison.Ordinal));

    [GeneratedRegex("^(GRANT|REVOKE) .* (TO|FROM) (?<role>\"([^\"]|\"\")+\"|[^\\s;\"]+)( WITH GRANT OPTION)?;$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Grantee();

    [GeneratedRegex(@"^\d+; \d+ \d+ EXTENSION - (?<name>.+?) *$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Extension();
}

/// <summary>Runs pg_restore from an unpacked dump into a database that was made for it.</summary>
internal sealed partial class DumpRestoring(RestoreProgram program, PostgresServer server)
{
    /// <param name="database">Made by <see cref="DatabaseBeside"/>: there is no other way to name one here.</param>
    /// <param name="withTablespaces">Every tablespace of the dump is on the server.</param>
    /// <exception cref="ActionFailedException">pg_restore complained; the database is not whole.</exception>
    public async Task RunAsync(string dump, string database, RestoreList contents, bool superuser, bool withTablespaces, IActionProgress progress, double from, double share, CancellationToken token)
    {
        var list = Path.Combine(Path.GetDirectoryName(dump)!, "daftar");
        await File.WriteAllLinesAsync(list, superuser ? contents.Entries : contents.ForPlainLogin(), token);
        List<string> words =
        [
            program.Path, "--format=directory", "--jobs=2", "--exit-on-error", "--verbose", "--no-password", "--use-list=" + list, "--dbname=" + PgName.Connection(database),
        ];
        if (!withTablespaces) words.Add("--no-tablespaces");
        words.Add(dump);
        var (done, all) = (0, Math.Max(1, contents.Tables));
        var said = await TiedProgram.RunAsync(words, LibpqLogin.Of(server.LoginTo(database)), line =>
        {
            if (Finished().Match(line) is not { Success: true } match) return;
            done++;
            progress.ReportAsync(Recovering["restore.table", match.Groups["table"].Value, done, all], from + share * done / all, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        }, token);
        if (said.ExitCode != 0) throw Explain(said.Errors);
    }

    private ActionFailedException Explain(string complaints)
    {
        var first = complaints.Split('\n').FirstOrDefault(l => l.Contains("error:", StringComparison.Ordinal)) ?? complaints.Split('\n')[^1];
        var words = first.Replace("pg_restore: ", "", StringComparison.Ordinal).Replace("error: ", "", StringComparison.Ordinal).Trim();
        var (key, retry) = complaints switch
        {
            _ when complaints.Contains("No space left on device", StringComparison.Ordinal) => ("restore-no-space", false),
            _ when complaints.Contains("server closed the connection", StringComparison.Ordinal) || complaints.Contains("terminating connection", StringComparison.Ordinal) => ("restore-lost", true),
            _ => ("restore-failed", false),
        };
        return Fail(key, retry, new IOException(complaints), server.Source, words);
    }

    [GeneratedRegex("finished item \\d+ TABLE DATA (?<table>.*)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Finished();
}
