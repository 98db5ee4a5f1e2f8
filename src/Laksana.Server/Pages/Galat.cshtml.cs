using Laksana.Server.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Laksana.Server.Pages;

/// <summary>What went wrong, in plain words. Drawn in place of the page that failed; it takes no form, so it needs no token.</summary>
[IgnoreAntiforgeryToken]
internal sealed class GalatModel : PageModel
{
    public int Code { get; private set; }

    public string Key => ErrorPages.TitleKey(Code);

    public void OnGet(int code)
    {
        Code = code is >= 400 and < 600 ? code : StatusCodes.Status404NotFound;
        Response.StatusCode = Code;
    }
}
