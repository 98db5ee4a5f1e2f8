using Npgsql;

namespace Laksana.Database;

/// <summary>Completes connection strings: what the caller wrote stays, what he left open is set.</summary>
internal static class Logins
{
    internal static string ForOwner(string connection)
    {
        var login = Parse(connection);
        Default(login, "Application Name", "laksana-owner");
        Default(login, "Maximum Pool Size", 10);
        Default(login, "Command Timeout", 0); // a migration of a large table takes its time
        Default(login, "Timeout", 15);
        return login.ConnectionString;
    }

    internal static string ForApplication(string connection)
    {
        var login = Parse(connection);
        Default(login, "Application Name", "laksana");
        Default(login, "Command Timeout", 30);
        Default(login, "Timeout", 15);
        Default(login, "Max Auto Prepare", 100);
        Default(login, "Auto Prepare Min Usages", 2);
        // A frozen node must not hold row locks for ever.
        Default(login, "Options", "-c idle_in_transaction_session_timeout=60s -c lock_timeout=20s -c jit=off");
        return login.ConnectionString;
    }

    internal static string Limit(string connection, int maximum)
    {
        var login = Parse(connection);
        Default(login, "Maximum Pool Size", maximum);
        return login.ConnectionString;
    }

    /// <param name="name">How its pool is called under /metrics; without one it is the whole connection string.</param>
    internal static NpgsqlDataSource Source(string connection, string? name = null)
    {
        var login = Parse(connection);
        var several = login.Host?.Contains(',', StringComparison.Ordinal) == true;
        if (several) login.TargetSessionAttributes = null;
        var source = new NpgsqlDataSourceBuilder(login.ConnectionString) { Name = name };
        return several ? source.BuildMultiHost().WithTargetSession(TargetSessionAttributes.Primary) : source.Build();
    }

    internal static NpgsqlConnectionStringBuilder Parse(string connection)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(connection);
        }
        catch (Exception error) when (error is ArgumentException or FormatException or InvalidOperationException)
        {
            throw DatabaseWords.Refuse(ExitCode.Usage, error, "connection-string");
        }
    }

    private static void Default(NpgsqlConnectionStringBuilder login, string key, object value)
    {
        // ContainsKey says true of every key that Npgsql knows, written or not.
        if (!login.ShouldSerialize(key)) login[key] = value;
    }
}
