using System.Buffers.Text;

namespace Laksana.Server.Accounts;

/// <summary>An officer's way in. User names are unique within an office, so an account is named by office and id together.</summary>
internal sealed class Account
{
    public required string Office { get; init; }
    public required Guid Id { get; init; }
    public required string Officer { get; init; }
    public required string UserName { get; set; }
    public required string NormalizedUserName { get; set; }
    public string? PasswordHash { get; set; }
    public string SecurityStamp { get; set; } = "";
    public string ConcurrencyStamp { get; set; } = "";
    public DateTimeOffset? LockoutEnd { get; set; }
    public int AccessFailedCount { get; set; }
    public bool TwoFactor { get; set; }
    public string? AuthenticatorKey { get; set; }
    /// <summary>SHA-256 of each unused recovery code, hexadecimal, separated by spaces.</summary>
    public string? RecoveryCodes { get; set; }
    public bool MustChangePassword { get; set; }

    /// <summary>The officer's name and right, read along with the account.</summary>
    public string OfficerName { get; init; } = "";
    public bool Administrator { get; init; }

    /// <summary>Office and id in one word of at most 63 bytes: a passkey's user handle may have 64.</summary>
    public string Key => KeyOf(Office, Id);

    public static string KeyOf(string office, Guid id) => $"{office}/{Base64Url.EncodeToString(id.ToByteArray())}";

    /// <summary>The office and id of a key; null when it is none.</summary>
    public static (string Office, Guid Id)? ParseKey(string key)
    {
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        Span<byte> id = stackalloc byte[16];
        return slash > 0 && key.Length == slash + 23 && Base64Url.TryDecodeFromChars(key.AsSpan(slash + 1), id, out var length) && length == 16
            ? (key[..slash], new Guid(id)) : null;
    }
}
