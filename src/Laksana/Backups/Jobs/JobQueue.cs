using System.Text.Json;
using Laksana.Automation;
using Laksana.Database;
using Npgsql;

namespace Laksana.Backups;

/// <summary>A job as this node took it. <paramref name="Failures"/> are the expected failures so far.</summary>
internal sealed record TakenJob(JobRun Run, int Failures, long Lease);

/// <summary>The rows of <c>backup_job</c> that wait or whose lease ran out; the same rules as for <c>action_run</c> (docs/automation.md).</summary>
internal sealed class JobQueue(LaksanaDatabase database, RunnerSettings settings)
{
    /// <summary>The next job of any office for this node, or null when none waits.</summary>
    /// <param name="own">Jobs this node works on already.</param>
    public async Task<TakenJob?> TakeAsync(string[] kinds, Guid[] own, CancellationToken token)
    {
        await using var command = database.Application.CreateCommand("""
            select office, id, kind, subject, arguments, tries, failures, lease_token, asked_by, created_at from take_backup_job($1, $2, $3, $4, $5)
            """);
        command.Parameters.Add(OfficeBatch.Parameter(settings.Node));
        command.Parameters.Add(OfficeBatch.Parameter(Environment.MachineName));
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = settings.Lease });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = kinds });
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = own });
        await using var reader = await command.ExecuteReaderAsync(token);
        return await reader.ReadAsync(token) ? Read(reader) : null;
    }

    /// <summary>One job that waits or whose lease ran out, for whoever does it himself; null when another has it or it ended.</summary>
    public async Task<TakenJob?> TakeAsync(string office, Guid id, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("""
            update backup_job set status = 1, tries = tries + 1, lease_owner = $3, lease_token = lease_token + 1, lease_until = clock_timestamp() + $4,
                begun_at = coalesce(begun_at, clock_timestamp())
            where office = $1 and id = $2 and (status = 0 or status = 1 and lease_until < clock_timestamp())
            returning office, id, kind, subject, arguments, tries, failures, lease_token, asked_by, created_at
            """, office, id, settings.Node, settings.Lease);
        await using var reader = await batch.ReadAsync(token);
        return await reader.ReadAsync(token) ? Read(reader) : null;
    }

    /// <summary>Prolongs the lease, and writes the progress when there is some. False when the job is no longer this node's: taken over, or cancelled.</summary>
    public Task<bool> RenewAsync(TakenJob taken, ProgressText? said, CancellationToken token) => said is null
        ? WriteAsync(taken, "lease_until = clock_timestamp() + $4", token, settings.Lease)
        : WriteAsync(taken, "lease_until = clock_timestamp() + $4, progress = $5, fraction = $6, counted = $7", token,
            settings.Lease, said.Lines, (float?)said.Fraction, OrNull.Text(said.Counted));

    /// <summary>Puts the job back for another try after an expected failure.</summary>
    public Task<bool> PostponeAsync(TakenJob taken, TimeSpan pause, string progress, CancellationToken token) => WriteAsync(taken,
        "status = 0, failures = failures + 1, lease_owner = null, lease_until = null, not_before = clock_timestamp() + $4, progress = $5", token, pause, progress);

    /// <summary>Gives the job back, for any node.</summary>
    public Task<bool> ReleaseAsync(TakenJob taken, CancellationToken token) =>
        WriteAsync(taken, "status = 0, lease_owner = null, lease_until = null, not_before = clock_timestamp()", token);

    public Task<bool> EndAsync(TakenJob taken, ActionRunStatus status, ProgressText said, string summary, string? hint, string? result, DateTimeOffset now, CancellationToken token) =>
        WriteAsync(taken, """
            status = $4, lease_owner = null, lease_until = null, progress = $5, fraction = coalesce($6, fraction), counted = $7, summary = $8, hint = $9, result = $10, ended_at = $11
            """, token, (short)status, said.Lines, (float?)said.Fraction, OrNull.Text(said.Counted), summary, OrNull.Text(hint), OrNull.Text(result), now);

    private async Task<bool> WriteAsync(TakenJob taken, string set, CancellationToken token, params object?[] values)
    {
        await using var batch = database.Batch(taken.Run.Office);
        batch.Add($"update backup_job set {set} where office = $1 and id = $2 and lease_token = $3 and status = 1", [taken.Run.Office, taken.Run.Id, taken.Lease, .. values]);
        return await batch.ExecuteAsync(token) > 0;
    }

    private static TakenJob Read(NpgsqlDataReader reader)
    {
        using var arguments = JsonDocument.Parse(reader.GetString(4));
        return new TakenJob(new JobRun(reader.GetString(0), reader.GetGuid(1), reader.GetString(2), reader.GetString(3), arguments.RootElement.Clone(), reader.GetInt32(5),
            reader.GetString(8), reader.GetFieldValue<DateTimeOffset>(9)), reader.GetInt32(6), reader.GetInt64(7));
    }
}
