using System.Text;

namespace Laksana.Notices;

/// <summary>
/// Protects the password of the mail server and the key of the webhook while they rest in the database. Bound to its office: a value that was copied
/// into another office's row cannot be opened there. The program hands in the key ring.
/// </summary>
/// <param name="protect">Office and value to protected value.</param>
/// <param name="open">Office and protected value to value; throws <see cref="System.Security.Cryptography.CryptographicException"/> when the key is gone.</param>
public sealed class NoticeSecrets(Func<string, byte[], byte[]> protect, Func<string, byte[], byte[]> open)
{
    public byte[] Protect(string office, string secret) => protect(office, Encoding.UTF8.GetBytes(secret));

    public string Open(string office, byte[] kept) => Encoding.UTF8.GetString(open(office, kept));
}
