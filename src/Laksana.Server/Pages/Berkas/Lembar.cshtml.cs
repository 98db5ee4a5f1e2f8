using Microsoft.AspNetCore.Mvc;

namespace Laksana.Server.Pages.Berkas;

/// <summary>A case as the live sheet.</summary>
internal sealed class LembarModel(CaseTools tools) : CasePage(tools)
{
    public async Task<IActionResult> OnGetAsync(string number) => await ReadAsync(number) ?? Page();
}
