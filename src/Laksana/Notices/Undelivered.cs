using Laksana.Database;

namespace Laksana.Notices;

/// <summary>A message that was given up.</summary>
public sealed record FailedMessage(Guid Id, string Officer, NoticeWay Way, string? CaseNumber, string Reason, DateTimeOffset EndedAt);

/// <summary>What did not leave, for the administrator.</summary>
public sealed class Undelivered(LaksanaDatabase database)
{
    public const int Most = 50;

    /// <summary>How many wait now (at most 1000 are counted), and the newest that were given up.</summary>
    public async Task<(int Waiting, IReadOnlyList<FailedMessage> Failed)> ReadAsync(string office, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("select count(*) from (select from notice_message where office = $1 and status = 0 limit 1000) waiting", office);
        batch.Add("""
            select m.id, m.officer, m.way, n.case_number, m.reason, m.ended_at from notice_message m left join notice n on n.office = m.office and n.id = m.notice
            where m.office = $1 and m.status = 3 order by m.ended_at desc limit $2
            """, office, (long)Most);
        await using var reader = await batch.ReadAsync(token);
        await reader.ReadAsync(token);
        var (waiting, failed) = ((int)reader.GetInt64(0), new List<FailedMessage>());
        await reader.NextResultAsync(token);
        while (await reader.ReadAsync(token))
            failed.Add(new FailedMessage(reader.GetGuid(0), reader.GetString(1), (NoticeWay)reader.GetInt16(2), reader.IsDBNull(3) ? null : reader.GetString(3),
                reader.IsDBNull(4) ? "" : reader.GetString(4), reader.GetFieldValue<DateTimeOffset>(5)));
        return (waiting, failed);
    }

    /// <summary>Lets all that were given up be tried anew, under their old ids. Sending the form twice changes nothing more.</summary>
    public async Task<int> RetryAsync(string office, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("update notice_message set status = 0, failures = 0, not_before = clock_timestamp(), ended_at = null where office = $1 and status = 3", office);
        return await batch.ExecuteAsync(token);
    }
}
