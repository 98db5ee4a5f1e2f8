using Laksana.Database;
using Npgsql;

namespace Laksana.Bench;

internal static class Statements
{
    public static async Task ExecuteAsync(this NpgsqlDataSource source, string sql, params object?[] values)
    {
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = 0;
        foreach (var value in values) command.Parameters.Add(OfficeBatch.Parameter(value));
        await command.ExecuteNonQueryAsync();
    }
}
