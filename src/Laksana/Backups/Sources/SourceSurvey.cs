using System.Net.Sockets;
using Npgsql;
using static Laksana.Backups.BackupWords;

namespace Laksana.Backups;

/// <summary>A table with data of its own and its size on the source's disk, without indexes.</summary>
internal sealed record SourceTable(string Schema, string Name, long Bytes);

/// <summary>What the source looks like before it is dumped.</summary>
internal sealed record SourceSurvey(int ServerMajor, IReadOnlyList<SourceTable> Tables)
{
    public long Bytes => Tables.Sum(t => t.Bytes);

    /// <exception cref="Automation.ActionFailedException">The source cannot be reached or entered.</exception>
    public static async Task<SourceSurvey> ReadAsync(BackupSource source, CancellationToken token)
    {
        var login = new NpgsqlConnectionStringBuilder(source.Connection) { Pooling = false, Timeout = 15, CommandTimeout = 60, ApplicationName = "laksana-backup" };
        try
        {
            await using var connection = new NpgsqlConnection(login.ConnectionString);
            await connection.OpenAsync(token);
            await using var command = new NpgsqlCommand("""
                select n.nspname, c.relname, pg_table_size(c.oid)
                from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where c.relkind in ('r', 'm') and n.nspname <> 'information_schema' and n.nspname not like 'pg\_%'
                """, connection);
            await using var reader = await command.ExecuteReaderAsync(token);
            var tables = new List<SourceTable>();
            // A table that was dropped meanwhile has no size.
            while (await reader.ReadAsync(token)) tables.Add(new SourceTable(reader.GetString(0), reader.GetString(1), reader.IsDBNull(2) ? 0 : reader.GetInt64(2)));
            return new SourceSurvey(connection.PostgreSqlVersion.Major, tables);
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
}
