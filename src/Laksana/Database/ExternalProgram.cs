using System.Diagnostics;

namespace Laksana.Database;

/// <summary>What an external program said. <see cref="Text"/> is both of its streams.</summary>
internal sealed record ProgramResult(int ExitCode, string Output, string Errors)
{
    internal string Text => Output + Errors;
}

/// <summary>Runs a short-lived program of the system with a clean PostgreSQL environment and plain English messages.</summary>
internal static class ExternalProgram
{
    /// <exception cref="TimeoutException">It did not end within <paramref name="limit"/>; it was ended.</exception>
    /// <exception cref="System.ComponentModel.Win32Exception">It does not exist.</exception>
    internal static async Task<ProgramResult> RunAsync(IReadOnlyList<string> words, TimeSpan limit, CancellationToken token)
    {
        using var process = Process.Start(Description(words))!;
        process.StandardInput.Close();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(token);
        patience.CancelAfter(limit);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var errors = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return new ProgramResult(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException cut)
        {
            process.Kill(entireProcessTree: true);
            token.ThrowIfCancellationRequested();
            throw new TimeoutException($"{words[0]}: {limit}", cut);
        }
    }

    private static ProcessStartInfo Description(IReadOnlyList<string> words)
    {
        var description = new ProcessStartInfo(words[0], words.Skip(1))
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        foreach (var name in description.Environment.Keys.Where(k => k.StartsWith("PG", StringComparison.Ordinal)).ToList())
            description.Environment.Remove(name);
        description.Environment["LC_ALL"] = "C";
        return description;
    }
}
