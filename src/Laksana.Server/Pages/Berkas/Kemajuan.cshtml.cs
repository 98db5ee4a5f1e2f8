using Microsoft.AspNetCore.Mvc;

namespace Laksana.Server.Pages.Berkas;

/// <summary>The machine's part of one row alone, for the script that keeps the page's own up to date.</summary>
internal sealed class KemajuanModel(CaseTools tools) : CasePage(tools)
{
    public WorkView? Work { get; private set; }

    public async Task<IActionResult> OnGetAsync(string number, int run)
    {
        if (await ReadAsync(number) is { } closed)
            return closed;
        Work = View.Works.FirstOrDefault(w => w.Run.Run == run);
        // The row ended meanwhile: nothing to draw, and no error either.
        return Work?.Machine is null ? new NoContentResult() : Page();
    }
}
