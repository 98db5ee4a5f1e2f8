using Microsoft.AspNetCore.Identity;
using static Laksana.Server.Pages.PageWords;

namespace Laksana.Server.Accounts;

/// <summary>
/// Length instead of riddles (NIST SP 800-63B): at least ten characters, not the name of the account, the officer or the office, and not
/// one of the words everybody tries first.
/// </summary>
internal static class PasswordRules
{
    public const int ShortestLength = 10;
    public const int LongestLength = 200;

    private static readonly string[] TriedFirst =
    [
        "password", "katasandi", "sandi", "rahasia", "qwerty", "asdfgh", "admin", "administrator", "dukcapil", "disdukcapil", "diskominfo",
        "kominfo", "indonesia", "laksana", "siak", "ktp", "bismillah", "sayang", "welcome", "selamat", "123456", "1234567890", "111111", "000000",
    ];

    /// <summary>Why the password will not do; null when it will.</summary>
    public static string? Refusal(string password, string office, string userName, string officerName)
    {
        if (password.Length < ShortestLength)
            return Words["Password.TooShort", ShortestLength];
        if (password.Length > LongestLength)
            return Words["Password.TooLong", LongestLength];
        var rest = Guessable([office, userName, .. officerName.Split(' '), .. TriedFirst])
            .Aggregate(password.ToLowerInvariant(), (left, word) => left.Replace(word, "", StringComparison.Ordinal));
        // What remains once the guessable words are taken away has to be a secret by itself.
        return rest.Distinct().Count() < 4 || rest.Length < ShortestLength / 2 ? Words["Password.Guessable"] : null;
    }

    private static IEnumerable<string> Guessable(IEnumerable<string> words) =>
        words.Where(word => word.Length >= 3).Select(word => word.ToLowerInvariant()).OrderByDescending(word => word.Length);

    /// <summary>The rules for Identity, in place of its own.</summary>
    internal sealed class Validator : IPasswordValidator<Account>
    {
        public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password) =>
            Task.FromResult(Refusal(password ?? "", user.Office, user.UserName, user.OfficerName) is { } refusal
                ? IdentityResult.Failed(new IdentityError { Code = "Password", Description = refusal })
                : IdentityResult.Success);
    }
}
