using System.Globalization;
using System.Security.Cryptography;

namespace Laksana.Testing;

/// <summary>An authenticator app: RFC 6238 with SHA-1, six digits, 30 seconds.</summary>
internal static class Totp
{
    public static string Now(string key) => Ahead(key, 0);

    /// <summary>The code of a later step: a clock that is a little ahead shows it already.</summary>
    public static string Ahead(string key, int steps)
    {
        var step = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30 + steps;
        Span<byte> counter = stackalloc byte[8];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(counter, step);
        // RFC 6238 rests on HMAC-SHA-1; that is what the apps compute.
#pragma warning disable CA5350
        var hash = HMACSHA1.HashData(Base32(key), counter);
#pragma warning restore CA5350
        var at = hash[^1] & 0xf;
        var number = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(at)) & 0x7fffffff;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static byte[] Base32(string text)
    {
        var bytes = new List<byte>();
        var (bits, value) = (0, 0);
        foreach (var letter in text.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant())
        {
            value = (value << 5) | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal);
            if ((bits += 5) < 8)
                continue;
            bits -= 8;
            bytes.Add((byte)(value >> bits));
            value &= (1 << bits) - 1;
        }
        return [.. bytes];
    }
}
