using Npgsql;
using static Laksana.Backups.RecoveryWords;

namespace Laksana.Backups;

/// <summary>
/// The one session that may do something to the databases of a source on its server: it holds an advisory lock there. Whoever comes after a lost attempt of the
/// same recovery ends that attempt's session first, so what is done in this session is fenced by the server itself: a frozen program that
/// wakes up finds its session gone. Another installation's recovery of the same database keeps the lock.
/// </summary>
internal sealed class ServerHold : IAsyncDisposable
{
    private const string Application = "laksana-recovery";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private ServerHold(NpgsqlConnection connection) => Connection = connection;

    public NpgsqlConnection Connection { get; }

    /// <exception cref="Automation.ActionFailedException">Somebody else recovers this database.</exception>
    public static async Task<ServerHold> TakeAsync(PostgresServer server, string recovery, CancellationToken token)
    {
        var connection = await server.OpenMaintenanceAsync($"{Application} {recovery}", token);
        try
        {
            var begun = TimeProvider.System.GetTimestamp();
            while (!await connection.OneAsync<bool>("select pg_try_advisory_lock(hashtextextended('laksana-recovery:' || $1, 0))", token, server.Live))
            {
                await EndLostAsync(connection, recovery, server.Live, token);
                if (TimeProvider.System.GetElapsedTime(begun) > Patience) throw Fail("held-elsewhere", mayRetry: true, null, server.Source);
                await Task.Delay(200, token);
            }
            return new ServerHold(connection);
        }
        catch (Exception)
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => Connection.DisposeAsync();

    /// <summary>Ends the session of an attempt of the same recovery that was given up.</summary>
    private static async Task EndLostAsync(NpgsqlConnection connection, string recovery, string live, CancellationToken token)
    {
        await using var command = new NpgsqlCommand("""
            select pg_terminate_backend(a.pid) from pg_locks l join pg_stat_activity a on a.pid = l.pid,
                lateral (select hashtextextended('laksana-recovery:' || $1, 0) as key) k
            where l.locktype = 'advisory' and l.objsubid = 1 and l.granted and l.classid = ((k.key >> 32) & 4294967295)::oid and l.objid = (k.key & 4294967295)::oid
                and a.application_name = $2 and a.pid <> pg_backend_pid()
            """, connection) { Parameters = { new() { Value = live }, new() { Value = $"{Application} {recovery}" } } };
        await command.ExecuteNonQueryAsync(token);
    }
}
