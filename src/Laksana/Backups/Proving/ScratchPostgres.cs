using System.Globalization;
using System.Security.Cryptography;
using Laksana.Database;
using Npgsql;

namespace Laksana.Backups;

/// <summary>
/// A PostgreSQL for one proof: made in a scratch folder, reached through a Unix socket alone, ended with this program however that ends. What it
/// holds is a copy of what lies in a backup, so it is fast where a real one must be safe: nothing is synced, and its log is small.
/// </summary>
internal sealed class ScratchPostgres : IAsyncDisposable
{
    /// <summary>The one database that a proof restores into.</summary>
    public const string Restored = "uji";

    private const string User = "postgres";
    private static readonly TimeSpan ReadyPatience = TimeSpan.FromSeconds(60);

    private readonly ScratchAccount _account;
    private readonly ClusterPlace _place;
    private readonly string _password;
    private TiedProgram? _server;
    private Task _hearing = Task.CompletedTask;
    private readonly LastWords _said = new();

    private ScratchPostgres(PostgresPrograms programs, ScratchAccount account, ClusterPlace place, string password) =>
        (Programs, _account, _place, _password) = (programs, account, place, password);

    public PostgresPrograms Programs { get; }

    public string DataFolder => _place.Data;

    /// <exception cref="OperatorException">It cannot be made or does not start.</exception>
    public static async Task<ScratchPostgres> StartAsync(ScratchFolder folder, ScratchAccount account, PostgresPrograms programs, CancellationToken token)
    {
        var home = await folder.FolderForAsync("postgres", account, token);
        var password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        var scratch = new ScratchPostgres(programs, account, new ClusterPlace(Path.Combine(home, "data")), password);
        try
        {
            await scratch.CreateAsync(folder, token);
            await scratch.RunAsync(token);
            return scratch;
        }
        catch (Exception)
        {
            await scratch.DisposeAsync();
            throw;
        }
    }

    /// <summary>A superuser's connection to one of its databases.</summary>
    public string Connection(string database = Restored) =>
        new NpgsqlConnectionStringBuilder(_place.Connection(User, _password, database)) { Pooling = false, CommandTimeout = 0, ApplicationName = "laksana-uji" }.ConnectionString;

    /// <summary>The same in the variables of PostgreSQL's own programs.</summary>
    public IReadOnlyDictionary<string, string?> Login(string database = Restored) => new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["PGHOST"] = _place.SocketFolder, ["PGPORT"] = ClusterSettings.Port.ToString(CultureInfo.InvariantCulture), ["PGUSER"] = User, ["PGPASSWORD"] = _password, ["PGDATABASE"] = database,
    };

    /// <summary>An empty database in the encoding of the one that was dumped; its collation is plain, so that no locale need be installed.</summary>
    public async Task CreateDatabaseAsync(string encoding, CancellationToken token)
    {
        await using var connection = new NpgsqlConnection(Connection("postgres"));
        await connection.OpenAsync(token);
        await using var create = new NpgsqlCommand($"create database {Restored} template template0 encoding '{encoding.Replace("'", "''", StringComparison.Ordinal)}' locale 'C'", connection);
        await create.ExecuteNonQueryAsync(token);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not { } server) return;
        // An immediate shutdown: the server ends its own processes and frees what it holds of the system, and there is nothing to save.
        if (!server.HasExited) await TiedProgram.RunAsync([Programs["pg_ctl"], "stop", "-D", _place.Data, "-m", "immediate", "-w", "-t", "30", "-s"], null, null, CancellationToken.None, _account);
        await server.DisposeAsync();
        await _hearing;
        if (_place.SocketFolder != _place.Data && Directory.Exists(_place.SocketFolder)) Directory.Delete(_place.SocketFolder, recursive: true);
        _server = null;
    }

    private async Task CreateAsync(ScratchFolder folder, CancellationToken token)
    {
        var file = Path.Combine(folder.Path, "password");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite };
        await using (var writer = new StreamWriter(file, options)) await writer.WriteAsync(_password);
        await _account.GiveAsync(file, token);
        var said = await TiedProgram.RunAsync([Programs["initdb"], "-D", _place.Data, "-U", User, "--auth=scram-sha-256", "--pwfile=" + file, "--encoding=UTF8", "--locale=C.UTF-8",
            "--data-checksums", "--no-sync", "--no-instructions"], null, null, token, _account);
        File.Delete(file);
        if (said.ExitCode != 0) throw ProofWords.Refuse(ExitCode.Database, "scratch-postgres", said.Text.Trim());
        await File.WriteAllTextAsync(Path.Combine(_place.Data, "pg_hba.conf"), "local all all scram-sha-256\n", token);
        await File.AppendAllTextAsync(Path.Combine(_place.Data, "postgresql.conf"), Settings(), token);
        if (_place.SocketFolder != _place.Data) await _account.MakeFolderAsync(_place.SocketFolder, token);
    }

    private async Task RunAsync(CancellationToken token)
    {
        _server = await TiedProgram.StartAsync([Programs["postgres"], "-D", _place.Data], null, "QUIT", _account);
        _hearing = HearAsync(_server);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(token);
        patience.CancelAfter(ReadyPatience);
        while (true)
        {
            try
            {
                await using var connection = new NpgsqlConnection(Connection("postgres"));
                await connection.OpenAsync(patience.Token);
                return;
            }
            catch (NpgsqlException) when (!patience.IsCancellationRequested && !_server.HasExited)
            {
                await Task.Delay(20, patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception error) when (error is NpgsqlException || (error is OperationCanceledException && !token.IsCancellationRequested))
            {
                throw ProofWords.Refuse(ExitCode.Database, "scratch-postgres", _said.ToString());
            }
        }
    }

    private async Task HearAsync(TiedProgram server)
    {
        while (await server.Errors.ReadLineAsync() is { } line) _said.Add(line);
    }

    /// <summary>Limited memory, no archive, no network, no autovacuum; and wal_level minimal, with which loading a fresh table writes no log.</summary>
    private string Settings() => string.Create(CultureInfo.InvariantCulture, $"""

        cluster_name = '{_place.Name}'
        listen_addresses = ''
        port = {ClusterSettings.Port}
        unix_socket_directories = '"{_place.SocketFolder}"'
        unix_socket_permissions = 0700
        max_connections = 20
        shared_buffers = 128MB
        maintenance_work_mem = 128MB
        work_mem = 8MB
        max_parallel_maintenance_workers = 0
        max_parallel_workers_per_gather = 0
        dynamic_shared_memory_type = mmap
        fsync = off
        synchronous_commit = off
        full_page_writes = off
        wal_level = minimal
        max_wal_senders = 0
        max_wal_size = 1GB
        checkpoint_timeout = 1h
        autovacuum = off
        jit = off
        huge_pages = off
        timezone = 'UTC'
        lc_messages = 'C'
        log_timezone = 'UTC'
        max_locks_per_transaction = 256

        """);
}
