using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Laksana.Database;

/// <summary>
/// The installation's database: running, migrated and reached with two logins. Everything that concerns an office goes through
/// <see cref="OpenAsync"/>, <see cref="BeginAsync"/> or <see cref="Batch"/>, whose session sees the rows of exactly that office
/// (row-level security; see 0001-foundation.sql) and none of any other, whatever the statement says.
/// </summary>
public sealed class LaksanaDatabase : IAsyncDisposable
{
    private readonly IAsyncDisposable? _server;

    // Batches and transactions leave nothing in their session (the office is set for the transaction alone), so their connections need
    // not be reset between two uses: that alone is seven statements.
    private readonly NpgsqlDataSource _transactions;

    private LaksanaDatabase(string ownerConnection, string applicationConnection, IAsyncDisposable? server)
    {
        _server = server;
        Cluster = server as PrivateCluster;
        OwnerConnectionString = Logins.ForOwner(ownerConnection);
        ApplicationConnectionString = Logins.ForApplication(applicationConnection);
        Owner = Logins.Source(OwnerConnectionString, "owner");
        Application = Logins.Source(ApplicationConnectionString, "application");
        _transactions = Logins.Source(new NpgsqlConnectionStringBuilder(ApplicationConnectionString) { NoResetOnClose = true }.ConnectionString, "transactions");
        Cluster?.Restarted += (_, _) =>
        {
            Owner.Clear();
            Application.Clear();
            _transactions.Clear();
        };
    }

    /// <summary>
    /// The role <c>laksana_app</c>, without an office: sees only what belongs to the whole installation
    /// (tables <c>node</c>, <c>data_protection_key</c>, schema <c>quartz</c>), and listens.
    /// </summary>
    public NpgsqlDataSource Application { get; }

    /// <summary>Owns the tables and sees every office: migrations, installing an office, verifying the register. Never for a request.</summary>
    public NpgsqlDataSource Owner { get; }

    public string ApplicationConnectionString { get; }

    public string OwnerConnectionString { get; }

    /// <summary>The private PostgreSQL that this program runs; null on a server of the office's own, or when another program runs it.</summary>
    public PrivateCluster? Cluster { get; }

    /// <summary>Takes the data directory, starts the private PostgreSQL or reaches the given server, and migrates: for the program that serves.</summary>
    /// <exception cref="OperatorException">Whatever keeps the database from being used, with the cause and what to do.</exception>
    public static async Task<LaksanaDatabase> StartAsync(DatabaseSettings settings, ILoggerFactory? logs = null, CancellationToken token = default)
    {
        var folder = DataFolder.Prepare(settings.DataDirectory);
        return await StartHeldAsync(settings, folder, folder.Take(), logs, token);
    }

    /// <summary>
    /// For a command: as <see cref="StartAsync"/> when nothing runs on the data directory; beside a running program it uses that one's
    /// database, starts and stops nothing, and refuses to migrate under it.
    /// </summary>
    /// <exception cref="OperatorException">Whatever keeps the database from being used, with the cause and what to do.</exception>
    public static async Task<LaksanaDatabase> JoinAsync(DatabaseSettings settings, ILoggerFactory? logs = null, CancellationToken token = default)
    {
        var folder = DataFolder.Prepare(settings.DataDirectory);
        if (folder.TryTake() is { } held) return await StartHeldAsync(settings, folder, held, logs, token);
        var (owner, application) = settings.Server is { } server
            ? await DatabaseFailure.ExplainedAsync(() => OwnServer.PrepareAsync(server, settings.ApplicationServer, token))
            : await ClusterLogins.OfRunningAsync(folder, token);
        return await PreparedAsync(new LaksanaDatabase(owner, application, server: null), migrate: false, token);
    }

    /// <summary>Reaches a database that is already running under these connection strings, and migrates it. <paramref name="server"/> is disposed with it.</summary>
    public static Task<LaksanaDatabase> ReachAsync(string ownerConnection, string applicationConnection, IAsyncDisposable? server = null, CancellationToken token = default) =>
        PreparedAsync(new LaksanaDatabase(ownerConnection, applicationConnection, server), migrate: true, token);

    /// <summary>A connection that sees exactly <paramref name="office"/>. Returned to the pool it forgets the office.</summary>
    public async Task<NpgsqlConnection> OpenAsync(string office, CancellationToken token = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(office);
        var connection = await Application.OpenConnectionAsync(token);
        try
        {
            await using var command = new NpgsqlCommand("select set_config('laksana.office', $1, false)", connection) { Parameters = { new() { Value = office } } };
            await command.ExecuteScalarAsync(token);
            return connection;
        }
        catch (Exception)
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>A transaction that sees exactly <paramref name="office"/>; rolled back when disposed without a commit.</summary>
    public async Task<OfficeTransaction> BeginAsync(string office, CancellationToken token = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(office);
        var connection = await _transactions.OpenConnectionAsync(token);
        try
        {
            var transaction = await connection.BeginTransactionAsync(token);
            await using var command = new NpgsqlCommand("select set_config('laksana.office', $1, true)", connection) { Parameters = { new() { Value = office } } };
            await command.ExecuteScalarAsync(token);
            return new OfficeTransaction(connection, transaction);
        }
        catch (Exception)
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Statements of one office sent in one round trip and one transaction: the hot path.</summary>
    public OfficeBatch Batch(string office) => new(_transactions, office);

    /// <summary>The ids of all offices, in order: the only thing that the application sees across offices.</summary>
    public async Task<IReadOnlyList<string>> OfficesAsync(CancellationToken token = default)
    {
        var offices = new List<string>();
        await using var command = Application.CreateCommand("select office_ids()");
        await using var reader = await command.ExecuteReaderAsync(token);
        while (await reader.ReadAsync(token)) offices.Add(reader.GetString(0));
        return offices;
    }

    public async ValueTask DisposeAsync()
    {
        await CloseSourcesAsync();
        if (_server is not null) await _server.DisposeAsync();
    }

    private static async Task<LaksanaDatabase> StartHeldAsync(DatabaseSettings settings, DataFolder folder, IDisposable held, ILoggerFactory? logs, CancellationToken token)
    {
        IAsyncDisposable server = new Held(held);
        try
        {
            string owner, application;
            if (settings.Server is { } own)
            {
                (owner, application) = await DatabaseFailure.ExplainedAsync(() => OwnServer.PrepareAsync(own, settings.ApplicationServer, token));
            }
            else
            {
                var cluster = await PrivateCluster.StartAsync(folder, held, (logs ?? NullLoggerFactory.Instance).CreateLogger<PrivateCluster>(), token);
                (owner, application, server) = (cluster.OwnerConnectionString, cluster.ApplicationConnectionString, cluster);
            }
            return await ReachAsync(owner, Logins.Limit(application, settings.MaximumConnections), server, token);
        }
        catch (Exception)
        {
            await server.DisposeAsync();
            throw;
        }
    }

    private static async Task<LaksanaDatabase> PreparedAsync(LaksanaDatabase database, bool migrate, CancellationToken token)
    {
        try
        {
            await DatabaseFailure.ExplainedAsync(() => database.PrepareAsync(migrate, token));
            return database;
        }
        catch (Exception)
        {
            await database.CloseSourcesAsync();
            throw;
        }
    }

    private async Task PrepareAsync(bool migrate, CancellationToken token)
    {
        await using var owner = await Owner.OpenConnectionAsync(token);
        await ServerCheck.RequireAsync(owner, token);
        await MigrationRunner.RunAsync(owner, Migration.Embedded, migrate, token);
        await using var application = await Application.OpenConnectionAsync(token);
        await ServerCheck.RequireApplicationRoleAsync(application, token);
    }

    private async Task CloseSourcesAsync()
    {
        await _transactions.DisposeAsync();
        await Application.DisposeAsync();
        await Owner.DisposeAsync();
    }

    private sealed class Held(IDisposable held) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            held.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
