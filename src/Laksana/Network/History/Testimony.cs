using Laksana.Database;

namespace Laksana.Network;

/// <summary>
/// Corrects what is kept of the past by what somebody who was there tells later: an agent at a site whose line was down. What was thought before stands in the incident's
/// own history.
/// </summary>
public sealed class Testimony(LaksanaDatabase database)
{
    /// <summary>The element was up after all, or away for another time, between two moments.</summary>
    /// <param name="stretches">When it was away by this account; nothing else of the time was.</param>
    /// <param name="by">Who says so, for the record.</param>
    public async Task CorrectAsync(string office, string element, DateTimeOffset from, DateTimeOffset until, IReadOnlyList<(DateTimeOffset Since, DateTimeOffset Until, Standing Standing)> stretches, string by, CancellationToken token)
    {
        await using var transaction = await database.BeginAsync(office, token);
        async Task Do(string sql, params object?[] values)
        {
            await using var command = transaction.Command(sql, values);
            await command.ExecuteNonQueryAsync(token);
        }
        // What reaches over the right edge goes on there, what lies within goes, what reaches over the left edge ends there.
        await Do("""
            insert into network_span (office, element, since, until, standing, root, corrected_by)
            select office, element, $3, until, standing, root, $4 from network_span where office = $1 and element = $2 and since < $3 and (until is null or until > $3) on conflict do nothing
            """, office, element, until, by);
        await Do("delete from network_span where office = $1 and element = $2 and since >= $3 and since < $4", office, element, from, until);
        await Do("update network_span set until = $3, corrected_by = $4 where office = $1 and element = $2 and since < $3 and (until is null or until > $3)", office, element, from, by);
        foreach (var (since, end, standing) in stretches.Where(s => s.Until > s.Since))
            await Do("insert into network_span (office, element, since, until, standing, corrected_by) values ($1, $2, $3, $4, $5, $6) on conflict (office, element, since) do update set until = excluded.until, standing = excluded.standing, corrected_by = excluded.corrected_by",
                office, element, since < from ? from : since, end > until ? until : end, (short)standing, by);
        await transaction.CommitAsync(token);
    }
}
