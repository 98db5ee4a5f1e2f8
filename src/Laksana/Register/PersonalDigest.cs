using System.Security.Cryptography;
using System.Text;

namespace Laksana.Register;

/// <summary>
/// What an event holds in place of a person's value: SHA-256(salt ‖ value as UTF-8). Salt and value stand in an erasable row; once
/// they are gone the digest tells nothing, and the chain still verifies.
/// </summary>
public static class PersonalDigest
{
    /// <summary>Bytes of a salt: 256 bits, so that even a value with few possibilities (a NIK, a phone number) cannot be guessed without it.</summary>
    public const int SaltSize = 32;

    public static byte[] NewSalt() => RandomNumberGenerator.GetBytes(SaltSize);

    /// <exception cref="ArgumentException">The salt has not <see cref="SaltSize"/> bytes; with a free length salt and value could trade bytes.</exception>
    public static byte[] Compute(ReadOnlySpan<byte> salt, string value)
    {
        if (salt.Length != SaltSize) throw new ArgumentException("A salt has 32 bytes.", nameof(salt));
        var salted = new byte[SaltSize + Encoding.UTF8.GetByteCount(value)];
        salt.CopyTo(salted);
        Encoding.UTF8.GetBytes(value, salted.AsSpan(SaltSize));
        return SHA256.HashData(salted);
    }

    /// <summary>True when <paramref name="digest"/> is the one that salt and value give; false, too, for a salt of another size.</summary>
    public static bool Fits(ReadOnlySpan<byte> digest, ReadOnlySpan<byte> salt, string value) =>
        salt.Length == SaltSize && Compute(salt, value).AsSpan().SequenceEqual(digest);
}
