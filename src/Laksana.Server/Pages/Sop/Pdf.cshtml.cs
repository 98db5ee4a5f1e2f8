using Laksana.Cases;
using Laksana.Server.Accounts;
using Laksana.Server.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Laksana.Server.Pages.Sop;

/// <summary>A version of a sheet on paper: the official form, landscape.</summary>
internal sealed class PdfModel(PublishedSheets sheets, CurrentOffice current, OfficeTimes times, PaperDesk paper) : SheetPage(sheets, current, times)
{
    [BindProperty(Name = "version", SupportsGet = true)]
    public int Version { get; set; }

    public async Task<IActionResult> OnGetAsync() =>
        await ReadAsync() && Shelf.Find(Version) is { } shown
            ? await paper.PrintAsync(HttpContext, "/Pages/Sop/_Form.cshtml", new SheetForm(shown, AtWork.Definition, onPaper: true), $"SOP {shown.Procedure.Title}", $"SOP-{Sheet}-{Version}", "sop-kertas.css")
            : NotFound();
}
