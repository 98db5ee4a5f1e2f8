using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Laksana.Database;
using Laksana.Officers;

namespace Laksana.Server.Accounts;

/// <summary>
/// Bearer tokens for the API: <c>laksana.OFFICE.SECRET</c>, the secret 256 random bits. Only the SHA-256 of the whole is kept. A token acts as
/// its officer; it is remembered for ten seconds, so one revoked at another node ends within that time.
/// </summary>
internal sealed class AccessTokens(LaksanaDatabase database, TimeProvider clock)
{
    private const string Prefix = "laksana.";
    private const int MostRemembered = 10_000;
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, (TokenHolder Holder, DateTimeOffset Until)> _known = new(StringComparer.Ordinal);

    /// <summary>Makes a token. The text that is returned can never be read again.</summary>
    public async Task<string> IssueAsync(string office, string officer, string label, DateTimeOffset? expires, CancellationToken token = default)
    {
        var text = Prefix + office + "." + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        await using var batch = database.Batch(office);
        batch.Add("insert into access_token (office, token_hash, officer, label, created_at, expires_at) values ($1, $2, $3, $4, $5, $6)",
            office, Hash(text), officer, label, clock.GetUtcNow(), expires);
        AdministrationLog.Add(batch, office, officer, AdministrationActs.TokenIssued, officer, [("label", label), ("expires", expires?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))], clock.GetUtcNow());
        await batch.ExecuteAsync(token);
        return text;
    }

    public async Task<IReadOnlyList<TokenLine>> ListAsync(string office, string officer, CancellationToken token = default)
    {
        await using var batch = database.Batch(office);
        batch.Add("""
            select token_hash, label, created_at, expires_at from access_token
            where office = $1 and officer = $2 and revoked_at is null and (expires_at is null or expires_at > $3) order by created_at
            """, office, officer, clock.GetUtcNow());
        await using var reader = await batch.ReadAsync(token);
        var lines = new List<TokenLine>();
        while (await reader.ReadAsync(token))
            lines.Add(new TokenLine(Convert.ToHexStringLower(reader.GetFieldValue<byte[]>(0)), reader.GetString(1),
                reader.GetFieldValue<DateTimeOffset>(2), reader.IsDBNull(3) ? null : reader.GetFieldValue<DateTimeOffset>(3)));
        return lines;
    }

    /// <summary>Every token of the office that is in force, with its officer.</summary>
    public async Task<IReadOnlyList<(string Officer, TokenLine Token)>> ListAllAsync(string office, CancellationToken token = default)
    {
        await using var batch = database.Batch(office);
        batch.Add("""
            select token_hash, label, created_at, expires_at, officer from access_token
            where office = $1 and revoked_at is null and (expires_at is null or expires_at > $2) order by officer, created_at limit 1000
            """, office, clock.GetUtcNow());
        await using var reader = await batch.ReadAsync(token);
        var lines = new List<(string, TokenLine)>();
        while (await reader.ReadAsync(token))
            lines.Add((reader.GetString(4), new TokenLine(Convert.ToHexStringLower(reader.GetFieldValue<byte[]>(0)), reader.GetString(1),
                reader.GetFieldValue<DateTimeOffset>(2), reader.IsDBNull(3) ? null : reader.GetFieldValue<DateTimeOffset>(3))));
        return lines;
    }

    /// <param name="id">As in <see cref="TokenLine.Id"/>.</param>
    /// <param name="by">Who revokes it; null: the officer himself.</param>
    /// <returns>False when the officer has no such token.</returns>
    public async Task<bool> RevokeAsync(string office, string officer, string id, string? by = null, CancellationToken token = default)
    {
        if (id.Length != 64 || !id.All(char.IsAsciiHexDigit))
            return false;
        await using var transaction = await database.BeginAsync(office, token);
        await using var revoke = transaction.Command("update access_token set revoked_at = $4 where office = $1 and officer = $2 and token_hash = $3 and revoked_at is null returning label",
            office, officer, Convert.FromHexString(id), clock.GetUtcNow());
        var label = await revoke.ExecuteScalarAsync(token) as string;
        if (label is not null)
            await AdministrationLog.AddAsync(transaction, office, by ?? officer, AdministrationActs.TokenRevoked, officer, [("label", label)], clock.GetUtcNow(), token);
        await transaction.CommitAsync(token);
        _known.TryRemove(id.ToLowerInvariant(), out _);
        return label is not null;
    }

    /// <summary>Who holds the token, as far as it was asked for in the last ten seconds.</summary>
    public TokenHolder? Known(string text) =>
        OfficeOf(text) is not null && _known.TryGetValue(Convert.ToHexStringLower(Hash(text)), out var known) && known.Until > clock.GetUtcNow() ? known.Holder : null;

    /// <summary>Who holds the token; null when it is malformed, unknown, expired, revoked, or its officer has left.</summary>
    public async ValueTask<TokenHolder?> FindAsync(string text, CancellationToken token = default)
    {
        if (OfficeOf(text) is not { } office)
            return null;
        var hash = Hash(text);
        var id = Convert.ToHexStringLower(hash);
        var now = clock.GetUtcNow();
        if (await ReadAsync(office, hash, id, now, token) is not { } holder)
            return null;
        if (_known.Count > MostRemembered)
            _known.Clear();
        var until = now + Remembered;
        _known[id] = (holder, holder.Expires < until ? holder.Expires.Value : until);
        return holder;
    }

    private async Task<TokenHolder?> ReadAsync(string office, byte[] hash, string id, DateTimeOffset now, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("""
            select t.officer, o.name, o.administrator, t.expires_at from access_token t join officer o on o.office = t.office and o.officer = t.officer
            where t.office = $1 and t.token_hash = $2 and t.revoked_at is null and (t.expires_at is null or t.expires_at > $3)
              and (o.left_on is null or o.left_on > $4)
            """, office, hash, now, AccountRow.Today());
        await using var reader = await batch.ReadAsync(token);
        return await reader.ReadAsync(token)
            ? new TokenHolder(id, office, reader.GetString(0), reader.GetString(1), reader.GetBoolean(2),
                reader.IsDBNull(3) ? null : reader.GetFieldValue<DateTimeOffset>(3))
            : null;
    }

    private static string? OfficeOf(string text)
    {
        if (!text.StartsWith(Prefix, StringComparison.Ordinal) || text.Length > 200)
            return null;
        var end = text.IndexOf('.', Prefix.Length);
        return end > Prefix.Length ? text[Prefix.Length..end] : null;
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}

/// <param name="Id">The token's SHA-256, hexadecimal: names it without being it.</param>
internal sealed record TokenLine(string Id, string Label, DateTimeOffset Created, DateTimeOffset? Expires);

internal sealed record TokenHolder(string Id, string Office, string Officer, string Name, bool Administrator, DateTimeOffset? Expires);
