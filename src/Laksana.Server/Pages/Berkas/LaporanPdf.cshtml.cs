using Laksana.Server.Hosting;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Berkas.BerkasWords;

namespace Laksana.Server.Pages.Berkas;

/// <summary>The case's report on paper.</summary>
internal sealed class LaporanPdfModel(CaseTools tools, PaperDesk paper) : CasePage(tools)
{
    public async Task<IActionResult> OnGetAsync(string number) => await ReadAsync(number)
        ?? await paper.PrintAsync(HttpContext, "/Pages/Berkas/_Laporan.cshtml", new CaseReport(View), Say["laporan.title"] + " " + View.State.Number, "laporan-" + View.State.Number, "laporan.css");
}
