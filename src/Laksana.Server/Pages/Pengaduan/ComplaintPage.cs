using Laksana.Cases;
using Laksana.Complaints;
using Laksana.Officers;
using Laksana.Procedures;
using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Laksana.Server.Pages.Pengaduan;

/// <summary>What a page about complaints needs.</summary>
internal sealed record ComplaintTools(ComplaintBook Book, PublishedSheets Sheets, CaseDesk Desk, CurrentOffice Current, OfficeTimes Times, TimeProvider Clock);

/// <summary>A page about the complaints of an office: for the officers of the sheet, those above them, and the administrator.</summary>
internal abstract class ComplaintPage(ComplaintTools tools) : PageModel
{
    protected ComplaintTools Tools { get; } = tools;

    /// <summary>The sheet as it is in force today.</summary>
    public Procedure Sheet { get; private set; } = null!;

    public ComplaintClock Time { get; private set; } = null!;

    public Rights Rights => new(Sheet, AtWork.Staffing);

    public bool MayRecord => Rights.ToOpen(Tools.Current.Officer) is not null;

    public OfficeAtWork AtWork => Tools.Current.AtWork ?? throw new InvalidOperationException("The office is gone.");

    public DateTimeOffset Now => Tools.Clock.GetUtcNow();

    protected CancellationToken Aborted => HttpContext.RequestAborted;

    /// <summary>The answer to give at once: there is no complaint sheet, or it does not concern this officer. Null: go on.</summary>
    protected async Task<IActionResult?> EnterAsync()
    {
        var current = await Tools.Sheets.AllCurrentAsync(AtWork.Id, AtWork.DayOf(Now), Aborted);
        if (current.FirstOrDefault(s => s.Procedure.Desk is { IsComplaints: true })?.Procedure is not { } sheet)
            return NotFound();
        (Sheet, Time) = (sheet, new ComplaintClock(sheet.Desk!, AtWork.Calendar));
        return Rights.ToSeeSheet(Tools.Current.Officer) || Tools.Current.IsAdministrator ? null : new StatusCodeResult(StatusCodes.Status403Forbidden);
    }

    /// <summary>Whether the officer is one of the few who may know who complains.</summary>
    protected bool MayKnowWho => Sheet.FindField(ComplaintSheet.Text) is { } words && Rights.ToReadPersonal(words, Tools.Current.Officer);
}
