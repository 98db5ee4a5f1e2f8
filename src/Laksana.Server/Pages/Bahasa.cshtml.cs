using Laksana.Server.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Laksana.Server.Pages;

/// <summary>Switches the language and goes back to the page it was asked on.</summary>
internal sealed class BahasaModel : PageModel
{
    public IActionResult OnPost(string? bahasa, string? kembali)
    {
        Language.Choose(HttpContext, bahasa ?? "id");
        return LocalRedirect(Url.IsLocalUrl(kembali) ? kembali : "/");
    }
}
