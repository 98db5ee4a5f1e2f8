using Laksana.Automation;
using static Laksana.Backups.BackupWords;

namespace Laksana.Backups;

/// <summary>What went wrong, from pg_dump's complaints (always in English, see <see cref="ChildProgram"/>).</summary>
internal static class PgDumpFailure
{
    private static readonly IReadOnlyList<(string Words, string Key, bool MayRetry)> Known =
    [
        ("No space left on device", "disk-full", false),
        ("could not write to", "disk-full", false),
        ("permission denied for", "source-rights", false),
        ("password authentication failed", "source-login", false),
        ("server version mismatch", "old-server-mismatch", false),
        ("lock", "source-locked", true),
        ("connection to server", "source-unreachable", true),
        ("server closed the connection", "source-lost", true),
        ("terminating connection", "source-lost", true),
        ("", "dump-failed", true),
    ];

    public static ActionFailedException Explain(string source, string complaints)
    {
        var (_, key, mayRetry) = Known.First(k => complaints.Contains(k.Words, StringComparison.Ordinal));
        var first = complaints.Split('\n').FirstOrDefault(l => l.Contains("error:", StringComparison.Ordinal)) ?? complaints.Split('\n')[0];
        var words = first.Replace("pg_dump: ", "", StringComparison.Ordinal).Replace("error: ", "", StringComparison.Ordinal);
        return Failure(key, mayRetry, new IOException(complaints), source, words);
    }
}
