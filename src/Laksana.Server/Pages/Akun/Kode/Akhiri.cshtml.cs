using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.PageWords;

namespace Laksana.Server.Pages.Akun.Kode;

/// <summary>Ends the authenticator code, for whoever knows the password too.</summary>
internal sealed class AkhiriModel(UserManager<Account> accounts, SignInManager<Account> signIn, OwnPassword password) : OwnAccountPage(accounts)
{
    public async Task<IActionResult> OnPostAsync(string? sandi)
    {
        if (await password.RefusalAsync(HttpContext, Account, sandi) is { } refusal)
            return Refuse(refusal);
        (Account.AuthenticatorKey, Account.RecoveryCodes) = (null, null);
        await Accounts.SetTwoFactorEnabledAsync(Account, false);
        await signIn.RefreshSignInAsync(Account);
        TempData.SayDone(Words["SetUp.Ended"]);
        return LocalRedirect("/akun");
    }
}
