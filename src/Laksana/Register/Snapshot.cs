using Npgsql;

namespace Laksana.Register;

/// <summary>
/// The register of an office at one moment, read over several connections at once while the office works on: one exports its
/// snapshot, the others take it over.
/// </summary>
internal sealed class Snapshot : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source;
    private readonly string _id;

    private Snapshot(NpgsqlDataSource source, string office, NpgsqlConnection first, string id) =>
        (_source, Office, First, _id) = (source, office, first, id);

    public string Office { get; }

    /// <summary>The office as an SQL literal, for copy, which takes no parameters.</summary>
    public string OfficeLiteral => "'" + Office.Replace("'", "''", StringComparison.Ordinal) + "'";

    /// <summary>For the questions asked between the long readings.</summary>
    public NpgsqlConnection First { get; }

    public static async Task<Snapshot> TakeAsync(NpgsqlDataSource source, string office, CancellationToken token)
    {
        var first = await BeginAsync(source, office, null, token);
        try
        {
            await using var export = new NpgsqlCommand("select pg_export_snapshot()", first);
            return new Snapshot(source, office, first, (string)(await export.ExecuteScalarAsync(token))!);
        }
        catch (Exception)
        {
            await first.DisposeAsync();
            throw;
        }
    }

    /// <summary>Another connection that sees the same moment.</summary>
    public Task<NpgsqlConnection> OpenAsync(CancellationToken token) => BeginAsync(_source, Office, _id, token);

    /// <summary>A command on <see cref="First"/>; <c>$1</c> is the office.</summary>
    public NpgsqlCommand Command(string sql, params ReadOnlySpan<object> values)
    {
        var command = new NpgsqlCommand(sql, First) { Parameters = { new() { Value = Office } } };
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return command;
    }

    public ValueTask DisposeAsync() => First.DisposeAsync();

    // Rows are wanted in the order of the keys: walking the index is steadier than sorting millions of bodies.
    private static async Task<NpgsqlConnection> BeginAsync(NpgsqlDataSource source, string office, string? snapshot, CancellationToken token)
    {
        var connection = await source.OpenConnectionAsync(token);
        try
        {
            await using var begin = new NpgsqlBatch(connection);
            begin.BatchCommands.Add(new("begin isolation level repeatable read read only"));
            if (snapshot is not null) begin.BatchCommands.Add(new($"set transaction snapshot '{snapshot}'"));
            begin.BatchCommands.Add(new("set local enable_sort = off"));
            begin.BatchCommands.Add(new("set local max_parallel_workers_per_gather = 0"));
            begin.BatchCommands.Add(new("set local jit = off"));
            begin.BatchCommands.Add(new("select set_config('laksana.office', $1, true)") { Parameters = { new() { Value = office } } });
            await begin.ExecuteNonQueryAsync(token);
            return connection;
        }
        catch (Exception)
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
