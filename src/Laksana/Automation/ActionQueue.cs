using System.Text.Json;
using System.Text.Json.Serialization;
using Laksana.Cases;
using Laksana.Database;
using Npgsql;

namespace Laksana.Automation;

/// <summary>A run as this node took it. <paramref name="Failures"/> are the expected failures so far.</summary>
internal sealed record TakenRun(ActionRun Run, int Failures, ActionLease Lease);

/// <summary>
/// The rows of <c>action_run</c> that wait or whose lease ran out. Leases are measured by the database server's clock alone; every statement
/// here names the lease's token, so a node that lost a run changes nothing about it.
/// </summary>
internal sealed partial class ActionQueue(LaksanaDatabase database, RunnerSettings settings, TimeProvider clock)
{
    /// <summary>The next run of any office for this node, or null when none waits.</summary>
    /// <param name="own">Runs this node works on already.</param>
    public async Task<TakenRun?> TakeAsync(string[] actions, Guid[] own, CancellationToken token)
    {
        await using var command = database.Application.CreateCommand("""
            select office, id, case_number, run, action, arguments, tries, failures, lease_token, created_at from take_action_run($1, $2, $3, $4)
            """);
        command.Parameters.Add(OfficeBatch.Parameter(settings.Node));
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = settings.Lease });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = actions });
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = own });
        await using var reader = await command.ExecuteReaderAsync(token);
        if (!await reader.ReadAsync(token)) return null;
        var arguments = JsonSerializer.Deserialize(reader.GetString(5), ArgumentsJson.Default.DictionaryStringString)!;
        var run = new ActionRun(reader.GetString(0), reader.GetGuid(1), reader.GetString(2), reader.GetInt32(3), reader.GetString(4), reader.GetInt32(6),
            arguments, reader.GetFieldValue<DateTimeOffset>(9));
        return new TakenRun(run, reader.GetInt32(7), new ActionLease(run.Id, reader.GetInt64(8)));
    }

    /// <summary>Prolongs the lease, and writes the progress when there is some. False when the run is no longer this node's: taken over, or cancelled.</summary>
    public Task<bool> RenewAsync(TakenRun taken, ProgressText? said, CancellationToken token) => said is null
        ? WriteAsync(taken, "lease_until = clock_timestamp() + $4", token, settings.Lease)
        : WriteAsync(taken, "lease_until = clock_timestamp() + $4, progress = $5, fraction = $6, counted = $7", token,
            settings.Lease, said.Lines, (float?)said.Fraction, OrNull.Text(said.Counted));

    /// <summary>Puts the run back for another try after an expected failure.</summary>
    public Task<bool> PostponeAsync(TakenRun taken, TimeSpan pause, string progress, CancellationToken token) => WriteAsync(taken,
        "status = 0, failures = failures + 1, lease_owner = null, lease_until = null, not_before = clock_timestamp() + $4, progress = $5", token, pause, progress);

    /// <summary>Gives the run back, for any node, after a pause.</summary>
    public Task<bool> ReleaseAsync(TakenRun taken, TimeSpan pause, CancellationToken token) => WriteAsync(taken,
        "status = 0, lease_owner = null, lease_until = null, not_before = clock_timestamp() + $4", token, pause);

    /// <summary>Ends a run whose case no longer waits for it.</summary>
    public Task<bool> DropAsync(TakenRun taken, CancellationToken token) => WriteAsync(taken,
        "status = 4, lease_owner = null, lease_until = null, ended_at = $4", token, clock.GetUtcNow());

    private async Task<bool> WriteAsync(TakenRun taken, string set, CancellationToken token, params object?[] values)
    {
        await using var batch = database.Batch(taken.Run.Office);
        batch.Add($"update action_run set {set} where office = $1 and id = $2 and lease_token = $3 and status = 1",
            [taken.Run.Office, taken.Run.Id, taken.Lease.Token, .. values]);
        return await batch.ExecuteAsync(token) > 0;
    }

    [JsonSerializable(typeof(Dictionary<string, string>))]
    private sealed partial class ArgumentsJson : JsonSerializerContext;
}
