using System.Diagnostics;
using Laksana.Database;

namespace Laksana.Bench;

/// <summary>The real program, <c>laksana serve</c>, in a process of its own.</summary>
internal sealed class ServedOffice : IAsyncDisposable
{
    private readonly Process _process;

    private ServedOffice(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>Seconds of processor time so far.</summary>
    public double ProcessorTime => Bench.ProcessorTime.Of(_process.Id);

    public long ResidentBytes => ProcessMemory.Of(_process.Id);

    /// <summary>Serves a database that is there already; returns when it answers.</summary>
    public static Task<ServedOffice> OverAsync(LaksanaDatabase database, string folder) =>
        StartAsync(folder, new() { ["LAKSANA_DATABASE"] = database.OwnerConnectionString, ["LAKSANA_DATABASE_APP"] = database.ApplicationConnectionString });

    /// <param name="folder">Its data directory; it stays.</param>
    public static async Task<ServedOffice> StartAsync(string folder, Dictionary<string, string> environment, params IEnumerable<string> words)
    {
        var process = Begin(["serve", "--data", folder, "--urls", "http://127.0.0.1:0", .. words], environment);
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Split(' ').FirstOrDefault(word => word.StartsWith("http://", StringComparison.Ordinal)) is not { } address) continue;
            _ = process.StandardOutput.ReadToEndAsync(); // or its log fills the pipe
            _ = process.StandardError.ReadToEndAsync();
            return new ServedOffice(process, new Uri(address.TrimEnd('.')));
        }
        throw new InvalidOperationException($"The program ended before it served, with exit code {process.ExitCode}.");
    }

    /// <summary>Starts the program with the memory settings that it is installed with (deploy/laksana.service, ./run).</summary>
    public static Process Begin(IEnumerable<string> words, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "Laksana.Server"), words)
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment.TryAdd("DOTNET_GCgen0size", "0x400000");
        start.Environment.TryAdd("DOTNET_GCgen0MaxBudget", "0x400000");
        start.Environment.TryAdd("MALLOC_ARENA_MAX", "2");
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>Tells it to end, as a service would, and waits for it.</summary>
    public async Task EndAsync()
    {
        using (var term = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)])) await term.WaitForExitAsync();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await EndAsync();
        _process.Dispose();
    }
}
