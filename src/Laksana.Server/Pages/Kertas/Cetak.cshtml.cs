using Laksana.Server.Hosting;
using Laksana.Server.Pages.Berkas;
using Microsoft.AspNetCore.Mvc;

namespace Laksana.Server.Pages.Kertas;

/// <summary>A row of a case as a paper for ink and stamp.</summary>
internal sealed class CetakModel(CaseTools tools, PaperDesk paper) : CasePage(tools)
{
    public async Task<IActionResult> OnGetAsync(string number, int run)
    {
        if (await ReadAsync(number) is { } closed) return closed;
        if (View.State.FindRun(run) is not { } passage || View.StepOf(passage) is not { } step) return NotFound();
        var row = RowPaper.Of(View, passage, step, Request.Whole($"/berkas/{number}/pindaian/{run}"));
        return await paper.PrintAsync(HttpContext, "/Pages/Kertas/_RowPaper.cshtml", row, $"{number} {step.Activity}", $"{number}-langkah-{step.Number}", "kertas.css");
    }
}
