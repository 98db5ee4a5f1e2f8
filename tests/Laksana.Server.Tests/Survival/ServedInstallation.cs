using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Laksana.Database;
using Laksana.Server.Accounts;
using Laksana.Testing;

namespace Laksana.Server.Tests.Survival;

/// <summary>
/// A data directory and the real program serving it in a process of its own, which a test may kill, freeze and start again at the same
/// address. A guard process ends both, and the private PostgreSQL, when the test or this whole process ends.
/// </summary>
internal sealed class ServedInstallation : IAsyncDisposable
{
    public const string Office = DemoServer.Office;

    private readonly string _folder = Directory.CreateTempSubdirectory("laksana-survival-").FullName;
    private readonly LaksanaDatabase? _server;
    private readonly Process _guard;
    private Process? _program;

    /// <param name="server">A server of its own that several installations share; null: the private PostgreSQL.</param>
    public ServedInstallation(LaksanaDatabase? server = null)
    {
        _server = server;
        _guard = Guard(_folder);
        Address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}"));
        File.SetUnixFileMode(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherExecute | UnixFileMode.GroupExecute);
    }

    public Uri Address { get; }

    public string Backups => Path.Combine(_folder, "backups", Office);

    public int Pid => _program!.Id;

    /// <summary>What the program wrote since it was last started.</summary>
    public string Log => File.Exists(LogFile) ? File.ReadAllText(LogFile) : "";

    private string LogFile => Path.Combine(_folder, "serve.log");

    private string ChildFile => Path.Combine(_folder, "child");

    /// <summary>Starts the program; returns when it answers.</summary>
    public async Task StartAsync(bool demo)
    {
        // The shell only sends what is written to a file, so that a killed reader cannot stop the program.
        var start = new ProcessStartInfo("sh", ["-c", "exec \"$@\" >>\"$0\" 2>&1", LogFile, Path.Combine(AppContext.BaseDirectory, "Laksana.Server"), "serve", "--data", _folder,
            "--urls", Address.ToString(), .. demo ? new[] { "--demo", "--offices", Repository.Path("procedures") } : []]) { UseShellExecute = false };
        start.Environment["LAKSANA_DATABASE"] = _server?.OwnerConnectionString ?? "";
        start.Environment["LAKSANA_DATABASE_APP"] = _server?.ApplicationConnectionString ?? "";
        _program = Process.Start(start)!;
        await File.WriteAllTextAsync(ChildFile, Pid.ToString(CultureInfo.InvariantCulture));
        using var client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        while (true)
        {
            if (_program.HasExited) throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The program ended with {_program.ExitCode}: {Log}"));
            try
            {
                if ((await client.GetAsync(new Uri("/health/ready", UriKind.Relative), patience.Token)).IsSuccessStatusCode) return;
            }
            catch (Exception error) when (error is HttpRequestException or TaskCanceledException && !patience.IsCancellationRequested)
            {
                // not yet
            }
            await Task.Delay(50, patience.Token);
        }
    }

    /// <summary>SIGKILL to the program, and to nothing else.</summary>
    public async Task KillAsync()
    {
        _program!.Kill();
        await _program.WaitForExitAsync();
        File.Delete(ChildFile); // its number may soon be another's
        _program.Dispose();
        _program = null;
    }

    /// <summary>SIGKILL to the private PostgreSQL's first process.</summary>
    public void KillPostgres()
    {
        try
        {
            using var server = Process.GetProcessById(int.Parse(File.ReadLines(Path.Combine(_folder, "postgres", "data", "postmaster.pid")).First(), CultureInfo.InvariantCulture));
            server.Kill();
        }
        catch (Exception error) when (error is IOException or ArgumentException or InvalidOperationException)
        {
            // it is just being started again
        }
    }

    public void Freeze() => Signal("STOP");

    public void Thaw() => Signal("CONT");

    /// <summary>The installation's database beside the running program.</summary>
    public Task<LaksanaDatabase> JoinAsync() => LaksanaDatabase.JoinAsync(new DatabaseSettings
    {
        DataDirectory = _folder, Server = _server?.OwnerConnectionString, ApplicationServer = _server?.ApplicationConnectionString,
    });

    public static async Task<Dictionary<string, string>> TokensAsync(LaksanaDatabase database, params string[] officers)
    {
        var desk = new AccessTokens(database, TimeProvider.System);
        var tokens = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var officer in officers) tokens[officer] = await desk.IssueAsync(Office, officer, "survival", null);
        return tokens;
    }

    public async ValueTask DisposeAsync()
    {
        if (_program is not null) await KillAsync();
        await _guard.StandardInput.DisposeAsync();
        await _guard.WaitForExitAsync();
        _guard.Dispose();
    }

    private void Signal(string signal)
    {
        using var sent = Process.Start(new ProcessStartInfo("sh", ["-c", "kill -$0 $1", signal, Pid.ToString(CultureInfo.InvariantCulture)]) { UseShellExecute = false })!;
        sent.WaitForExit();
        if (sent.ExitCode != 0) throw new InvalidOperationException("No signal could be sent.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static Process Guard(string folder)
    {
        const string Script = """
            trap '' INT HUP TERM
            cat >/dev/null
            test -f "$1/child" && kill -KILL "$(cat "$1/child")"
            pid=$(head -n 1 "$1/postgres/data/postmaster.pid" 2>/dev/null) && kill -QUIT "$pid" 2>/dev/null
            sleep 1
            rm -rf "$1"
            """;
        return Process.Start(new ProcessStartInfo("setsid", ["sh", "-c", "exec sh -c \"$0\" guard \"$1\" >/dev/null 2>&1", Script, folder]) { RedirectStandardInput = true, UseShellExecute = false })!;
    }
}
