using System.Diagnostics;
using Laksana.Database;

namespace Laksana.Bench;

/// <summary>The real program, <c>laksana serve</c>, in a process of its own.</summary>
internal sealed class ServedOffice : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _folder;

    private ServedOffice(Process process, string folder, Uri address) => (_process, _folder, Address) = (process, folder, address);

    public Uri Address { get; }

    /// <summary>Seconds of processor time so far.</summary>
    public double ProcessorTime => Bench.ProcessorTime.Of(_process.Id);

    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Serves a database that is there already, with a data directory of its own; returns when it answers.</summary>
    public static Task<ServedOffice> OverAsync(LaksanaDatabase database)
    {
        var folder = Directory.CreateTempSubdirectory("laksana-bench-").FullName;
        return StartAsync(folder, new() { ["LAKSANA_DATABASE"] = database.OwnerConnectionString, ["LAKSANA_DATABASE_APP"] = database.ApplicationConnectionString });
    }

    /// <param name="folder">Its data directory; removed when it ends.</param>
    public static async Task<ServedOffice> StartAsync(string folder, Dictionary<string, string> environment, params IEnumerable<string> words)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "Laksana.Server"), ["serve", "--data", folder, "--urls", "http://127.0.0.1:0", .. words])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Split(' ').FirstOrDefault(word => word.StartsWith("http://", StringComparison.Ordinal)) is not { } address) continue;
            _ = process.StandardOutput.ReadToEndAsync(); // or its log fills the pipe
            _ = process.StandardError.ReadToEndAsync();
            return new ServedOffice(process, folder, new Uri(address.TrimEnd('.')));
        }
        throw new InvalidOperationException($"The program ended before it served, with exit code {process.ExitCode}.");
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
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }
}
