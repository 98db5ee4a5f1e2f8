using Laksana.Database;
using Npgsql;

namespace Laksana.Network;

/// <summary>Another node watches the office now: this one has nothing to write any more.</summary>
internal sealed class WatchLostException(Exception? cause = null) : Exception("The watch was taken over by another node.", cause);

/// <summary>The right of one node to watch an office, measured by the database server's clock alone.</summary>
internal static class WatchLease
{
    /// <summary>Raised by require_network_lease.</summary>
    public const string Lost = "LK002";

    /// <summary>Takes or prolongs it: its token, or null while another node has it.</summary>
    public static async Task<long?> TakeAsync(LaksanaDatabase database, string office, WatchSettings settings, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("select take_network_lease($1, $2, $3)", office, settings.Node, new NpgsqlParameter<TimeSpan> { TypedValue = settings.Lease });
        await using var reader = await batch.ReadAsync(token);
        return await reader.ReadAsync(token) && !reader.IsDBNull(0) ? reader.GetInt64(0) : null;
    }

    /// <summary>Gives it up, so that another node need not wait.</summary>
    public static async Task LeaveAsync(LaksanaDatabase database, string office, string node, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("update network_lease set until = clock_timestamp() where office = $1 and owner = $2", office, node);
        await batch.ExecuteAsync(token);
    }

    public static void Require(OfficeBatch batch, string office, long lease) => batch.Add("select require_network_lease($1, $2)", office, lease);

    public static async Task RequireAsync(OfficeTransaction transaction, string office, long lease, CancellationToken token)
    {
        await using var require = transaction.Command("select require_network_lease($1, $2)", office, lease);
        await Guarded(() => require.ExecuteNonQueryAsync(token));
    }

    /// <exception cref="WatchLostException">The lease is another node's.</exception>
    public static async Task<T> Guarded<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (PostgresException lost) when (lost.SqlState == Lost)
        {
            throw new WatchLostException(lost);
        }
    }
}
