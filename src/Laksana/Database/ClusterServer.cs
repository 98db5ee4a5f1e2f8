using System.Text;
using Npgsql;

namespace Laksana.Database;

/// <summary>The server process of one private cluster: found, started, waited for and stopped. Not safe for calls at the same time.</summary>
internal sealed class ClusterServer
{
    private static readonly TimeSpan RecoveryPatience = TimeSpan.FromMinutes(30);

    private readonly PostgresPrograms _programs;
    private readonly ServerAccount _account;
    private readonly ClusterPlace _place;
    private readonly Postmaster _postmaster;
    private Dictionary<string, long> _said = [];

    internal ClusterServer(PostgresPrograms programs, ServerAccount account, ClusterPlace place)
    {
        _programs = programs;
        _account = account;
        _place = place;
        _postmaster = new Postmaster(place, account.Uid);
    }

    internal bool IsAlive => _postmaster.Running() is not null;

    internal int? Pid => _postmaster.Running();

    /// <summary>Adopts the server that still runs after its program was killed, or starts it. Returns true when it had to be started.</summary>
    /// <exception cref="OperatorException">It cannot start.</exception>
    internal async Task<bool> EnsureRunningAsync(string probe, CancellationToken token)
    {
        var settings = ClusterSettings.Text(_place);
        var file = Path.Combine(_place.Data, ClusterSettings.FileName);
        var same = File.Exists(file) && await File.ReadAllTextAsync(file, token) == settings;
        if (IsAlive && !same) await StopAsync(token); // of another release of this program
        var start = !IsAlive;
        if (start) await StartAsync(file, settings, token);
        await ReadyAsync(probe, token);
        return start;
    }

    /// <summary>Fast shutdown: open transactions are rolled back, everything committed is on disk anyway.</summary>
    internal async Task StopAsync(CancellationToken token)
    {
        foreach (var mode in new[] { "fast", "immediate" })
        {
            if (Pid is not { } pid) break;
            await ExternalProgram.RunAsync(_account.Run(_programs["pg_ctl"], "stop", "-D", _place.Data, "-m", mode, "-w", "-t", "60", "-s"), TimeSpan.FromSeconds(90), token);
            await GoneAsync(pid, token);
        }
        if (_place.SocketFolder != _place.Data && Directory.Exists(_place.SocketFolder)) Directory.Delete(_place.SocketFolder, recursive: true);
    }

    /// <summary>pg_ctl returns when the server has removed its file, a moment before the process ends.</summary>
    private static async Task GoneAsync(int pid, CancellationToken token)
    {
        for (var i = 0; i < 500 && Postmaster.IsAlive(pid); i++) await Task.Delay(10, token);
    }

    private async Task StartAsync(string file, string settings, CancellationToken token)
    {
        await _postmaster.ClearAsync(token);
        await File.WriteAllTextAsync(file, settings, token);
        await _account.GiveAsync(file, token);
        if (_place.SocketFolder != _place.Data) await MakeSocketFolderAsync(token);
        File.Delete(StartLog);
        _said = LogFiles().ToDictionary(log => log.FullName, log => log.Length, StringComparer.Ordinal);
        // pg_ctl makes the server a session of its own, so that Ctrl-C in a terminal reaches the program alone; the program stops it in order.
        string[] words = _account.Run(_programs["pg_ctl"], "start", "-D", _place.Data, "-l", StartLog, "-w", "-t", "20", "-s");
        var said = await ExternalProgram.RunAsync(words, TimeSpan.FromSeconds(60), token);
        // Not ready after 20 s but alive: it is recovering.
        if (said.ExitCode != 0 && !IsAlive) throw StartFailure.Explain(_place.Data, Logs() is { Length: > 0 } logs ? logs : said.Text);
    }

    private async Task ReadyAsync(string probe, CancellationToken token)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(token);
        patience.CancelAfter(RecoveryPatience);
        while (true)
        {
            try
            {
                await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(probe) { Pooling = false, Timeout = 10 }.ConnectionString);
                await connection.OpenAsync(patience.Token);
                return;
            }
            catch (NpgsqlException error) when (error.SqlState is null or PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.TooManyConnections)
            {
                if (!IsAlive) throw StartFailure.Explain(_place.Data, Logs());
                await Task.Delay(50, patience.Token);
            }
        }
    }

    private async Task MakeSocketFolderAsync(CancellationToken token)
    {
        // Anybody may make a directory of this name in /tmp before us: then its owner could pose as the server.
        await _account.MakeFolderAsync(_place.SocketFolder, token);
        var (uid, mode, folder) = await ServerAccount.StatAsync(_place.SocketFolder, token);
        if (uid != _account.Uid || mode != "700" || !folder) throw DatabaseWords.Refuse(ExitCode.DataDirectory, "socket-taken", _place.SocketFolder);
    }

    private string StartLog => Path.Combine(_place.Data, "start.log");

    private FileInfo[] LogFiles()
    {
        var folder = new DirectoryInfo(Path.Combine(_place.Data, "log"));
        return folder.Exists ? folder.GetFiles() : [];
    }

    /// <summary>What the server said since its last start.</summary>
    private string Logs()
    {
        var text = new StringBuilder();
        foreach (var log in LogFiles().Append(new FileInfo(StartLog)).Where(log => log.Exists))
        {
            using var reader = new StreamReader(log.FullName, new FileStreamOptions { Share = FileShare.ReadWrite | FileShare.Delete });
            reader.BaseStream.Position = Math.Min(_said.GetValueOrDefault(log.FullName), log.Length);
            text.Append(reader.ReadToEnd());
        }
        return text.ToString();
    }
}
