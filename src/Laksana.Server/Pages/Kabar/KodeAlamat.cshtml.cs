using Laksana.Notices;
using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using static Laksana.Server.Pages.Kabar.KabarWords;

namespace Laksana.Server.Pages.Kabar;

/// <summary>Confirms an address with the code that was sent to it.</summary>
internal sealed class KodeAlamatModel(AddressCodes codes, CurrentOffice office) : PageModel
{
    public Refusal? Refusal { get; private set; }

    public async Task<IActionResult> OnPostAsync(string? cara, string? kode)
    {
        var digits = new string([.. (kode ?? "").Where(char.IsAsciiDigit)]);
        if (PribadiModel.WayOf(cara) is { } way && await codes.ConfirmAsync(office.Id, office.Officer, way, digits, HttpContext.RequestAborted))
        {
            TempData.SayDone(Say["code.right"]);
            return LocalRedirect("/akun/kabar");
        }
        Refusal = new Refusal(Say["code.wrong"], Say["code.wrong.hint"]);
        return Page();
    }
}
