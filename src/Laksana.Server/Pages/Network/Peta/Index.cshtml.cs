using Microsoft.AspNetCore.Mvc;

namespace Laksana.Server.Pages.Network.Peta;

/// <summary>The map, by kinds.</summary>
internal sealed class IndexModel(NetworkTools tools) : NetworkPage(tools)
{
    public async Task<IActionResult> OnGetAsync() => await EnterAsync() ?? Page();
}
