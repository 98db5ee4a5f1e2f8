using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Laksana.Server.Commands;
using static Laksana.Server.Touring.TourWords;

namespace Laksana.Server.Touring;

/// <summary>
/// A fresh demo installation in a temporary directory, served by this same program in a process of its own. A guard process ends it and removes
/// the directory when this one ends, however it ends.
/// </summary>
internal sealed class TourInstallation : IAsyncDisposable
{
    private const int LogLines = 20;

    private readonly string _folder = Directory.CreateTempSubdirectory("laksana-tour-").FullName;
    private readonly Queue<string> _log = new();
    private Process? _program;
    private Process? _guard;

    private TourInstallation()
    {
        // PostgreSQL runs under another account where this program is root.
        File.SetUnixFileMode(_folder, File.GetUnixFileMode(_folder) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        Directory.CreateDirectory(Offices);
    }

    public string Data => Path.Combine(_folder, "data");

    /// <summary>Where the heads of the register's seals are kept, outside the data directory.</summary>
    public string HeadFile => Path.Combine(_folder, "heads.txt");

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    private string Offices => Path.Combine(_folder, "offices");

    /// <param name="offices">Folder of the offices to install.</param>
    /// <param name="keep">Leave the directory when the tour has ended.</param>
    /// <exception cref="OperatorException">The program ended before it answered.</exception>
    public static async Task<TourInstallation> StartAsync(string offices, bool keep, CancellationToken token)
    {
        var installation = new TourInstallation();
        try
        {
            TourOffices.Copy(offices, installation.Offices);
            await installation.ServeAsync(keep, token);
            return installation;
        }
        catch
        {
            await installation.DisposeAsync();
            throw;
        }
    }

    /// <summary>The office is among those that were installed.</summary>
    public bool Has(string office) => File.Exists(Path.Combine(Offices, office, "office.yaml"));

    public string PathOf(string file) => Path.Combine(_folder, file);

    /// <summary>Peak and present resident memory (MiB) of the program; null where the system does not tell.</summary>
    public TourMemory? Memory(double limit)
    {
        if (_program is not { HasExited: false } || !File.Exists($"/proc/{_program.Id}/status")) return null;
        var lines = File.ReadAllLines($"/proc/{_program.Id}/status");
        return new TourMemory(MiB("VmHWM:"), MiB("VmRSS:"), limit);

        double MiB(string name) => Math.Round(double.Parse(lines.First(l => l.StartsWith(name, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024, 1);
    }

    /// <summary>Ends the program and its database in order; the directory stays until the tour ends.</summary>
    /// <exception cref="OperatorException">It did not end well.</exception>
    public async Task StopAsync(CancellationToken token)
    {
        using var sent = Process.Start(new ProcessStartInfo("sh", ["-c", "kill -TERM \"$0\"", _program!.Id.ToString(CultureInfo.InvariantCulture)]) { UseShellExecute = false })!;
        await sent.WaitForExitAsync(token);
        await _program.WaitForExitAsync(token).WaitAsync(TimeSpan.FromSeconds(60), token);
        if (_program.ExitCode is not (0 or (int)ExitCode.Interrupted)) throw Ended();
    }

    public OperatorException Ended() => new(Say["child.ended", _program is { HasExited: true } ended ? ended.ExitCode : -1], Log, ExitCode.Failed);

    public async ValueTask DisposeAsync()
    {
        if (_guard is not null)
        {
            await _guard.StandardInput.DisposeAsync();
            await _guard.WaitForExitAsync();
            _guard.Dispose();
        }
        else Directory.Delete(_folder, recursive: true);
        _program?.Dispose();
    }

    private string Log
    {
        get
        {
            lock (_log) return string.Join(Environment.NewLine, _log);
        }
    }

    private async Task ServeAsync(bool keep, CancellationToken token)
    {
        _program = OwnProgram.Start(["serve", "--json", "--demo", "--data", Data, "--offices", Offices, "--urls", "http://127.0.0.1:0", "--head-file", HeadFile,
            "--bahasa", CultureInfo.CurrentUICulture.TwoLetterISOLanguageName]);
        _guard = Guard(keep);
        _program.ErrorDataReceived += (_, line) => Remember(line.Data);
        _program.BeginErrorReadLine();
        var said = new StringBuilder();
        while (await _program.StandardOutput.ReadLineAsync(token) is { } line)
        {
            // The log goes to the same stream; the answer stands between its outer braces.
            if (line != "{" && said.Length == 0)
            {
                Remember(line);
                continue;
            }
            said.AppendLine(line);
            if (line != "}") continue;
            Address = new Uri(JsonSerializer.Deserialize(said.ToString(), CommandJson.Default.ServingAnswer)!.Addresses[0]);
            // Read on, so that the program never waits for somebody to listen.
            _ = DrainAsync(_program.StandardOutput);
            return;
        }
        await _program.WaitForExitAsync(token);
        throw Ended();
    }

    private async Task DrainAsync(StreamReader output)
    {
        while (await output.ReadLineAsync() is { } line) Remember(line);
    }

    private void Remember(string? line)
    {
        if (line is null) return;
        lock (_log)
        {
            _log.Enqueue(line);
            if (_log.Count > LogLines) _log.Dequeue();
        }
    }

    /// <summary>Waits until its input is closed, which the end of this process does too. Ends only what names the tour's own directory.</summary>
    private Process Guard(bool keep)
    {
        const string Script = """
            trap '' INT HUP TERM
            cat >/dev/null
            ours() { grep -qsF -- "$1" "/proc/$2/cmdline"; }
            left=300
            ours "$1" "$2" && kill -TERM "$2"
            while ours "$1" "$2" && [ $left -gt 0 ]; do sleep 0.1; left=$((left - 1)); done
            ours "$1" "$2" && kill -KILL "$2"
            server=$(head -n 1 "$1/data/postgres/data/postmaster.pid" 2>/dev/null)
            if [ -n "$server" ] && ours "$1" "$server"; then kill -QUIT "$server"; sleep 1; fi
            [ "$3" = keep ] || rm -rf "$1"
            """;
        return Process.Start(new ProcessStartInfo("setsid", ["sh", "-c", "exec sh -c \"$0\" guard \"$@\" >/dev/null 2>&1", Script,
            _folder, _program!.Id.ToString(CultureInfo.InvariantCulture), keep ? "keep" : "remove"]) { UseShellExecute = false, RedirectStandardInput = true })!;
    }
}
