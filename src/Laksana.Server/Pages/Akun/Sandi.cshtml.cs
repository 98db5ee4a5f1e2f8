using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.PageWords;

namespace Laksana.Server.Pages.Akun;

/// <summary>Changes one's own password; the one that was handed out has to be changed first of all.</summary>
internal sealed class SandiModel(UserManager<Account> accounts, SignInManager<Account> signIn, OwnPassword password) : OwnAccountPage(accounts)
{
    public void OnGet()
    {
        // The form needs nothing besides the account.
    }

    public async Task<IActionResult> OnPostAsync(string? sekarang, string? baru, string? ulang)
    {
        if (!string.Equals(baru, ulang, StringComparison.Ordinal))
            return Refuse(Words["Password.Differs"]);
        if (string.Equals(baru, sekarang, StringComparison.Ordinal))
            return Refuse(Words["Password.Same"]);
        if (await password.RefusalAsync(HttpContext, Account, sekarang) is { } refusal)
            return Refuse(refusal);
        var first = Account.MustChangePassword;
        Account.MustChangePassword = false;
        var result = await Accounts.ChangePasswordAsync(Account, sekarang ?? "", baru ?? "");
        if (!result.Succeeded)
        {
            Account.MustChangePassword = first;
            return Refuse(Explain(result), Words["Password.Hint"]);
        }
        await signIn.RefreshSignInAsync(Account);
        TempData.SayDone(Words["Password.Changed"]);
        return LocalRedirect(first ? "/" : "/akun");
    }

    private static string Explain(IdentityResult result) =>
        result.Errors.First() is { Code: "Password" } refusal ? refusal.Description
        : result.Errors.Any(e => e.Code == nameof(IdentityErrorDescriber.PasswordMismatch)) ? Words["Password.WrongCurrent"]
        : Words["Error.409"];
}
