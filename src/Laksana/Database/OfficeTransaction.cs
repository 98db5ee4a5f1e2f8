using Npgsql;

namespace Laksana.Database;

/// <summary>An open transaction whose statements see one office. Its office setting ends with it.</summary>
public sealed class OfficeTransaction(NpgsqlConnection connection, NpgsqlTransaction transaction) : IAsyncDisposable
{
    public NpgsqlConnection Connection { get; } = connection;

    public NpgsqlTransaction Transaction { get; } = transaction;

    /// <summary>A command of this transaction; parameters are positional (<c>$1</c>), null is the database's null.</summary>
    public NpgsqlCommand Command(string sql, params ReadOnlySpan<object?> values)
    {
        var command = new NpgsqlCommand(sql, Connection, Transaction);
        foreach (var value in values) command.Parameters.Add(OfficeBatch.Parameter(value));
        return command;
    }

    public Task CommitAsync(CancellationToken token = default) => Transaction.CommitAsync(token);

    public async ValueTask DisposeAsync()
    {
        await Transaction.DisposeAsync();
        await Connection.DisposeAsync();
    }
}
