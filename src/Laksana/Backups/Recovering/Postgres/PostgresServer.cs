using System.Net.Sockets;
using Npgsql;
using static Laksana.Backups.RecoveryWords;

namespace Laksana.Backups;

/// <summary>
/// The server on which a PostgreSQL source lives, entered with the login that may restore. Connections are not pooled: a database with one left in it could not be renamed.
/// </summary>
internal sealed class PostgresServer
{
    private readonly NpgsqlConnectionStringBuilder _login;
    private readonly string _maintenance;

    private PostgresServer(string source, NpgsqlConnectionStringBuilder login, string live)
    {
        (Source, Live) = (source, live);
        _maintenance = login.Database is { Length: > 0 } named && named != live ? named : live == "postgres" ? "template1" : "postgres";
        _login = login;
    }

    /// <summary>Name of the source, for messages.</summary>
    public string Source { get; }

    /// <summary>The live database's name.</summary>
    public string Live { get; }

    public string Username => _login.Username ?? "";

    /// <summary>The login's variables for libpq's programs.</summary>
    public NpgsqlConnectionStringBuilder LoginTo(string database) => new(_login.ConnectionString) { Database = database };

    /// <exception cref="Automation.ActionFailedException">No login that may restore is configured for the source.</exception>
    public static PostgresServer Of(BackupSource source)
    {
        if (source.RestoreConnection is not { Length: > 0 } restore) throw Fail("no-restore-login", source.Name);
        var login = new NpgsqlConnectionStringBuilder(restore) { Pooling = false, Timeout = 15, CommandTimeout = 60, KeepAlive = 30 };
        return new PostgresServer(source.Name, login, new NpgsqlConnectionStringBuilder(source.Connection).Database!);
    }

    /// <summary>A connection beside the live database, for what is done to whole databases.</summary>
    public Task<NpgsqlConnection> OpenMaintenanceAsync(string purpose, CancellationToken token) => OpenAsync(_maintenance, purpose, token);

    /// <exception cref="Automation.ActionFailedException">The server cannot be reached or entered.</exception>
    /// <param name="patient">Its statements may take as long as they take.</param>
    public async Task<NpgsqlConnection> OpenAsync(string database, string purpose, CancellationToken token, bool patient = false)
    {
        var login = new NpgsqlConnectionStringBuilder(_login.ConnectionString) { Database = database, ApplicationName = Shortened(purpose), CommandTimeout = patient ? 0 : 60 };
        var connection = new NpgsqlConnection(login.ConnectionString);
        try
        {
            await connection.OpenAsync(token);
            return connection;
        }
        catch (Exception trouble) when (trouble is NpgsqlException or SocketException or TimeoutException)
        {
            await connection.DisposeAsync();
            throw (trouble as PostgresException)?.SqlState switch
            {
                PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => Fail("restore-login", mayRetry: false, trouble, Source),
                PostgresErrorCodes.InvalidCatalogName => Fail("database-missing", mayRetry: false, trouble, database),
                PostgresErrorCodes.InsufficientPrivilege => Fail("restore-rights", mayRetry: false, trouble, Source),
                PostgresErrorCodes.ObjectNotInPrerequisiteState => Fail("database-closed", mayRetry: false, trouble, database),
                _ => Fail("server-unreachable", mayRetry: true, trouble, Source),
            };
        }
    }

    // An application's name has 63 bytes.
    private static string Shortened(string purpose) => purpose.Length > 60 ? purpose[..60] : purpose;
}

internal static class PostgresSaying
{
    public static async Task DoAsync(this NpgsqlConnection connection, string sql, CancellationToken token, NpgsqlTransaction? transaction = null, int seconds = 60)
    {
        await using var command = new NpgsqlCommand(sql, connection, transaction) { CommandTimeout = seconds };
        await command.ExecuteNonQueryAsync(token);
    }

    public static async Task<T?> OneAsync<T>(this NpgsqlConnection connection, string sql, CancellationToken token, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        return await command.ExecuteScalarAsync(token) is T found ? found : default;
    }

    public static async Task<List<string>> ListAsync(this NpgsqlConnection connection, string sql, CancellationToken token, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        await using var reader = await command.ExecuteReaderAsync(token);
        var list = new List<string>();
        while (await reader.ReadAsync(token)) list.Add(reader.GetString(0));
        return list;
    }
}
