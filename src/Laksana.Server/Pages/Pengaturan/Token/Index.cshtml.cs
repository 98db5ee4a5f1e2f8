using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Laksana.Server.Pages.Pengaturan.Token;

/// <summary>The tokens of all officers that are in force.</summary>
internal sealed class IndexModel(AccessTokens tokens, CurrentOffice office) : PageModel
{
    public IReadOnlyList<(string Officer, TokenLine Token)> Tokens { get; private set; } = [];

    public async Task OnGetAsync() => Tokens = await tokens.ListAllAsync(office.Id, HttpContext.RequestAborted);
}
