using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Laksana.Backups;

/// <summary>What a measured medium says in a form that can be read out and typed: see <see cref="MeasureCode"/>.</summary>
/// <param name="Backup">Name of the copy.</param>
/// <param name="Digest">As in <see cref="FolderRead"/>.</param>
/// <param name="Samples">SHA-256 (hex) of blocks that follow from the minute, see <see cref="MeasureCode.Seed"/>; null when the content is not at hand to compare with.</param>
public sealed record MeasuredCopy(string Backup, string Digest, string? Samples);

/// <summary>What became of comparing a code.</summary>
public enum CodeMatch
{
    /// <summary>Digest and content fit.</summary>
    Content,
    /// <summary>The digest fits; the content is not at hand here any more, so that its part was not compared.</summary>
    Digest,
    /// <summary>It is of another content or another medium.</summary>
    Differs,
}

/// <summary>When something was measured, and a number drawn for it, so that two measurements of one minute differ.</summary>
/// <param name="Salt">0 to 999.</param>
public readonly record struct MeasureStamp(DateTimeOffset At, int Salt)
{
    public const int Salts = 1000;

    public static MeasureStamp Now(TimeProvider clock) => new(clock.GetUtcNow(), RandomNumberGenerator.GetInt32(Salts));
}

/// <summary>
/// The number that a measurement ends in: 32 digits in groups of four. Eight are the minute of the measurement and three were drawn for it; nine follow from these, the
/// medium's label and the digest of what was read, ten from some blocks of the content itself, and two are a check of the others, so that a slip of the finger is told from a
/// medium that is not what it should be. Whoever knows what the medium must hold computes the same; the blocks are others every time, so that knowing the digest, which
/// stands on the medium and in the program, does not suffice.
/// </summary>
/// <remarks>
/// It proves that somebody had this content at that minute, by the clock of the machine that measured, and not that it came from the medium: against an officer who
/// has the backup elsewhere and wants to deceive, the medium has to be measured by the server.
/// </remarks>
public sealed record MeasureCode(string Digits)
{
    private const int MinuteDigits = 8, StampDigits = MinuteDigits + 3, DigestDigits = 9, ContentDigits = 10, CheckDigits = 2, Length = StampDigits + DigestDigits + ContentDigits + CheckDigits;

    private static readonly DateTimeOffset Begin = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The minute of the measurement.</summary>
    public DateTimeOffset At => Begin.AddMinutes(int.Parse(Digits.AsSpan(0, MinuteDigits), NumberStyles.None, CultureInfo.InvariantCulture));

    public MeasureStamp Stamp => new(At, int.Parse(Digits.AsSpan(MinuteDigits, StampDigits - MinuteDigits), NumberStyles.None, CultureInfo.InvariantCulture));

    /// <summary>In groups of four, as it is read out.</summary>
    public override string ToString() => string.Join(' ', Enumerable.Range(0, Length / 4).Select(i => Digits.Substring(i * 4, 4)));

    /// <summary>Of what was measured on a medium; several copies count whatever their order.</summary>
    public static MeasureCode Of(string label, MeasureStamp stamp, IReadOnlyList<MeasuredCopy> copies)
    {
        var when = Text(stamp);
        var digits = when + Part("digest", label, when, copies, c => c.Digest, DigestDigits) + Part("isi", label, when, copies, c => c.Samples, ContentDigits);
        return new MeasureCode(digits + Check(digits));
    }

    /// <summary>What was typed, with or without blanks and hyphens; null when it is not such a number or was mistyped.</summary>
    public static MeasureCode? Read(string? text)
    {
        var digits = new string([.. (text ?? "").Where(c => c is not (' ' or '-' or '.' or '\u00a0'))]);
        if (digits.Length != Length || !digits.All(char.IsAsciiDigit)) return null;
        return Check(digits[..^CheckDigits]) == digits[^CheckDigits..] ? new MeasureCode(digits) : null;
    }

    /// <summary>Compares with what the medium must hold.</summary>
    /// <param name="copies">Each with the samples of <see cref="Seed"/>, or without where the content is not at hand.</param>
    public CodeMatch Compare(string label, IReadOnlyList<MeasuredCopy> copies)
    {
        var expected = Of(label, Stamp, copies).Digits;
        if (Digits[..(StampDigits + DigestDigits)] != expected[..(StampDigits + DigestDigits)]) return CodeMatch.Differs;
        if (copies.Any(c => c.Samples is null)) return CodeMatch.Digest;
        return Digits == expected ? CodeMatch.Content : CodeMatch.Differs;
    }

    /// <summary>From which the blocks of a copy follow.</summary>
    public static string Seed(string label, MeasureStamp stamp, string backup) => $"{label}\n{Text(stamp)}\n{backup}";

    private static string Text(MeasureStamp stamp) => string.Create(CultureInfo.InvariantCulture, $"{(long)Math.Floor((stamp.At - Begin).TotalMinutes):00000000}{stamp.Salt:000}");

    private static string Part(string which, string label, string when, IReadOnlyList<MeasuredCopy> copies, Func<MeasuredCopy, string?> of, int digits)
    {
        var text = new StringBuilder("laksana-media-1\n").Append(which).Append('\n').Append(label).Append('\n').Append(when).Append('\n');
        foreach (var copy in copies.OrderBy(c => c.Backup, StringComparer.Ordinal)) text.Append(copy.Backup).Append(' ').Append(of(copy)).Append('\n');
        var number = new BigInteger(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())), isUnsigned: true, isBigEndian: true);
        return (number % BigInteger.Pow(10, digits)).ToString("D" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    /// <summary>ISO 7064, MOD 97-10: finds every single wrong digit and every two that changed places.</summary>
    private static string Check(string digits) => (98 - (int)(BigInteger.Parse(digits + "00", CultureInfo.InvariantCulture) % 97)).ToString("D2", CultureInfo.InvariantCulture);
}
