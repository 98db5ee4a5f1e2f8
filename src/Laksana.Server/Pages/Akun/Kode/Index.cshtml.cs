using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.PageWords;

namespace Laksana.Server.Pages.Akun.Kode;

/// <summary>Sets up the authenticator: the key is in force only after a first code has fitted.</summary>
internal sealed class IndexModel(UserManager<Account> accounts, SignInManager<Account> signIn, OwnPassword password) : OwnAccountPage(accounts)
{
    private const int RecoveryCodes = 10;

    public string KeyInGroups => string.Join(' ', (Account.AuthenticatorKey ?? "").Chunk(4).Select(group => new string(group)));

    public async Task OnGetAsync()
    {
        if (Account.TwoFactor)
            return;
        // A new one each time: whoever looked at the page of a session left open knows a key that never comes into force.
        Account.AuthenticatorKey = Accounts.GenerateNewAuthenticatorKey();
        await Accounts.UpdateAsync(Account);
    }

    public async Task<IActionResult> OnPostAsync(string? kode, string? sandi)
    {
        if (Account.TwoFactor || Account.AuthenticatorKey is null)
            return RedirectToPage();
        if (await password.RefusalAsync(HttpContext, Account, sandi) is { } refusal)
            return Refuse(refusal);
        var digits = new string([.. (kode ?? "").Where(char.IsAsciiDigit)]);
        if (!await Accounts.VerifyTwoFactorTokenAsync(Account, Accounts.Options.Tokens.AuthenticatorTokenProvider, digits))
            return Refuse(Words["Code.Refused"], Words["Code.Refused.Hint"]);
        await Accounts.SetTwoFactorEnabledAsync(Account, true);
        TempData[PemulihanModel.Fresh] = string.Join(' ', (await Accounts.GenerateNewTwoFactorRecoveryCodesAsync(Account, RecoveryCodes))!);
        await signIn.RefreshSignInAsync(Account);
        return RedirectToPage("Pemulihan");
    }
}
