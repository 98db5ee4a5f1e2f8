using Laksana.Database;
using Npgsql;

namespace Laksana.Backups;

/// <summary>
/// The right to write to a medium: one at a time over all nodes and commands. It belongs to a connection and ends with it, however the program ends.
/// </summary>
internal sealed class MediumLock : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;

    private MediumLock(NpgsqlConnection connection) => _connection = connection;

    /// <exception cref="MediumException">Something else works on the medium.</exception>
    public static async Task<MediumLock> TakeAsync(LaksanaDatabase database, string office, string label, CancellationToken token)
    {
        // Not from the pool: a connection that is given back must not keep the lock.
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database.ApplicationConnectionString) { Pooling = false, ApplicationName = "laksana-media" }.ConnectionString);
        try
        {
            await connection.OpenAsync(token);
            await using var command = new NpgsqlCommand("select pg_try_advisory_lock(hashtextextended($1, 0))", connection) { Parameters = { new() { Value = $"laksana/medium/{office}/{label}" } } };
            if (await command.ExecuteScalarAsync(token) is true) return new MediumLock(connection);
            throw new MediumException(MediumFault.Busy, label);
        }
        catch (Exception)
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
