using System.Text;
using Laksana.Database;
using Microsoft.AspNetCore.DataProtection;

namespace Laksana.Server.Pages.Draf;

/// <summary>What an officer typed into a form and did not send.</summary>
/// <param name="Address">Where the form would be sent.</param>
/// <param name="Body">Names and values as the script wrote them (form encoding).</param>
internal sealed record Draft(string Address, DateTimeOffset SavedAt, string Body);

/// <summary>
/// Drafts of officers, encrypted, each for three days: a window that was closed, a browser that crashed or a power cut costs nobody his words. They are
/// kept here and not in the browser, because office computers are shared.
/// </summary>
internal sealed class Drafts(LaksanaDatabase database, IDataProtectionProvider protection)
{
    public const int LongestAddress = 200, LargestBody = 64 * 1024, MostOfAnOfficer = 20;

    private static readonly TimeSpan Life = TimeSpan.FromDays(3);

    private readonly IDataProtector _protector = protection.CreateProtector("Laksana.Draft");

    public async Task SaveAsync(string office, string officer, string address, string body, CancellationToken token)
    {
        var now = TimeProvider.System.GetUtcNow();
        await using var batch = database.Batch(office);
        batch.Add("""
            insert into draft (office, officer, address, body, saved_at, expires_at) values ($1, $2, $3, $4, $5, $6)
            on conflict (office, officer, address) do update set body = excluded.body, saved_at = excluded.saved_at, expires_at = excluded.expires_at
            """, office, officer, address, _protector.Protect(Encoding.UTF8.GetBytes(body)), now, now + Life);
        batch.Add("""
            delete from draft where office = $1 and officer = $2 and (expires_at <= $3 or address in
                (select address from draft where office = $1 and officer = $2 order by saved_at desc offset $4))
            """, office, officer, now, (long)MostOfAnOfficer);
        await batch.ExecuteAsync(token);
    }

    public async Task<IReadOnlyList<Draft>> FindAsync(string office, string officer, string[] addresses, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("select address, saved_at, body from draft where office = $1 and officer = $2 and address = any($3) and expires_at > $4",
            office, officer, addresses, TimeProvider.System.GetUtcNow());
        await using var reader = await batch.ReadAsync(token);
        var found = new List<Draft>();
        while (await reader.ReadAsync(token))
            found.Add(new Draft(reader.GetString(0), reader.GetFieldValue<DateTimeOffset>(1), Encoding.UTF8.GetString(_protector.Unprotect(reader.GetFieldValue<byte[]>(2)))));
        return found;
    }

    public async Task ForgetAsync(string office, string officer, string address, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("delete from draft where office = $1 and officer = $2 and address = $3", office, officer, address);
        await batch.ExecuteAsync(token);
    }
}
