using Laksana.Database;
using Npgsql;

namespace Laksana.Notices;

/// <summary>A message as this node took it.</summary>
/// <param name="HandedAt">An earlier try may have reached its receiver.</param>
public sealed record TakenMessage(string Office, Guid Id, long Notice, string Officer, NoticeWay Way, string Kind, int Failures, long LeaseToken, DateTimeOffset? HandedAt, DateTimeOffset CreatedAt)
{
    /// <summary>Nothing has been tried yet: what it says is not settled.</summary>
    public bool IsFresh => Failures == 0 && HandedAt is null;
}

/// <summary>
/// The rows of <c>notice_message</c>. Leases are measured by the database server's clock alone; each statement names the lease's token, so a node that lost a
/// message changes nothing about it.
/// </summary>
internal sealed class MessageQueue(LaksanaDatabase database, AnswerLinks answers, DeliveryPace settings, TimeProvider clock)
{
    /// <summary>The next message of any office for this node, or null when none waits.</summary>
    public async Task<TakenMessage?> TakeAsync(CancellationToken token)
    {
        await using var command = database.Application.CreateCommand(
            "select office, id, notice, officer, way, kind, failures, lease_token, handed_at, created_at from take_notice_message($1, $2)");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = settings.Node });
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = settings.Lease });
        await using var row = await command.ExecuteReaderAsync(token);
        if (!await row.ReadAsync(token)) return null;
        return new TakenMessage(row.GetString(0), row.GetGuid(1), row.GetInt64(2), row.GetString(3), (NoticeWay)row.GetInt16(4), row.GetString(5), row.GetInt32(6), row.GetInt64(7),
            row.IsDBNull(8) ? null : row.GetFieldValue<DateTimeOffset>(8), row.GetFieldValue<DateTimeOffset>(9));
    }

    /// <summary>Takes along whatever waits for the same officer by the same way and may leave now; what he has read in the bell meanwhile is not sent.</summary>
    /// <param name="late">Null: all kinds; else only what is late, or only what is not.</param>
    public async Task JoinAsync(TakenMessage taken, bool? late, CancellationToken token)
    {
        const string Others = """
            office = $1 and officer = $2 and way = $3 and id <> $4 and status = 0 and failures = 0 and handed_at is null
            and not_before <= clock_timestamp() + interval '1 minute' and ($5 = 0 or (kind = 'late') = ($5 = 1))
            """;
        object?[] values = [taken.Office, taken.Officer, (short)taken.Way, taken.Id, late switch { null => 0, true => 1, false => 2 }];
        await using var batch = database.Batch(taken.Office);
        batch.Add($"""
            update notice_message m set status = 5, ended_at = $6 where {Others}
            and not exists (select from notice n where n.office = m.office and n.id = m.notice and n.read_at is null)
            """, [.. values, clock.GetUtcNow()]);
        // Only while this node still has the message they go along with.
        batch.Add($"""
            update notice_message set status = 4, joined_to = $4, ended_at = $6 where {Others}
            and exists (select from notice_message own where own.office = $1 and own.id = $4 and own.lease_token = $7 and own.status = 1)
            """, [.. values, clock.GetUtcNow(), taken.LeaseToken]);
        await batch.ExecuteAsync(token);
    }

    /// <summary>What the message says, oldest first.</summary>
    public async Task<IReadOnlyList<MessageLine>> LinesAsync(TakenMessage taken, CancellationToken token)
    {
        await using var batch = database.Batch(taken.Office);
        batch.Add("""
            select m.kind, n.case_number, c.subject, n.row_number, n.activity, n.created_at, n.read_at is null, n.address, n.answer
            from notice_message m join notice n on n.office = m.office and n.id = m.notice
            left join case_file c on c.office = n.office and c.case_number = n.case_number
            where m.office = $1 and (m.id = $2 or m.joined_to = $2) order by n.id
            """, taken.Office, taken.Id);
        await using var row = await batch.ReadAsync(token);
        var (lines, unread) = (new List<MessageLine>(), false);
        while (await row.ReadAsync(token))
        {
            lines.Add(new MessageLine(row.GetString(0), Text(row, 1), Text(row, 2), Text(row, 3), Text(row, 4), row.GetFieldValue<DateTimeOffset>(5))
            {
                Address = Text(row, 7),
                // What may be answered has a number of its own.
                Name = Text(row, 8),
                Answer = Text(row, 8) is { } subject ? answers.For(taken.Office, taken.Officer, subject, taken.CreatedAt) : null,
            });
            unread |= row.GetBoolean(6);
        }
        return unread || !taken.IsFresh ? lines : [];
    }

    /// <summary>Says that the message is about to be handed over. False when it is no longer this node's.</summary>
    public Task<bool> HandAsync(TakenMessage taken, CancellationToken token) => WriteAsync(taken, "handed_at = $4", token, clock.GetUtcNow());

    /// <summary>Gives it back until it may leave.</summary>
    public Task<bool> WaitAsync(TakenMessage taken, TimeSpan pause, CancellationToken token) =>
        WriteAsync(taken, "status = 0, lease_owner = null, lease_until = null, not_before = clock_timestamp() + $4", token, pause);

    public Task<bool> TakenAsync(TakenMessage taken, CancellationToken token) =>
        WriteAsync(taken, "status = 2, lease_owner = null, lease_until = null, reason = null, ended_at = $4", token, clock.GetUtcNow());

    public Task<bool> DropAsync(TakenMessage taken, CancellationToken token) =>
        WriteAsync(taken, "status = 5, lease_owner = null, lease_until = null, ended_at = $4", token, clock.GetUtcNow());

    public Task<bool> GiveUpAsync(TakenMessage taken, string reason, CancellationToken token) =>
        WriteAsync(taken, "status = 3, failures = failures + 1, lease_owner = null, lease_until = null, reason = $4, ended_at = $5", token, reason, clock.GetUtcNow());

    public Task<bool> PostponeAsync(TakenMessage taken, TimeSpan pause, string reason, CancellationToken token) =>
        WriteAsync(taken, "status = 0, failures = failures + 1, lease_owner = null, lease_until = null, not_before = clock_timestamp() + $4, reason = $5", token, pause, reason);

    /// <summary>A server that does not work is not asked again by every message that waits for it.</summary>
    public async Task HoldAsync(string office, NoticeWay way, TimeSpan pause, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("""
            update notice_message set not_before = clock_timestamp() + $3
            where office = $1 and way = $2 and status = 0 and not_before < clock_timestamp() + $3
            """, office, (short)way, pause);
        await batch.ExecuteAsync(token);
    }

    private async Task<bool> WriteAsync(TakenMessage taken, string set, CancellationToken token, params object?[] values)
    {
        await using var batch = database.Batch(taken.Office);
        batch.Add($"update notice_message set {set} where office = $1 and id = $2 and lease_token = $3 and status = 1", [taken.Office, taken.Id, taken.LeaseToken, .. values]);
        return await batch.ExecuteAsync(token) > 0;
    }

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
