using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using static Laksana.Server.Pages.KirimLagi.KirimLagiWords;

namespace Laksana.Server.Pages.KirimLagi;

/// <summary>Throws a kept form away.</summary>
internal sealed class BuangModel(FormKeeper keeper, CurrentOffice office) : PageModel
{
    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        await keeper.ForgetAsync(office.Id, office.Officer, id, HttpContext.RequestAborted);
        TempData.SayDone(Say["dropped"]);
        return LocalRedirect("/");
    }
}
