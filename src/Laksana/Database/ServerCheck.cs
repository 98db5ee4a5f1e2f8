using System.Globalization;
using Npgsql;

namespace Laksana.Database;

/// <summary>What a server must fulfil before anything is written to it.</summary>
internal static class ServerCheck
{
    internal const int OldestMajor = 15;

    /// <summary>More than this apart, and due moments and leases of two nodes contradict each other.</summary>
    internal static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(5);

    /// <exception cref="OperatorException">The server is too old, is a read-only replica, or its clock differs from this machine's.</exception>
    internal static async Task RequireAsync(NpgsqlConnection connection, CancellationToken token)
    {
        if (connection.PostgreSqlVersion.Major < OldestMajor)
            throw DatabaseWords.Refuse(ExitCode.Database, "too-old", connection.PostgreSqlVersion.ToString(), OldestMajor);
        await using var command = new NpgsqlCommand("select pg_is_in_recovery()", connection);
        if (await command.ExecuteScalarAsync(token) is true) throw DatabaseWords.Refuse(ExitCode.Database, "replica");
        var difference = await ClockDifferenceAsync(connection, TimeProvider.System, token);
        RequireClock(difference);
    }

    internal static void RequireClock(TimeSpan difference)
    {
        if (difference.Duration() > ClockTolerance)
            throw DatabaseWords.Refuse(ExitCode.Database, "clock", difference.TotalSeconds.ToString("+0.0;-0.0", CultureInfo.CurrentCulture), ClockTolerance.TotalSeconds);
    }

    /// <summary>How far this machine's real clock is ahead of the server's, measured against the middle of the round trip.</summary>
    /// <param name="machine">The system clock, never the program's: a demo office's clock may be moved.</param>
    internal static async Task<TimeSpan> ClockDifferenceAsync(NpgsqlConnection connection, TimeProvider machine, CancellationToken token)
    {
        await using var command = new NpgsqlCommand("select clock_timestamp()", connection);
        await command.ExecuteScalarAsync(token); // the first round trip also plans the statement
        var before = machine.GetUtcNow();
        await using var reader = await command.ExecuteReaderAsync(token);
        await reader.ReadAsync(token);
        var after = machine.GetUtcNow();
        return before + ((after - before) / 2) - reader.GetFieldValue<DateTimeOffset>(0);
    }

    /// <exception cref="OperatorException">The application's login could change the register or see past row-level security, or has no rights at all.</exception>
    internal static async Task RequireApplicationRoleAsync(NpgsqlConnection application, CancellationToken token)
    {
        const string Question = """
            select rolsuper or rolbypassrls or pg_has_role(current_user, (select tableowner from pg_tables where schemaname = 'public' and tablename = 'event'), 'member'),
                   pg_has_role(current_user, 'laksana_app', 'member')
            from pg_roles where rolname = current_user
            """;
        await using var command = new NpgsqlCommand(Question, application);
        await using var reader = await command.ExecuteReaderAsync(token);
        await reader.ReadAsync(token);
        var (tooMuch, enough) = (reader.GetBoolean(0), reader.GetBoolean(1));
        if (tooMuch || !enough) throw DatabaseWords.Refuse(ExitCode.Database, tooMuch ? "application-too-much" : "application-too-little");
    }
}
