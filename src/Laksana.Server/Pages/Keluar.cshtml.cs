using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using static Laksana.Server.Pages.PageWords;

namespace Laksana.Server.Pages;

/// <summary>Ends this session.</summary>
internal sealed class KeluarModel(SignInManager<Account> signIn) : PageModel
{
    public async Task<IActionResult> OnPostAsync()
    {
        await signIn.SignOutAsync();
        TempData.SayDone(Words["SignIn.SignedOut"]);
        return LocalRedirect("/masuk");
    }
}
