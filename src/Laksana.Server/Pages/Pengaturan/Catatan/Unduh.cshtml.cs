using System.Runtime.CompilerServices;
using Laksana.Documents.Tables;
using Laksana.Officers;
using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using static Laksana.Server.Pages.Pengaturan.AturWords;

namespace Laksana.Server.Pages.Pengaturan.Catatan;

/// <summary>The log of administration, as it is filtered, as CSV; read in pages so that a long one does not fill the memory.</summary>
internal sealed class UnduhModel(AdministrationLog log, CurrentOffice office) : PageModel
{
    private const int PageSize = 1000;
    private const int MostRows = 100_000;

    public async Task<IActionResult> OnGetAsync()
    {
        Response.ContentType = TableWriter.CsvType;
        Response.Headers.ContentDisposition = $"attachment; filename=\"administrasi-{office.Id}.csv\"";
        await TableWriter.WriteCsvAsync(new TableForm("administrasi", [new("No", ColumnKind.Number), new(Say["log.when"], ColumnKind.Moment), new(Say["log.who"]), new(Say["log.act"]), new(Say["log.subject"]), new(Say["log.details"]), new(Say["reason"])]),
            RowsAsync(HttpContext.RequestAborted), Response.Body, HttpContext.RequestAborted);
        return new EmptyResult();
    }

    private async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync([EnumeratorCancellation] CancellationToken token)
    {
        var (atWork, count) = (office.AtWork!, 0);
        var filter = LogView.Filter(Request.Query, atWork);
        while (count < MostRows && await log.ReadAsync(office.Id, filter, PageSize, token) is { Count: > 0 } lines)
        {
            foreach (var line in lines)
                yield return [line.Number, TimeZoneInfo.ConvertTime(line.At, atWork.Zone), LogView.Who(atWork, line.Officer), AdministrationActs.Say(line.Act), LogView.Subject(atWork, line), LogView.Details(atWork, line), line.Reason];
            (count, filter) = (count + lines.Count, filter with { Before = lines[^1].Number });
        }
    }
}
