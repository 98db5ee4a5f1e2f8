using System.Diagnostics;
using System.Text.Json;
using Laksana.Server.Commands;
using Laksana.Server.Touring;
using Laksana.Testing;

namespace Laksana.Server.Tests.Touring;

/// <summary><c>laksana tour --json</c> in a process of its own, with a directory for temporary files that a test can look into.</summary>
internal sealed class ToldTour : IDisposable
{
    private readonly string _temporary = Directory.CreateTempSubdirectory("laksana-told-").FullName;
    private readonly Process _program;
    private readonly Task<string> _answer;
    private readonly TaskCompletionSource _walking = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ToldTour(string? offices = null)
    {
        // PostgreSQL's account must reach what lies in it.
        File.SetUnixFileMode(_temporary, File.GetUnixFileMode(_temporary) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "Laksana.Server"), ["tour", "--json", "--bahasa", "id", "--offices", offices ?? Repository.Path("procedures")])
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["TMPDIR"] = _temporary;
        _program = Process.Start(start)!;
        _answer = _program.StandardOutput.ReadToEndAsync();
        _program.ErrorDataReceived += (_, line) =>
        {
            if (line.Data?.Contains("membuka berkas", StringComparison.Ordinal) == true) _walking.TrySetResult();
        };
        _program.BeginErrorReadLine();
    }

    /// <summary>Its data directory and whatever else it left behind.</summary>
    public IEnumerable<string> Left => Directory.EnumerateDirectories(_temporary, "laksana-tour-*");

    /// <summary>Until the first case is opened.</summary>
    public Task WalkingAsync() => _walking.Task.WaitAsync(TimeSpan.FromMinutes(3));

    public async Task<(ExitCode Code, TourAnswer? Answer)> EndAsync()
    {
        await _program.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(10));
        var text = await _answer;
        return ((ExitCode)_program.ExitCode, text.Length == 0 ? null : JsonSerializer.Deserialize(text, CommandJson.Default.TourAnswer));
    }

    public void Kill() => _program.Kill();

    public void Interrupt()
    {
        using var sent = Process.Start("sh", ["-c", "kill -INT $0", _program.Id.ToString()]);
        sent.WaitForExit();
    }

    public void Dispose()
    {
        if (!_program.HasExited) _program.Kill();
        _program.WaitForExit();
        _program.Dispose();
        // The guard of a killed tour removes its directory; what is left when it had no time goes here.
        for (var tries = 0; Left.Any() && tries < 400; tries++) Task.Delay(100).Wait();
        Directory.Delete(_temporary, recursive: true);
    }
}
