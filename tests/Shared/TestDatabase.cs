using Laksana.Database;
using Npgsql;

namespace Laksana.Testing;

/// <summary>A fresh migrated database on this process's cluster; what one test class does in it, no other sees.</summary>
public static class TestDatabase
{
    public static async Task<LaksanaDatabase> NewAsync() => await (await TestCluster.GetAsync()).NewDatabaseAsync();

    /// <summary>Adds an office, with files that only a test of the database needs to accept.</summary>
    public static async Task AddOfficeAsync(this LaksanaDatabase database, string office, string definition = "", string calendar = "")
    {
        await using var command = database.Owner.CreateCommand("insert into office (office, definition, calendar, changed_at) values ($1, $2, $3, now())");
        command.Parameters.Add(new() { Value = office });
        command.Parameters.Add(new() { Value = definition });
        command.Parameters.Add(new() { Value = calendar });
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>One value, asked as the application in the office, or as the owner when <paramref name="office"/> is null.</summary>
    public static async Task<T?> ScalarAsync<T>(this LaksanaDatabase database, string? office, string sql, params object?[] values)
    {
        await using var connection = office is null ? await database.Owner.OpenConnectionAsync() : await database.OpenAsync(office);
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(OfficeBatch.Parameter(value));
        return await command.ExecuteScalarAsync() is T found ? found : default;
    }

    /// <summary>Runs statements as the application in the office, or as the owner when <paramref name="office"/> is null.</summary>
    public static async Task<int> DoAsync(this LaksanaDatabase database, string? office, string sql, params object?[] values)
    {
        await using var connection = office is null ? await database.Owner.OpenConnectionAsync() : await database.OpenAsync(office);
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(OfficeBatch.Parameter(value));
        return await command.ExecuteNonQueryAsync();
    }
}
