using Laksana.Notices;
using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using static Laksana.Server.Pages.Kabar.KabarWords;

namespace Laksana.Server.Pages.Kabar;

/// <summary>Lets what was given up be tried anew.</summary>
internal sealed class UlangiModel(Undelivered undelivered, CurrentOffice office) : PageModel
{
    public async Task<IActionResult> OnPostAsync()
    {
        TempData.SayDone(Say["failed.again", await undelivered.RetryAsync(office.Id, HttpContext.RequestAborted)]);
        return LocalRedirect("/pengaturan/kabar");
    }
}
