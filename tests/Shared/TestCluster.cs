using System.Diagnostics;
using Laksana.Database;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Laksana.Testing;

/// <summary>
/// One private PostgreSQL for this process, in a temporary directory, started when the first test asks for a database. A guard process
/// ends it and removes its directory also when this process is killed.
/// </summary>
public sealed class TestCluster : IAsyncDisposable
{
    private static readonly Lazy<Task<TestCluster>> One = new(StartAsync);

    private readonly PrivateCluster _cluster;
    private readonly Process _guard;
    private readonly string _folder;
    private int _databases;

    private TestCluster(PrivateCluster cluster, Process guard, string folder) => (_cluster, _guard, _folder) = (cluster, guard, folder);

    /// <summary>Login that may do anything on this cluster, in the database <c>postgres</c>.</summary>
    public string SuperuserConnectionString => _cluster.SuperuserConnectionString;

    /// <summary>A directory that is removed with this cluster, whatever happens to the process.</summary>
    public string Folder => _folder;

    public PostgresPrograms Programs => _cluster.Programs;

    public static Task<TestCluster> GetAsync() => One.Value;

    /// <summary>Stops it when any test started it.</summary>
    public static async Task EndAsync()
    {
        if (One.IsValueCreated) await (await One.Value).DisposeAsync();
    }

    /// <summary>A new migrated database of its own; dropped when disposed.</summary>
    public async Task<LaksanaDatabase> NewDatabaseAsync()
    {
        var name = FormattableString.Invariant($"test{Interlocked.Increment(ref _databases)}");
        await ExecuteAsync(_cluster, $"create database {name} template laksana owner laksana_owner");
        return await LaksanaDatabase.ReachAsync(In(_cluster.OwnerConnectionString, name), In(_cluster.ApplicationConnectionString, name), new Drop(_cluster, name));
    }

    /// <summary>A new database without any table, as its owner's connection string.</summary>
    public async Task<string> NewEmptyDatabaseAsync(string owner = "laksana_owner")
    {
        var name = FormattableString.Invariant($"empty{Interlocked.Increment(ref _databases)}");
        await ExecuteAsync(_cluster, $"create database {name} owner {owner}");
        return In(_cluster.OwnerConnectionString, name);
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        await _guard.StandardInput.DisposeAsync();
        await _guard.WaitForExitAsync();
        _guard.Dispose();
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }

    private static async Task<TestCluster> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("laksana-tests-").FullName;
        var guard = Guard(folder);
        var data = DataFolder.Prepare(folder);
        var cluster = await PrivateCluster.StartAsync(data, data.Take(), NullLogger.Instance, CancellationToken.None);
        // Migrated once; every test's database is a copy of it.
        await using (await LaksanaDatabase.ReachAsync(cluster.OwnerConnectionString, cluster.ApplicationConnectionString)) { }
        NpgsqlConnection.ClearAllPools();
        return new TestCluster(cluster, guard, folder);
    }

    private static Process Guard(string folder)
    {
        const string Script = """
            trap '' INT HUP TERM
            cat >/dev/null
            test -d "$1" || exit 0
            pid=$(head -n 1 "$1/postgres/data/postmaster.pid" 2>/dev/null) && kill -QUIT "$pid" 2>/dev/null
            sleep 1
            rm -rf "$1"
            """;
        var guard = new ProcessStartInfo("setsid", ["sh", "-c", "exec sh -c \"$0\" guard \"$1\" >/dev/null 2>&1", Script, folder]) { RedirectStandardInput = true, UseShellExecute = false };
        return Process.Start(guard)!;
    }

    private static async Task ExecuteAsync(PrivateCluster cluster, string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(cluster.SuperuserConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 120 };
        await command.ExecuteNonQueryAsync();
    }

    private static string In(string connection, string database) => new NpgsqlConnectionStringBuilder(connection) { Database = database }.ConnectionString;

    private sealed class Drop(PrivateCluster cluster, string name) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await ExecuteAsync(cluster, $"drop database {name} with (force)");
    }
}
