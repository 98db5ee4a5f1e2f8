using Laksana.Cases;
using Laksana.Server.Accounts;
using Laksana.Server.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Laksana.Server.Pages.Kertas;

/// <summary>A row of the sheet in force as a blank form.</summary>
internal sealed class FormulirModel(PublishedSheets sheets, CurrentOffice current, OfficeTimes times, PaperDesk paper) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string sheet, string step)
    {
        var atWork = current.AtWork!;
        if (await sheets.CurrentAsync(current.Id, sheet, atWork.Calendar.DateOf(times.Now), HttpContext.RequestAborted) is not { } found || found.Procedure.FindStep(step) is not { } row)
            return NotFound();
        return await paper.PrintAsync(HttpContext, "/Pages/Kertas/_RowPaper.cshtml", RowPaper.Blank(atWork, found, row), $"{found.Procedure.Title}: {row.Activity}", $"formulir-{sheet}-{row.Number}", "kertas.css");
    }
}
