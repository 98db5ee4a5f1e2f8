namespace Laksana.Database;

/// <summary>Turns what initdb or the starting server said into one message for the operator. Their messages are in English (LC_ALL=C).</summary>
internal static class StartFailure
{
    private static readonly string[] Damage =
    [
        "PANIC", "not a valid data directory", "pg_control", "could not find the database system", "required WAL directory", "checkpoint record", "could not open file", "could not read file", "could not open directory",
        "invalid page", "incompatible with server", "invalid permissions", "could not access status of transaction", "contains unrecognized configuration",
    ];

    internal static OperatorException Explain(string data, string text) =>
        IsFull(text) || IsOutOfRoom(data) ? Full(data)
        : Damage.Any(sign => text.Contains(sign, StringComparison.Ordinal)) ? DatabaseWords.Refuse(ExitCode.DataDirectory, "damaged", data, Cause(text))
        : DatabaseWords.Refuse(ExitCode.Database, "start-failed", data, Cause(text));

    internal static OperatorException ExplainCreation(string data, string text) =>
        IsFull(text) || IsOutOfRoom(data) ? Full(data) : DatabaseWords.Refuse(ExitCode.Database, "creation-failed", data, Cause(text));

    internal static bool IsFull(string text) =>
        text.Contains("No space left on device", StringComparison.Ordinal) || text.Contains("Disk quota exceeded", StringComparison.Ordinal);

    /// <summary>Without room for one more file of the write-ahead log nothing starts, whatever the server's last words were.</summary>
    private static bool IsOutOfRoom(string data) => Directory.Exists(data) && new DriveInfo(data).AvailableFreeSpace < 16 * 1024 * 1024;

    internal static OperatorException Full(string data) => DatabaseWords.Refuse(ExitCode.Storage, "disk-full", data);

    /// <summary>The gravest line.</summary>
    private static string Cause(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var sign in new[] { "PANIC:", "FATAL:", "ERROR:", "error:", "could not" })
            if (lines.FirstOrDefault(line => line.Contains(sign, StringComparison.Ordinal)) is { } line)
                return line[Math.Max(0, line.IndexOf(sign, StringComparison.Ordinal))..];
        return lines.LastOrDefault() ?? "?";
    }
}
