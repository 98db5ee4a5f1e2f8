using Microsoft.AspNetCore.Mvc;

namespace Laksana.Server.Pages.Berkas;

/// <summary>The case's report on the screen, with a print style.</summary>
internal sealed class LaporanModel(CaseTools tools) : CasePage(tools)
{
    public CaseReport Report { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string number)
    {
        if (await ReadAsync(number) is { } closed) return closed;
        Report = new CaseReport(View);
        return Page();
    }
}
