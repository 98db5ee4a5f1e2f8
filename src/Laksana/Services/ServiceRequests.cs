using Laksana.Cases;
using Laksana.Database;

namespace Laksana.Services;

/// <summary>Which case a tracking number belongs to. Only hashes are stored.</summary>
public sealed class ServiceRequests(LaksanaDatabase database, TimeProvider clock)
{
    /// <summary>Channel of a number that the office gave out for a case it entered itself.</summary>
    public const string GivenOut = "kantor";

    /// <summary>The number of the case; null when nobody holds that tracking number. An unreadable number is looked up too, so that it takes the same time.</summary>
    public async Task<string?> FindAsync(string office, TrackingNumber? number, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("select case_number from service_request where office = $1 and tracking = $2", office, (number ?? TrackingNumber.New()).Hash());
        await using var reader = await batch.ReadAsync(token);
        return await reader.ReadAsync(token) && number is not null ? reader.GetString(0) : null;
    }

    /// <summary>
    /// Gives out a tracking number for a case that staff entered (a complaint by telephone, a request at the counter). It is told once: whoever loses it is given
    /// another, and both lead to the case.
    /// </summary>
    public async Task<TrackingNumber> GiveOutAsync(string office, string caseNumber, CancellationToken token)
    {
        var number = TrackingNumber.New();
        await using var batch = database.Batch(office);
        batch.Add("insert into service_request (office, tracking, case_number, channel, opened_at) values ($1, $2, $3, $4, $5)",
            office, number.Hash(), caseNumber, GivenOut, clock.GetUtcNow());
        await batch.ExecuteAsync(token);
        return number;
    }

    /// <summary>Whether somebody follows the case: it was opened on the public pages, or a number was given out for it.</summary>
    public async Task<bool> IsFollowedAsync(string office, string caseNumber, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("select 1 from service_request where office = $1 and case_number = $2 limit 1", office, caseNumber);
        await using var reader = await batch.ReadAsync(token);
        return await reader.ReadAsync(token);
    }

    /// <summary>How many cases the public has opened since a moment; counts no further than <paramref name="most"/>.</summary>
    public async Task<int> OpenedSinceAsync(string office, DateTimeOffset since, int most, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("select count(*)::int from (select 1 from service_request where office = $1 and channel = $2 and opened_at >= $3 limit $4) as opened",
            office, PublicChannel.Pages, since, (long)most);
        await using var reader = await batch.ReadAsync(token);
        await reader.ReadAsync(token);
        return reader.GetInt32(0);
    }
}
