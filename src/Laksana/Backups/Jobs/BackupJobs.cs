using System.Security.Cryptography;
using System.Text;
using Laksana.Automation;
using Laksana.Database;
using Npgsql;

namespace Laksana.Backups;

/// <summary>Asks for jobs, shows and cancels them; a node's <see cref="BackupJobRunner"/> does them.</summary>
public sealed class BackupJobs(LaksanaDatabase database, TimeProvider clock)
{
    private const string Columns = """
        id, kind, subject, arguments, status, tries, progress, fraction, counted, summary, hint, result, asked_by, machine, created_at, begun_at, ended_at
        """;

    /// <summary>Announces that there is something to do, or to stop.</summary>
    internal const string Channel = "laksana_backup_job";

    /// <summary>Asks for a job. One of the same kind on the same subject that has not ended yet is not asked for twice.</summary>
    /// <returns>The job's id, and whether it is new.</returns>
    public async Task<(Guid Id, bool New)> AskAsync(string office, JobOrder order, CancellationToken token)
    {
        while (true)
        {
            var id = Guid.CreateVersion7();
            await using (var batch = database.Batch(office))
            {
                Add(batch, office, id, order, clock.GetUtcNow());
                if (await batch.ExecuteAsync(token) > 0) return (id, true);
            }
            // It may end between the two.
            if (await GoingAsync(office, order.Kind, order.Subject, token) is { } going) return (going.Id, false);
        }
    }

    /// <summary>The same under an id of the asker's own making: asked for again under it, the job that was asked for first answers, also after it has ended.</summary>
    public async Task<(Guid Id, bool New)> AskAsync(string office, Guid id, JobOrder order, CancellationToken token)
    {
        while (true)
        {
            if (await FindAsync(office, id, token) is not null) return (id, false);
            try
            {
                await using var batch = database.Batch(office);
                Add(batch, office, id, order, clock.GetUtcNow());
                if (await batch.ExecuteAsync(token) > 0) return (id, true);
            }
            catch (PostgresException twice) when (twice.SqlState == PostgresErrorCodes.UniqueViolation)
            {
                continue; // the same request at the same moment
            }
            if (await GoingAsync(office, order.Kind, order.Subject, token) is { } going) return (going.Id, false);
        }
    }

    /// <summary>The id that an officer's request has under its key: the same each time it is sent.</summary>
    public static Guid IdOf(string officer, string key)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(officer + "\n" + key)).AsSpan(0, 16);
        // RFC 9562, version 8: of one's own making.
        (bytes[6], bytes[8]) = ((byte)(bytes[6] & 0x0f | 0x80), (byte)(bytes[8] & 0x3f | 0x80));
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>Asks in the batch of an act; touches no row when such a job is going on already.</summary>
    public static void Add(OfficeBatch batch, string office, Guid id, JobOrder order, DateTimeOffset now)
    {
        batch.Add("""
            insert into backup_job (office, id, kind, subject, arguments, machine, not_before, asked_by, created_at) values ($1, $2, $3, $4, $5, $6, clock_timestamp(), $7, $8)
            on conflict (office, kind, subject) where status in (0, 1) do nothing
            """, office, id, order.Kind, order.Subject, order.Arguments.GetRawText(), OrNull.Text(order.Machine), order.AskedBy, now);
        batch.Add($"select pg_notify('{Channel}', '')");
    }

    /// <summary>Stops a job, wherever it runs. False when it had ended.</summary>
    public async Task<bool> CancelAsync(string office, Guid id, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("update backup_job set status = 4, lease_owner = null, lease_until = null, ended_at = $3 where office = $1 and id = $2 and status in (0, 1)", office, id, clock.GetUtcNow());
        batch.Add($"select pg_notify('{Channel}', '')");
        return await batch.ExecuteAsync(token) > 0;
    }

    public async Task<JobNow?> FindAsync(string office, Guid id, CancellationToken token) => await ReadAsync(office, "id = $2", 1, token, id) is [var job] ? job : null;

    /// <summary>The newest first.</summary>
    public Task<IReadOnlyList<JobNow>> ListAsync(string office, int most, CancellationToken token) => ReadAsync(office, "true", most, token);

    /// <summary>The newest first. <paramref name="kind"/> null: of every kind.</summary>
    public Task<IReadOnlyList<JobNow>> OfSubjectAsync(string office, string? kind, string subject, int most, CancellationToken token) =>
        ReadAsync(office, "subject = $2 and ($3 is null or kind = $3)", most, token, subject, OrNull.Text(kind));

    /// <summary>The one of this kind that has not ended yet.</summary>
    public async Task<JobNow?> GoingAsync(string office, string kind, string subject, CancellationToken token) =>
        await ReadAsync(office, "kind = $2 and subject = $3 and status in (0, 1)", 1, token, kind, subject) is [var job] ? job : null;

    /// <summary>Those that have not ended yet.</summary>
    public Task<IReadOnlyList<JobNow>> GoingAsync(string office, CancellationToken token) => ReadAsync(office, "status in (0, 1)", 1000, token);

    private async Task<IReadOnlyList<JobNow>> ReadAsync(string office, string condition, int most, CancellationToken token, params object?[] values)
    {
        await using var batch = database.Batch(office);
        batch.Add($"select {Columns} from backup_job where office = $1 and {condition} order by created_at desc, id desc limit {most}", [office, .. values]);
        await using var r = await batch.ReadAsync(token);
        var jobs = new List<JobNow>();
        while (await r.ReadAsync(token))
            jobs.Add(new JobNow(r.GetGuid(0), r.GetString(1), r.GetString(2), r.GetString(3), (ActionRunStatus)r.GetInt16(4), r.GetInt32(5),
                r.GetString(6).Split('\n', StringSplitOptions.RemoveEmptyEntries), r.IsDBNull(7) ? null : r.GetFloat(7), WorkCount.Read(Text(8)), Text(9), Text(10), Text(11),
                r.GetString(12), Text(13), r.GetFieldValue<DateTimeOffset>(14), Moment(15), Moment(16)));
        return jobs;

        string? Text(int column) => r.IsDBNull(column) ? null : r.GetString(column);
        DateTimeOffset? Moment(int column) => r.IsDBNull(column) ? null : r.GetFieldValue<DateTimeOffset>(column);
    }
}
