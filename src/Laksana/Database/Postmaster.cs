using System.Globalization;

namespace Laksana.Database;

/// <summary>Looks at the system's processes for those of one cluster. Linux: everything comes from /proc.</summary>
/// <param name="uid">The account under which it runs.</param>
internal sealed class Postmaster(ClusterPlace place, int uid)
{
    private string PidFile => Path.Combine(place.Data, "postmaster.pid");

    /// <summary>
    /// The running server's process, or null. The file alone proves nothing: after a kill -9 it stays, its number may meanwhile
    /// belong to another process, and a killed server that nobody reaped (a zombie) still answers signals.
    /// </summary>
    internal int? Running() => RecordedPid() is { } pid && IsAlive(pid) && IsOurs(pid) ? pid : null;

    /// <summary>
    /// Ends what a killed server left behind and removes its file, so that the next start is not refused. Only for whoever holds the
    /// directory's lock and has found <see cref="Running"/> null. An orphan is past saving: it can no longer commit.
    /// </summary>
    internal async Task ClearAsync(CancellationToken token)
    {
        foreach (var pid in Orphans())
        {
            System.Diagnostics.Process orphan;
            try
            {
                orphan = System.Diagnostics.Process.GetProcessById(pid);
            }
            catch (ArgumentException)
            {
                continue; // ended by itself
            }
            using (orphan)
            {
                orphan.Kill();
                while (IsAlive(pid)) await Task.Delay(10, token);
            }
        }
        File.Delete(PidFile);
        // The server refuses to start while the number in the socket's lock answers signals: a zombie does, and so may, after a power cut, this very program.
        if (!Directory.Exists(place.SocketFolder)) return;
        foreach (var socketLock in Directory.EnumerateFiles(place.SocketFolder, ".s.PGSQL.*.lock")) File.Delete(socketLock);
    }

    internal static bool IsAlive(int pid) => State(pid) is not (null or 'Z' or 'X');

    private IEnumerable<int> Orphans() =>
        from folder in Directory.EnumerateDirectories("/proc")
        let name = Path.GetFileName(folder)
        where name.All(char.IsAsciiDigit)
        let pid = int.Parse(name, CultureInfo.InvariantCulture)
        where IsAlive(pid) && IsOurs(pid)
        select pid;

    /// <summary>
    /// By working directory where the system lets us read it (in many containers root may not), else by title; in both cases of the
    /// cluster's account, whose processes alone could hold its memory.
    /// </summary>
    private bool IsOurs(int pid)
    {
        if (!Status(pid).Contains(FormattableString.Invariant($"\nUid:\t{uid}\t"), StringComparison.Ordinal)) return false;
        var words = Read($"/proc/{pid}/cmdline").Split('\0');
        if (!Path.GetFileName(words[0].Split(' ')[0]).StartsWith("postgres", StringComparison.Ordinal)) return false;
        return WorkingDirectory(pid) == place.Data || words[0].Contains($" {place.Name}: ", StringComparison.Ordinal) || words.Contains(place.Data);
    }

    private int? RecordedPid() =>
        int.TryParse(Read(PidFile).Split('\n')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var pid) && pid > 1 ? pid : null;

    private static char? State(int pid)
    {
        var stat = Read($"/proc/{pid}/stat");
        var afterName = stat.LastIndexOf(')') + 2;
        return afterName > 1 && afterName < stat.Length ? stat[afterName] : null;
    }

    private static string Status(int pid) => Read($"/proc/{pid}/status");

    private static string? WorkingDirectory(int pid)
    {
        try
        {
            return File.ResolveLinkTarget($"/proc/{pid}/cwd", returnFinalTarget: false)?.FullName;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
