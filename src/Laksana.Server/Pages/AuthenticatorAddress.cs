using Laksana.Server.Accounts;

namespace Laksana.Server.Pages;

/// <summary>What an authenticator app scans (the Key Uri Format): six digits of SHA-1 every 30 seconds, RFC 6238's defaults.</summary>
internal static class AuthenticatorAddress
{
    public static string Of(Account account) =>
        $"otpauth://totp/Laksana:{Uri.EscapeDataString($"{account.UserName}@{account.Office}")}?secret={account.AuthenticatorKey}&issuer=Laksana";
}
