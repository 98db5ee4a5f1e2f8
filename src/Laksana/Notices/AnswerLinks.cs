using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Laksana.Notices;

/// <summary>Who may answer what, as a signed link says it.</summary>
public sealed record AnswerRight(string Office, string Officer, string Subject);

/// <summary>
/// Links in messages by which an officer answers a line without signing in: sealed with the key ring, for one officer and one subject, and for a while only. Nothing can
/// be read from them, and they open nothing else.
/// </summary>
/// <param name="protect">Seals bytes.</param>
/// <param name="open">Opens them; throws <see cref="CryptographicException"/> for what was not sealed here.</param>
public sealed class AnswerLinks(Func<byte[], byte[]> protect, Func<byte[], byte[]> open, TimeProvider clock)
{
    public static readonly TimeSpan Life = TimeSpan.FromDays(3);

    private const int LongestToken = 1000;

    /// <param name="from">Since when the line is there: its link ends <see cref="Life"/> after that.</param>
    public string For(string office, string officer, string subject, DateTimeOffset from) => "/jaringan/terima/" + Text(protect(Encoding.UTF8.GetBytes(
        string.Join('\n', office, officer, subject, (from + Life).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)))));

    /// <summary>What a link's last part gives the right to; null when it was not made here, was changed, or has ended.</summary>
    public AnswerRight? Open(string token)
    {
        try
        {
            if (token.Length is 0 or > LongestToken) return null;
            var parts = Encoding.UTF8.GetString(open(Bytes(token))).Split('\n');
            return parts is [var office, var officer, var subject, var until] && long.TryParse(until, NumberStyles.None, CultureInfo.InvariantCulture, out var end) && clock.GetUtcNow().ToUnixTimeSeconds() <= end
                ? new AnswerRight(office, officer, subject) : null;
        }
        catch (Exception wrong) when (wrong is CryptographicException or FormatException)
        {
            return null;
        }
    }

    private static string Text(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static byte[] Bytes(string text) => Convert.FromBase64String(text.Replace('-', '+').Replace('_', '/').PadRight((text.Length + 3) / 4 * 4, '='));
}
