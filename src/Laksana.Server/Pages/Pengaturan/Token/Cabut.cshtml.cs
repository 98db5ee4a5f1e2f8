using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using static Laksana.Server.Pages.PageWords;

namespace Laksana.Server.Pages.Pengaturan.Token;

/// <summary>Revokes an officer's token.</summary>
internal sealed class CabutModel(AccessTokens tokens, CurrentOffice office) : PageModel
{
    public async Task<IActionResult> OnPostAsync(string? petugas, string? token)
    {
        if (!await tokens.RevokeAsync(office.Id, petugas ?? "", token ?? "", office.Officer, HttpContext.RequestAborted)) return NotFound();
        TempData.SayDone(Words["Token.Revoked"]);
        return LocalRedirect("/pengaturan/token");
    }
}
