using System.Diagnostics;
using System.Globalization;
using Laksana.Database;

namespace Laksana.Backups;

/// <summary>Ends the processes that work in a folder nobody owns any more. Linux: everything comes from /proc.</summary>
internal static class Leftovers
{
    /// <summary>What a proof starts. An administrator's shell or editor that stands in the folder is not ours to end.</summary>
    private static readonly HashSet<string> Programs = new(StringComparer.Ordinal)
    {
        "postgres", "initdb", "pg_ctl", "pg_restore", "pg_amcheck", "mariadbd", "mysqld", "mariadb", "mysql", "mariadb-install-db", "mysql_install_db", "age", "tar",
    };

    /// <param name="folder">Path without symbolic links and with a name that no other folder ever had.</param>
    public static async Task EndAsync(string folder)
    {
        foreach (var pid in Working(folder))
        {
            try
            {
                using var process = Process.GetProcessById(pid);
                process.Kill();
            }
            catch (Exception error) when (error is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
            {
                continue; // ended by itself, or not ours to end
            }
            for (var i = 0; i < 200 && Postmaster.IsAlive(pid); i++) await Task.Delay(10);
        }
    }

    private static List<int> Working(string folder) =>
        [.. from entry in Directory.EnumerateDirectories("/proc")
            let name = Path.GetFileName(entry)
            where name.All(char.IsAsciiDigit)
            let pid = int.Parse(name, CultureInfo.InvariantCulture)
            let words = Words(entry)
            where pid != Environment.ProcessId && Programs.Contains(Program(words)) && (WorksIn(entry, folder) || words.Any(word => Names(word, folder)))
            select pid];

    private static bool WorksIn(string entry, string folder)
    {
        try
        {
            return File.ResolveLinkTarget(entry + "/cwd", returnFinalTarget: false)?.FullName is { } path && IsIn(path, folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string[] Words(string entry)
    {
        try
        {
            return File.ReadAllText(entry + "/cmdline").Split('\0');
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>A server's processes put a colon behind it and say what they do.</summary>
    private static string Program(string[] words) => words.Length == 0 ? "" : Path.GetFileName(words[0].Split(' ')[0]).TrimEnd(':');

    /// <summary>As a word of its own or as an option's value.</summary>
    private static bool Names(string word, string folder) => IsIn(word, folder) || word.Contains("=" + folder + "/", StringComparison.Ordinal);

    private static bool IsIn(string path, string folder) => path == folder || path.StartsWith(folder + "/", StringComparison.Ordinal);
}
