using Npgsql;

namespace Laksana.Database;

/// <summary>
/// Several statements of one office in one round trip. They are one transaction: either all are durable when the call returns,
/// or none is. The first statement, added here, names the office for the length of that transaction.
/// </summary>
public sealed class OfficeBatch : IAsyncDisposable
{
    private readonly NpgsqlBatch _batch;

    internal OfficeBatch(NpgsqlDataSource source, string office)
    {
        ArgumentException.ThrowIfNullOrEmpty(office);
        _batch = source.CreateBatch();
        Add("select set_config('laksana.office', $1, true)", office);
    }

    /// <summary>Adds a statement with positional parameters (<c>$1</c>); null is the database's null. Returned so that rarer parameters can be added to it.</summary>
    public NpgsqlBatchCommand Add(string sql, params ReadOnlySpan<object?> values)
    {
        var command = Command(sql, values);
        _batch.BatchCommands.Add(command);
        return command;
    }

    /// <summary>Runs it all; the sum of the rows that inserts, updates and deletes touched.</summary>
    public Task<int> ExecuteAsync(CancellationToken token = default) => _batch.ExecuteNonQueryAsync(token);

    /// <summary>Runs it all; the reader stands on the result of the first statement added that returns rows. Read it to its end, or errors of later statements go unseen.</summary>
    public async Task<NpgsqlDataReader> ReadAsync(CancellationToken token = default)
    {
        var reader = await _batch.ExecuteReaderAsync(token);
        try
        {
            await reader.NextResultAsync(token);
            return reader;
        }
        catch (Exception)
        {
            await reader.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _batch.DisposeAsync();

    internal static NpgsqlBatchCommand Command(string sql, params ReadOnlySpan<object?> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values) command.Parameters.Add(Parameter(value));
        return command;
    }

    internal static NpgsqlParameter Parameter(object? value) => value switch
    {
        null => new NpgsqlParameter { Value = DBNull.Value },
        NpgsqlParameter whole => whole,
        string text => new NpgsqlParameter<string> { TypedValue = UnstorableTextException.Refuse(text) },
        string[] texts => new NpgsqlParameter<string[]> { TypedValue = Array.ConvertAll(texts, text => text is null ? null! : UnstorableTextException.Refuse(text)) },
        int number => new NpgsqlParameter<int> { TypedValue = number },
        long number => new NpgsqlParameter<long> { TypedValue = number },
        short number => new NpgsqlParameter<short> { TypedValue = number },
        byte[] bytes => new NpgsqlParameter<byte[]> { TypedValue = bytes },
        Guid id => new NpgsqlParameter<Guid> { TypedValue = id },
        // A timestamptz is an instant; Npgsql insists on its being told in UTC.
        DateTimeOffset instant => new NpgsqlParameter<DateTimeOffset> { TypedValue = instant.ToUniversalTime() },
        _ => new NpgsqlParameter { Value = value },
    };
}
