using Laksana.Notices;
using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using static Laksana.Server.Pages.Kabar.KabarWords;

namespace Laksana.Server.Pages.Kabar;

/// <summary>Takes an own address away; what waited to go there is not sent.</summary>
internal sealed class HapusAlamatModel(PersonalNoticeBook persons, CurrentOffice office, TimeProvider clock) : PageModel
{
    public async Task<IActionResult> OnPostAsync(string? cara)
    {
        if (PribadiModel.WayOf(cara) is not { } way) return NotFound();
        await persons.ForgetAsync(office.Id, office.Officer, way, clock.GetUtcNow(), HttpContext.RequestAborted);
        TempData.SayDone(Say["address.removed"]);
        return LocalRedirect("/akun/kabar");
    }
}
