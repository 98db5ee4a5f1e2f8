using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.PageWords;

namespace Laksana.Server.Pages.Akun;

/// <summary>A new security stamp ends every session that carries the old one, at its next check.</summary>
internal sealed class KeluarSemuaModel(UserManager<Account> accounts, SignInManager<Account> signIn) : OwnAccountPage(accounts)
{
    public async Task<IActionResult> OnPostAsync()
    {
        await Accounts.UpdateSecurityStampAsync(Account);
        await signIn.SignOutAsync();
        TempData.SayDone(Words["SignIn.SignedOut"]);
        return LocalRedirect("/masuk");
    }
}
