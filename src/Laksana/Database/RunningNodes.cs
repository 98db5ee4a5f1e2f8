using Npgsql;

namespace Laksana.Database;

/// <summary>A program that serves on this database, as last heard of. Times are the database server's.</summary>
public sealed record RunningNode(string Name, DateTimeOffset StartedAt, DateTimeOffset SeenAt, string Version);

/// <summary>The nodes that run now. Each enters at its start, says regularly that it lives, and leaves at its end.</summary>
public static class RunningNodes
{
    /// <summary>Enters this node.</summary>
    /// <exception cref="OperatorException">Its clock differs from the database server's by more than 5 seconds.</exception>
    public static async Task EnterAsync(LaksanaDatabase database, string node, string version, CancellationToken token = default)
    {
        ServerCheck.RequireClock(await ClockDifferenceAsync(database, token));
        await using var command = database.Application.CreateCommand("""
            insert into node (node, started_at, seen_at, version) values ($1, clock_timestamp(), clock_timestamp(), $2)
            on conflict (node) do update set started_at = excluded.started_at, seen_at = excluded.seen_at, version = excluded.version
            """);
        command.Parameters.Add(OfficeBatch.Parameter(node));
        command.Parameters.Add(OfficeBatch.Parameter(version));
        await command.ExecuteNonQueryAsync(token);
    }

    /// <summary>Says that this node lives, and how far its clock is ahead of the server's; beyond 5 seconds it should stop taking work.</summary>
    public static async Task<TimeSpan> SeenAsync(LaksanaDatabase database, string node, CancellationToken token = default)
    {
        await using var command = database.Application.CreateCommand("update node set seen_at = clock_timestamp() where node = $1");
        command.Parameters.Add(OfficeBatch.Parameter(node));
        await command.ExecuteNonQueryAsync(token);
        return await ClockDifferenceAsync(database, token);
    }

    public static async Task LeaveAsync(LaksanaDatabase database, string node, CancellationToken token = default)
    {
        await using var command = database.Application.CreateCommand("delete from node where node = $1");
        command.Parameters.Add(OfficeBatch.Parameter(node));
        await command.ExecuteNonQueryAsync(token);
    }

    /// <summary>Those heard of within <paramref name="within"/>, by name.</summary>
    public static async Task<IReadOnlyList<RunningNode>> ListAsync(LaksanaDatabase database, TimeSpan within, CancellationToken token = default)
    {
        await using var command = database.Application.CreateCommand(
            "select node, started_at, seen_at, version from node where seen_at > clock_timestamp() - $1 order by node");
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = within });
        var nodes = new List<RunningNode>();
        await using var reader = await command.ExecuteReaderAsync(token);
        while (await reader.ReadAsync(token))
            nodes.Add(new RunningNode(reader.GetString(0), reader.GetFieldValue<DateTimeOffset>(1), reader.GetFieldValue<DateTimeOffset>(2), reader.GetString(3)));
        return nodes;
    }

    private static async Task<TimeSpan> ClockDifferenceAsync(LaksanaDatabase database, CancellationToken token)
    {
        await using var connection = await database.Application.OpenConnectionAsync(token);
        return await ServerCheck.ClockDifferenceAsync(connection, TimeProvider.System, token);
    }
}
