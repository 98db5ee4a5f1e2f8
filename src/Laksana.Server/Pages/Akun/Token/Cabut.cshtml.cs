using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.PageWords;

namespace Laksana.Server.Pages.Akun.Token;

/// <summary>Revokes one of one's own tokens.</summary>
internal sealed class CabutModel(UserManager<Account> accounts, AccessTokens tokens) : OwnAccountPage(accounts)
{
    public async Task<IActionResult> OnPostAsync(string? token)
    {
        if (!await tokens.RevokeAsync(Account.Office, Account.Officer, token ?? "", token: HttpContext.RequestAborted))
            return NotFound();
        TempData.SayDone(Words["Token.Revoked"]);
        return LocalRedirect("/akun/token");
    }
}
