using System.Diagnostics;

namespace Laksana.Server.Touring;

/// <summary>What a command of the program answered.</summary>
internal sealed record Ran(int Code, string Output, string Errors);

/// <summary>This same program, run once more in a process of its own.</summary>
internal static class OwnProgram
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Nothing of the environment may lead it to another installation than the one that the words name.</summary>
    private static readonly string[] Misleading = ["LAKSANA_DATA", "LAKSANA_DATABASE", "LAKSANA_DATABASE_APP", "LAKSANA_BACKUP_DIR", "LAKSANA_BACKUP_SOURCES", "LAKSANA_NETWORK_ALLOW", "LAKSANA_NETWORK_SECRETS"];

    public static Process Start(IEnumerable<string> words)
    {
        var program = Environment.ProcessPath!;
        string[] library = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [typeof(OwnProgram).Assembly.Location] : [];
        var description = new ProcessStartInfo(program, [.. library, .. words]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in Misleading) description.Environment.Remove(name);
        // As ./run and the service do, to keep the program small.
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "small.env")).Where(l => !l.StartsWith('#')))
            if (line.Split('=', 2) is [var name, var value]) description.Environment.TryAdd(name, value);
        var process = Process.Start(description)!;
        process.StandardInput.Close();
        return process;
    }

    /// <summary>Runs a command to its end.</summary>
    public static async Task<Ran> RunAsync(IEnumerable<string> words, CancellationToken token)
    {
        using var process = Start(words);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(token);
        limit.CancelAfter(Patience);
        try
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            await process.WaitForExitAsync(limit.Token);
            return new Ran(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
    }
}
