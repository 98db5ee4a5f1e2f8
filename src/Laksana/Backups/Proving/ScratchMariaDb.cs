namespace Laksana.Backups;

/// <summary>A MariaDB for one proof, in the same manner as <see cref="ScratchPostgres"/>: a scratch folder, a Unix socket, no network, nothing synced.</summary>
internal sealed class ScratchMariaDb : IAsyncDisposable
{
    private static readonly TimeSpan ReadyPatience = TimeSpan.FromSeconds(90);
    private static readonly string[] Folders = ["/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/local/sbin", "/opt/mariadb/bin"];

    private readonly ScratchAccount _account;
    private readonly string _home;
    private readonly LastWords _said = new();
    private TiedProgram? _server;
    private Task _hearing = Task.CompletedTask;

    private ScratchMariaDb(ScratchAccount account, string home, string socketFolder) => (_account, _home, SocketFolder) = (account, home, socketFolder);

    public string Socket => Path.Combine(SocketFolder, "s");

    private string SocketFolder { get; }

    /// <summary>Words of the client that reach it as its superuser; the socket lies in a folder of its account alone.</summary>
    public string[] Client(params string[] words) => [Program("mariadb", "mysql"), "--no-defaults", "--protocol=socket", "--socket=" + Socket, "--user=root", "--default-character-set=utf8mb4", .. words];

    /// <exception cref="OperatorException">It is not installed, cannot be made or does not start.</exception>
    public static async Task<ScratchMariaDb> StartAsync(ScratchFolder folder, ScratchAccount account, CancellationToken token)
    {
        var home = await folder.FolderForAsync("mariadb", account, token);
        // As for PostgreSQL: a socket's path may have 107 bytes.
        var socketFolder = home.Length < 90 ? home : Path.Combine("/tmp", "laksana_" + Path.GetFileName(folder.Path));
        var scratch = new ScratchMariaDb(account, home, socketFolder);
        try
        {
            if (socketFolder != home) await account.MakeFolderAsync(socketFolder, token);
            await scratch.CreateAsync(token);
            await scratch.RunAsync(token);
            return scratch;
        }
        catch (Exception)
        {
            await scratch.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is { } server)
        {
            await server.DisposeAsync(); // nothing to save
            await _hearing;
            _server = null;
        }
        if (SocketFolder != _home && Directory.Exists(SocketFolder)) Directory.Delete(SocketFolder, recursive: true);
    }

    private async Task CreateAsync(CancellationToken token)
    {
        var said = await TiedProgram.RunAsync([Program("mariadb-install-db", "mysql_install_db"), "--no-defaults", "--datadir=" + Data, "--auth-root-authentication-method=normal",
            "--skip-test-db", "--skip-name-resolve"], null, null, token, _account);
        if (said.ExitCode != 0) throw ProofWords.Refuse(ExitCode.Database, "scratch-mariadb", said.Text.Trim());
    }

    private async Task RunAsync(CancellationToken token)
    {
        _server = await TiedProgram.StartAsync([Program("mariadbd", "mysqld"), "--no-defaults", "--datadir=" + Data, "--socket=" + Socket, "--skip-networking=ON", "--pid-file=" + Path.Combine(_home, "pid"),
            "--skip-log-bin", "--innodb-flush-log-at-trx-commit=0", "--innodb-flush-method=nosync", "--innodb-doublewrite=0", "--innodb-buffer-pool-size=128M", "--max-connections=20",
            "--max-allowed-packet=1G", "--tmpdir=" + _home, "--local-infile=0", "--secure-file-priv=" + _home, "--event-scheduler=off", "--plugin-maturity=stable"], null, "KILL", _account);
        _hearing = Task.WhenAll(HearAsync(_server.Errors), HearAsync(_server.Output));
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(token);
        patience.CancelAfter(ReadyPatience);
        while ((await TiedProgram.RunAsync(Client("--execute=select 1"), null, null, token)).ExitCode != 0)
        {
            if (_server.HasExited || patience.IsCancellationRequested) throw ProofWords.Refuse(ExitCode.Database, "scratch-mariadb", _said.ToString());
            await Task.Delay(50, token);
        }
    }

    private async Task HearAsync(StreamReader from)
    {
        while (await from.ReadLineAsync() is { } line) _said.Add(line);
    }

    private string Data => Path.Combine(_home, "data");

    /// <exception cref="OperatorException">None of its names is installed.</exception>
    internal static string Program(params ReadOnlySpan<string> names)
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        foreach (var name in names)
            foreach (var folder in path.Concat(Folders))
                if (File.Exists(Path.Combine(folder, name))) return Path.Combine(folder, name);
        throw ProofWords.Refuse(ExitCode.Database, "no-mariadb", names[0]);
    }
}
