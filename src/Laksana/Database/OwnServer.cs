using Npgsql;

namespace Laksana.Database;

/// <summary>
/// A server of the office's own: the given login owns the schema; the application's login is given too, or made. A made one's password
/// stands in a table that only the owner reads, so that every node finds it.
/// </summary>
internal static class OwnServer
{
    internal static async Task<(string Owner, string Application)> PrepareAsync(string server, string? application, CancellationToken token)
    {
        var owner = Logins.ForOwner(server);
        await using var source = Logins.Source(owner);
        await using var connection = await source.OpenConnectionAsync(token);
        await ServerCheck.RequireAsync(connection, token);
        var exists = await IsThereAsync(connection, "select from pg_roles where rolname = 'laksana_app'", token);
        if (application is not null)
        {
            if (!exists) await MakeRoleAsync(connection, "create role laksana_app nologin", token);
            return (owner, application);
        }
        var password = await MadePasswordAsync(connection, exists, token);
        var login = new NpgsqlConnectionStringBuilder(server) { Username = "laksana_app", Password = password, Passfile = null };
        return (owner, login.ConnectionString);
    }

    private static async Task<string> MadePasswordAsync(NpgsqlConnection connection, bool exists, CancellationToken token)
    {
        // Nodes that start together agree under this lock; the transaction makes the role and its password appear together.
        await using var transaction = await connection.BeginTransactionAsync(token);
        await DoAsync(connection, "select pg_advisory_xact_lock(83904722511)", token);
        await DoAsync(connection, "create table if not exists application_login (password text not null)", token);
        await using var question = new NpgsqlCommand("select password from application_login", connection, transaction);
        if (await question.ExecuteScalarAsync(token) is string known) return known;
        if (exists) throw DatabaseWords.Refuse(ExitCode.Database, "role-exists");
        var password = ClusterPasswords.One();
        await MakeRoleAsync(connection, $"create role laksana_app login password '{password}'", token);
        await DoAsync(connection, $"insert into application_login (password) values ('{password}')", token);
        await transaction.CommitAsync(token);
        return password;
    }

    private static async Task MakeRoleAsync(NpgsqlConnection connection, string sql, CancellationToken token)
    {
        try
        {
            await DoAsync(connection, sql, token);
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw DatabaseWords.Refuse(ExitCode.Database, refused, "cannot-make-role");
        }
    }

    private static async Task<bool> IsThereAsync(NpgsqlConnection connection, string sql, CancellationToken token)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(token);
        return await reader.ReadAsync(token);
    }

    private static async Task DoAsync(NpgsqlConnection connection, string sql, CancellationToken token)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(token);
    }
}
