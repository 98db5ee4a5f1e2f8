using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.PageWords;

namespace Laksana.Server.Pages.Akun.Kunci;

/// <summary>Removes a passkey by its credential id (hexadecimal).</summary>
internal sealed class HapusModel(UserManager<Account> accounts, SignInManager<Account> signIn) : OwnAccountPage(accounts)
{
    public async Task<IActionResult> OnPostAsync(string? kunci)
    {
        if (kunci is null || kunci.Length % 2 != 0 || !kunci.All(char.IsAsciiHexDigit))
            return BadRequest();
        await Accounts.RemovePasskeyAsync(Account, Convert.FromHexString(kunci));
        await signIn.RefreshSignInAsync(Account);
        TempData.SayDone(Words["Passkey.Removed"]);
        return LocalRedirect("/akun/kunci");
    }
}
