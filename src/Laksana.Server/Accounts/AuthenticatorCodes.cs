using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using Laksana.Database;
using Microsoft.AspNetCore.Identity;

namespace Laksana.Server.Accounts;

/// <summary>
/// Codes of an authenticator (RFC 6238: SHA-1, six digits, 30 seconds). The code before and the one after are taken too, since clocks differ; none is taken
/// twice, nor an earlier one after a later one (RFC 6238 5.2), also when two requests bring it at the same moment.
/// </summary>
internal sealed class AuthenticatorCodes(LaksanaDatabase database) : IUserTwoFactorTokenProvider<Account>
{
    private const int Seconds = 30;

    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public Task<string> GenerateAsync(string purpose, UserManager<Account> manager, Account user) => Task.FromResult("");

    public Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<Account> manager, Account user) => Task.FromResult(!string.IsNullOrEmpty(user.AuthenticatorKey));

    public async Task<bool> ValidateAsync(string purpose, string token, UserManager<Account> manager, Account user)
    {
        if (user.AuthenticatorKey is not { Length: > 0 } key || token.Length != 6) return false;
        var secret = Secret(key);
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / Seconds;
        for (var step = now - 1; step <= now + 1; step++)
            if (CryptographicOperations.FixedTimeEquals(System.Text.Encoding.ASCII.GetBytes(token), System.Text.Encoding.ASCII.GetBytes(Code(secret, step))))
                return await UseAsync(user, step);
        return false;
    }

    private async Task<bool> UseAsync(Account user, long step)
    {
        await using var batch = database.Batch(user.Office);
        batch.Add("update account set code_step = $3 where office = $1 and account = $2 and code_step < $3", user.Office, user.Id, step);
        return await batch.ExecuteAsync() == 1;
    }

    private static string Code(byte[] secret, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        // The apps compute HMAC-SHA-1; what is weak about SHA-1 (collisions) does not matter to it.
#pragma warning disable CA5350
        var hash = HMACSHA1.HashData(secret, counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xf)) & 0x7fffffff;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>Base32 (RFC 4648), as the key is written for the app.</summary>
    private static byte[] Secret(string key)
    {
        var bytes = new List<byte>(key.Length);
        var (bits, value) = (0, 0);
        foreach (var letter in key)
        {
            value = (value << 5 | Alphabet.IndexOf(letter, StringComparison.Ordinal)) & 0xfff;
            if ((bits += 5) < 8) continue;
            bits -= 8;
            bytes.Add((byte)(value >> bits));
        }
        return [.. bytes];
    }
}
