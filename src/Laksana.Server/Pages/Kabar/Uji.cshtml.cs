using Laksana.Notices;
using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using static Laksana.Server.Pages.Kabar.KabarWords;

namespace Laksana.Server.Pages.Kabar;

/// <summary>Sends a test with the settings as they are kept and shows what the other side answered.</summary>
internal sealed class UjiModel(DirectMessages messages, CurrentOffice office) : PageModel
{
    public async Task<IActionResult> OnPostAsync(string? cara, string? tujuan)
    {
        var way = PribadiModel.WayOf(cara) ?? NoticeWay.Mail;
        if (AlamatModel.Checked(way, tujuan?.Trim() ?? "") is not { } to) TempData["Kabar.Answer"] = Say["address.wrong"];
        else
        {
            var end = await messages.TestAsync(office.Id, office.Officer, way, to, HttpContext.RequestAborted);
            TempData["Kabar.Answer"] = Say["test." + end.End, end.Answer.Length > 300 ? end.Answer[..300] : end.Answer];
        }
        return LocalRedirect("/pengaturan/kabar#uji");
    }
}
