using System.Net.Sockets;
using Laksana.Automation;
using Npgsql;
using static Laksana.Backups.BackupWords;

namespace Laksana.Backups;

/// <summary>
/// One moment of a PostgreSQL database, held open: the dump and the fingerprint are of exactly this moment, whatever happens to the database meanwhile.
/// </summary>
internal sealed class PgSnapshot : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;

    private PgSnapshot(NpgsqlConnection connection, NpgsqlTransaction transaction, string id, PgCatalogue catalogue) =>
        (_connection, _transaction, Id, Catalogue) = (connection, transaction, id, catalogue);

    /// <summary>What <c>pg_dump --snapshot</c> wants.</summary>
    public string Id { get; }

    public PgCatalogue Catalogue { get; }

    public int ServerMajor => _connection.PostgreSqlVersion.Major;

    public string ServerVersion => "PostgreSQL " + _connection.PostgreSqlVersion;

    /// <exception cref="ActionFailedException">The source cannot be reached or entered.</exception>
    public static async Task<PgSnapshot> TakeAsync(BackupSource source, CancellationToken token)
    {
        try
        {
            return await ConnectAsync(source.Connection, "UTF8", token);
        }
        catch (PostgresException refused)
        {
            var key = refused.SqlState switch
            {
                PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => "source-login",
                PostgresErrorCodes.InvalidCatalogName => "source-missing",
                PostgresErrorCodes.InsufficientPrivilege => "source-rights",
                _ => "source-unreachable",
            };
            throw Failure(key, mayRetry: key == "source-unreachable", refused, source.Name);
        }
        catch (Exception away) when (away is NpgsqlException or SocketException or TimeoutException)
        {
            throw Failure("source-unreachable", mayRetry: true, away, source.Name);
        }
    }

    public Task<string> SchemaAsync(CancellationToken token) => SchemaDigest.ReadAsync(_connection, token);

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _transaction.DisposeAsync();
        }
        catch (Exception gone) when (gone is NpgsqlException or IOException or ObjectDisposedException)
        {
            // nothing was written
        }
        await _connection.DisposeAsync();
    }

    private static async Task<PgSnapshot> ConnectAsync(string source, string encoding, CancellationToken token)
    {
        var login = new NpgsqlConnectionStringBuilder(source)
        {
            Pooling = false, Timeout = 15, CommandTimeout = 600, ApplicationName = "laksana-backup", KeepAlive = 30, NoResetOnClose = true,
        };
        // A database without an encoding has names of any bytes: each is taken for a letter of its own.
        if (encoding == "SQL_ASCII") (login.Encoding, login.ClientEncoding) = ("iso-8859-1", "SQL_ASCII");
        var connection = new NpgsqlConnection(login.ConnectionString);
        try
        {
            await connection.OpenAsync(token);
            await using (var ask = new NpgsqlCommand("select pg_encoding_to_char(encoding) from pg_database where datname = current_database()", connection))
                if ((string)(await ask.ExecuteScalarAsync(token))! == "SQL_ASCII" && encoding != "SQL_ASCII")
                {
                    await connection.DisposeAsync();
                    return await ConnectAsync(source, "SQL_ASCII", token);
                }
            var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, token);
            await LiveFingerprint.DoAsync(connection, "set transaction read only; set local search_path = ''; set local idle_in_transaction_session_timeout = 0; set local statement_timeout = 0", token);
            await using var export = new NpgsqlCommand("select pg_export_snapshot()", connection);
            var id = (string)(await export.ExecuteScalarAsync(token))!;
            return new PgSnapshot(connection, transaction, id, await PgCatalogue.ReadAsync(connection, token));
        }
        catch (Exception)
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
