using Microsoft.AspNetCore.Mvc;

namespace Laksana.Server.Pages.Layanan;

/// <summary>The services of an office.</summary>
internal sealed class KantorModel(PublicTools tools) : PublicPage(tools)
{
    public async Task<IActionResult> OnGetAsync() => await EnterAsync() ? Page() : NotFound();
}
