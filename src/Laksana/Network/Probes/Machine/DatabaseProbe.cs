using System.Globalization;
using Npgsql;

namespace Laksana.Network.Probes.Machine;

/// <summary>
/// Asks a PostgreSQL database whose connection the administrator of this machine named. The question is one statement in a transaction that cannot write
/// and is never committed.
/// </summary>
internal sealed class DatabaseProbe(ProbeSecrets secrets)
{
    private const int MostRows = 1000;

    public async Task<ProbeResult> AskAsync(DatabaseQuerySpec spec, CancellationToken token)
    {
        if (secrets.Database(spec.Target) is not { } connection) return ProbeResult.Unknown(ProbeFindings.SecretUnknown, spec.Target);
        var begun = TimeProvider.System.GetTimestamp();
        try
        {
            var settings = new NpgsqlConnectionStringBuilder(connection) { Pooling = false, Timeout = Seconds(spec), CommandTimeout = Seconds(spec), ApplicationName = "laksana probe", IncludeErrorDetail = false };
            await using var database = new NpgsqlConnection(settings.ConnectionString);
            await database.OpenAsync(token);
            await using var transaction = await database.BeginTransactionAsync(token);
            // Commands of a batch are sent as they are: a second statement in one of them is refused by the server.
            await using var batch = new NpgsqlBatch(database, transaction) { BatchCommands = { new("set transaction read only"), new("select pg_is_in_recovery()"), new(spec.Query) } };
            await using var reader = await batch.ExecuteReaderAsync(token);
            return await ReadAsync(spec, database.PostgreSqlVersion, reader, begun, token);
        }
        catch (PostgresException error)
        {
            return ProbeResult.Down(error.SqlState[..2] is "28" ? ProbeFindings.LoginFailed : ProbeFindings.QueryFailed, $"{spec.Target}: {error.SqlState} {error.MessageText}");
        }
        catch (NpgsqlException error) when (error.InnerException is System.Net.Sockets.SocketException inner)
        {
            return Door.Refusal(inner, spec.Target);
        }
        catch (NpgsqlException error) when (error.InnerException is TimeoutException)
        {
            return ProbeResult.Down(ProbeFindings.Timeout, spec.Target);
        }
        catch (Exception error) when (error is NpgsqlException or ArgumentException)
        {
            // The words may hold the connection's: only their kind is told.
            return ProbeResult.Down(ProbeFindings.QueryFailed, $"{spec.Target}: {error.GetType().Name}");
        }
    }

    private static async Task<ProbeResult> ReadAsync(DatabaseQuerySpec spec, Version version, NpgsqlDataReader reader, long begun, CancellationToken token)
    {
        var facts = new FactBook();
        facts.Put("server_version", version.ToString());
        if (await reader.ReadAsync(token)) facts.Put("recovery", reader.GetBoolean(0));
        await reader.NextResultAsync(token);
        var rows = 0;
        string? first = null;
        while (rows < MostRows && await reader.ReadAsync(token))
            if (rows++ == 0 && reader.FieldCount > 0 && !await reader.IsDBNullAsync(0, token))
                first = Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture);
        var took = TimeProvider.System.GetElapsedTime(begun);
        facts.Put("rows", rows);
        facts.Put("first", first);
        var detail = $"{spec.Target}: {first}";
        if (spec.Expected is { } expected) return first == expected ? ProbeResult.Up(took, detail, facts) : ProbeResult.Degraded(took, ProbeFindings.QueryWrong, $"{detail} ≠ {expected}", facts);
        return rows > 0 ? ProbeResult.Up(took, detail, facts) : ProbeResult.Degraded(took, ProbeFindings.QueryWrong, detail, facts);
    }

    private static int Seconds(DatabaseQuerySpec spec) => Math.Max(1, (int)Math.Ceiling(spec.Timeout.TotalSeconds));
}
