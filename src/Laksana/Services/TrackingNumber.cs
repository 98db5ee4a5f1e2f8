using System.Security.Cryptography;
using System.Text;

namespace Laksana.Services;

/// <summary>
/// The number with which somebody without an account follows his request: 115 bits that nobody can guess and a check letter, in Crockford's letters (no I, L, O, U)
/// in groups of four, e.g. <c>7KQM-3XPA-9RTB-V2HC-6WZN-4DEF</c>. The office keeps only its hash.
/// </summary>
public sealed record TrackingNumber
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Group = 4, Letters = 24;

    /// <summary>Longest text that is looked at: with separators, and as people type.</summary>
    private const int MostTyped = 60;

    private readonly string _letters;

    private TrackingNumber(string letters) => _letters = letters;

    /// <summary>In groups, as it is shown.</summary>
    public string Text => string.Join('-', _letters.Chunk(Group).Select(g => new string(g)));

    /// <summary>SHA-256 of the letters: what the office keeps. So many bits need neither salt nor stretching.</summary>
    public byte[] Hash() => SHA256.HashData(Encoding.ASCII.GetBytes(_letters));

    public static TrackingNumber New() => Of(RandomNumberGenerator.GetBytes(16));

    /// <summary>The number that belongs to a secret of at least 16 random bytes: the same secret always has the same one.</summary>
    public static TrackingNumber Of(ReadOnlySpan<byte> secret)
    {
        if (secret.Length < 16) throw new ArgumentException("Too short to be secret.", nameof(secret));
        var bits = SHA256.HashData([.. "laksana tracking number"u8, .. secret]);
        var values = new int[Letters];
        for (var i = 0; i < Letters - 1; i++)
            for (var bit = 0; bit < 5; bit++)
                values[i] = values[i] << 1 | bits[(i * 5 + bit) / 8] >> (7 - (i * 5 + bit) % 8) & 1;
        values[^1] = Check(values.AsSpan(0, Letters - 1));
        return new TrackingNumber(new string([.. values.Select(v => Alphabet[v])]));
    }

    /// <summary>A number as people type it: any case, with or without separators, O for 0 and I or L for 1. Null when it is none.</summary>
    public static TrackingNumber? Parse(string? typed)
    {
        if (typed is null or { Length: > MostTyped }) return null;
        var values = new List<int>(Letters);
        foreach (var c in typed.ToUpperInvariant())
        {
            if (c is '-' or ' ' or '.' or '\u2013' or '\u00a0') continue;
            var value = Alphabet.IndexOf(c switch { 'O' => '0', 'I' or 'L' => '1', _ => c });
            if (value < 0 || values.Count == Letters) return null;
            values.Add(value);
        }
        return values.Count == Letters && Check([.. values[..^1]]) == values[^1] ? new TrackingNumber(new string([.. values.Select(v => Alphabet[v])])) : null;
    }

    /// <summary>Secrets stay out of logs.</summary>
    public override string ToString() => "TrackingNumber";

    /// <summary>A sum over GF(32) with another weight for each place: every single wrong letter and every exchange of two changes it.</summary>
    private static int Check(ReadOnlySpan<int> values)
    {
        var sum = 0;
        foreach (var value in values) sum = Doubled(sum ^ value);
        return sum;
    }

    /// <summary>Times x modulo x⁵ + x² + 1, whose powers run through all 31 places.</summary>
    private static int Doubled(int value) => (value << 1 & 31) ^ (value >= 16 ? 0b00101 : 0);
}
