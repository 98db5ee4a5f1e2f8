using System.Buffers.Text;
using System.Globalization;

namespace Laksana.Register;

/// <summary>
/// What is kept of a seal outside the database (a file on another machine, an e-mail, a print): enough to show later that the seal,
/// and with it every seal and event before it, is still the same.
/// </summary>
public sealed record SealHead(string Office, long Number, DateTimeOffset SealedAt, ReadOnlyMemory<byte> Hash,
    ReadOnlyMemory<byte> KeyId, ReadOnlyMemory<byte> Signature)
{
    private const string Form = "laksana-head-v1";
    private const string TimeForm = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";
    private const int Parts = 7;

    /// <summary>One line: form, office, number, time, hash (hex), key id (hex), signature (base64).</summary>
    public string ToLine() => string.Join(' ', Form, Office, Number.ToString(CultureInfo.InvariantCulture),
        SealedAt.UtcDateTime.ToString(TimeForm, CultureInfo.InvariantCulture), Convert.ToHexStringLower(Hash.Span),
        Convert.ToHexStringLower(KeyId.Span), Convert.ToBase64String(Signature.Span));

    /// <summary>Reads a line of <see cref="ToLine"/>; null when it is none.</summary>
    public static SealHead? FromLine(string line)
    {
        var parts = line.Split(' ');
        if (parts.Length != Parts || parts[0] != Form
            || !long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || !DateTimeOffset.TryParseExact(parts[3], TimeForm, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            || Hex(parts[4]) is not { } hash || Hex(parts[5]) is not { } key || !Base64.IsValid(parts[6])) return null;
        return new SealHead(parts[1], number, at, hash, key, Convert.FromBase64String(parts[6]));
    }

    private static byte[]? Hex(string text) =>
        text.Length == 2 * EventHash.Size && text.All(char.IsAsciiHexDigit) ? Convert.FromHexString(text) : null;
}
