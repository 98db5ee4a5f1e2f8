using Laksana.Cases;
using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Laksana.Server.Pages;

/// <summary>The bare address leads to where an officer begins.</summary>
internal sealed class IndexModel(CurrentOffice office) : PageModel
{
    public IActionResult OnGet() => LocalRedirect(office.AtWork is { } atWork && Overviews.Leads(atWork.Staffing, office.Officer) ? "/beranda" : Navigation.Home);
}
