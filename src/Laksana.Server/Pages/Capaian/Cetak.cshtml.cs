using Laksana.Cases;
using Laksana.Measures;
using Laksana.Server.Accounts;
using Laksana.Server.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using static Laksana.Server.Pages.Capaian.CapaianWords;

namespace Laksana.Server.Pages.Capaian;

/// <summary>The same report on paper.</summary>
internal sealed class CetakModel(MeasureBook book, PublishedSheets sheets, CurrentOffice office, OfficeTimes times, PaperDesk paper) : PageModel
{
    public async Task<IActionResult> OnGetAsync()
    {
        var (atWork, token) = (office.AtWork!, HttpContext.RequestAborted);
        var report = await MeasureReport.ReadAsync(book, atWork, await sheets.AllVersionsAsync(office.Id, token), Request.Query, atWork.DayOf(times.Now), token);
        return await paper.PrintAsync(HttpContext, "/Pages/Capaian/_Paper.cshtml", report, $"{Say["title"]} {report.Masa.Name}", "capaian-" + report.Masa.Word, "capaian.css", "capaian-paper.css");
    }
}
