using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Laksana.Database;

namespace Laksana.Notices;

/// <summary>
/// Addresses and the codes by which their officers show that they are theirs. Counts real time. A code is six digits, kept as a digest, in force for a quarter of
/// an hour and for five tries; five are sent in an hour, so that nobody's mailbox can be filled from here.
/// </summary>
public sealed class AddressCodes(LaksanaDatabase database)
{
    private const int MostTries = 5, MostCodes = 5;

    private static readonly TimeSpan Life = TimeSpan.FromMinutes(15), Window = TimeSpan.FromHours(1);

    /// <summary>Writes the address down, not confirmed, and gives the code to send to it; null when too many were sent.</summary>
    public async Task<string?> AskAsync(string office, string officer, NoticeWay way, string address, CancellationToken token)
    {
        var code = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);
        var now = TimeProvider.System.GetUtcNow();
        await using var batch = database.Batch(office);
        batch.Add("""
            insert into notice_address (office, officer, way, address, code_hash, code_until, codes_sent, codes_since) values ($1, $2, $3, $4, $5, $6, 1, $7)
            on conflict (office, officer, way) do update
            set address = excluded.address, confirmed_at = null, code_hash = excluded.code_hash, code_until = excluded.code_until, code_tries = 0,
                codes_sent = case when notice_address.codes_since < $8 then 1 else notice_address.codes_sent + 1 end,
                codes_since = case when notice_address.codes_since < $8 then excluded.codes_since else notice_address.codes_since end
            where notice_address.codes_since is null or notice_address.codes_since < $8 or notice_address.codes_sent < $9
            """, office, officer, (short)way, address, Digest(office, officer, code), now + Life, now, now - Window, MostCodes);
        return await batch.ExecuteAsync(token) == 1 ? code : null;
    }

    /// <summary>Confirms the address when the code is the one that was sent there; the usual kinds are chosen then, unless the officer has chosen already.</summary>
    public async Task<bool> ConfirmAsync(string office, string officer, NoticeWay way, string code, CancellationToken token)
    {
        var now = TimeProvider.System.GetUtcNow();
        await using var transaction = await database.BeginAsync(office, token);
        // Counted first, so that guesses at the same moment count each.
        await using (var tried = transaction.Command("""
            update notice_address set code_tries = code_tries + 1
            where office = $1 and officer = $2 and way = $3 and code_hash is not null and code_until > $4 and code_tries < $5
            """, office, officer, (short)way, now, MostTries))
            if (await tried.ExecuteNonQueryAsync(token) == 0) return false;
        await using var confirm = transaction.Command("""
            update notice_address set confirmed_at = $5, code_hash = null where office = $1 and officer = $2 and way = $3 and code_hash = $4
            """, office, officer, (short)way, Digest(office, officer, code), now);
        var right = await confirm.ExecuteNonQueryAsync(token) == 1;
        if (right)
        {
            await using var choose = transaction.Command("""
                insert into notice_choice (office, officer, kind, way) select $1, $2, k, $3 from unnest($4::text[]) k
                where not exists (select from notice_choice where office = $1 and officer = $2 and way = $3)
                """, office, officer, (short)way, NoticeKinds.Usual.ToArray());
            await choose.ExecuteNonQueryAsync(token);
        }
        await transaction.CommitAsync(token);
        return right;
    }

    private static byte[] Digest(string office, string officer, string code) => SHA256.HashData(Encoding.UTF8.GetBytes($"{office}\n{officer}\n{code}"));
}
