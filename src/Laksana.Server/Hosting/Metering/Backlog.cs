using Laksana.Database;
using Npgsql;

namespace Laksana.Server.Hosting.Metering;

/// <summary>
/// What waits in the database for the machine, of all offices: gauges that every node shows alike. A monitor should call when one of them
/// stays above zero.
/// </summary>
internal sealed class Backlog(LaksanaDatabase database)
{
    /// <summary>Lines in the Prometheus text format; none when the database does not answer, which /health tells.</summary>
    public async Task<string> ReadAsync(CancellationToken token)
    {
        try
        {
            await using var command = database.Owner.CreateCommand("""
                select (select count(*) from seal_pending),
                       (select count(*) from action_run where status = 0 and not_before < clock_timestamp()),
                       (select count(*) from action_run where status = 1 and lease_until < clock_timestamp())
                """);
            command.CommandTimeout = 3;
            await using var reader = await command.ExecuteReaderAsync(token);
            await reader.ReadAsync(token);
            return Gauge("laksana_register_unsealed", "Transactions that no seal of the register covers yet", reader.GetInt64(0))
                + Gauge("laksana_action_waiting", "Machine work that is due and that no node has taken", reader.GetInt64(1))
                + Gauge("laksana_action_lost", "Machine work whose node no longer answers for it", reader.GetInt64(2));
        }
        catch (Exception error) when (error is NpgsqlException or TimeoutException)
        {
            return "";
        }
    }

    private static string Gauge(string name, string help, long value) => $"# HELP {name} {help}\n# TYPE {name} gauge\n{name} {value}\n";
}
