using Npgsql;

namespace Laksana.Database;

/// <summary>The logins of one private cluster as connection strings.</summary>
internal sealed record ClusterLogins(ClusterPasswords Passwords, string Superuser, string Owner, string Application)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <exception cref="OperatorException">The file with the passwords is missing.</exception>
    internal static ClusterLogins Of(DataFolder folder, ClusterPlace place)
    {
        var passwords = ClusterPasswords.Read(folder.PostgresPasswords);
        return new ClusterLogins(passwords, place.Connection("postgres", passwords.Superuser, "postgres"),
            place.Connection("laksana_owner", passwords.Owner), place.Connection("laksana_app", passwords.Application));
    }

    /// <summary>Those of a cluster that another program runs; waits a while for one that is just starting.</summary>
    internal static async Task<(string Owner, string Application)> OfRunningAsync(DataFolder folder, CancellationToken token)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(token);
        patience.CancelAfter(Patience);
        while (true)
        {
            try
            {
                var logins = Of(folder, await ClusterPlace.InAsync(folder, token));
                await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(logins.Application) { Pooling = false }.ConnectionString);
                await connection.OpenAsync(token);
                return (logins.Owner, logins.Application);
            }
            catch (Exception error) when (error is OperatorException or NpgsqlException && !patience.IsCancellationRequested)
            {
                await Task.Delay(100, token);
            }
            catch (NpgsqlException error) when (DatabaseFailure.Explain(error) is { } explained)
            {
                throw explained;
            }
        }
    }
}
