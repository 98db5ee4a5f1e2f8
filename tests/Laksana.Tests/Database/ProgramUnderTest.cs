using System.Diagnostics;
using Laksana.Database;

namespace Laksana.Tests.Database;

/// <summary>
/// A program of its own that holds a data directory, so that a test can kill it. It is this executable, told by a variable to be that
/// program instead of running tests: it says "ready", and ends in order when its input closes.
/// </summary>
internal sealed class ProgramUnderTest : IAsyncDisposable
{
    private const string Variable = "LAKSANA_TEST_DATA";

    private readonly Process _process;

    private ProgramUnderTest(Process process) => _process = process;

    internal int Pid => _process.Id;

    /// <param name="wrapper">Words before the program's own, such as setpriv with an account.</param>
    internal static async Task<ProgramUnderTest> StartAsync(string data, params string[] wrapper)
    {
        var program = new ProgramUnderTest(Launch(data, wrapper));
        var said = await program._process.StandardOutput.ReadLineAsync();
        return said == "ready" ? program : throw new InvalidOperationException($"{said} {await program._process.StandardOutput.ReadToEndAsync()}");
    }

    /// <summary>Starts it without waiting for it.</summary>
    internal static Process Launch(string data, params string[] wrapper)
    {
        string[] words = [.. wrapper, Environment.ProcessPath!];
        var description = new ProcessStartInfo(words[0], words[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false, WorkingDirectory = "/" };
        description.Environment[Variable] = data;
        description.Environment["HOME"] = data;
        return Process.Start(description)!;
    }

    internal async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Ends it in order; its exit code.</summary>
    internal async Task<int> EndAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
    }

    /// <summary>The data directory to hold, when this process is to be that program.</summary>
    internal static string? Asked => Environment.GetEnvironmentVariable(Variable);

    internal static async Task<int> HoldAsync(string data)
    {
        try
        {
            await using var database = await LaksanaDatabase.StartAsync(new DatabaseSettings { DataDirectory = data });
            Console.WriteLine("ready");
            await Console.In.ReadToEndAsync();
            return 0;
        }
        catch (OperatorException refused)
        {
            Console.WriteLine(refused.Message);
            return (int)refused.Code;
        }
    }
}
