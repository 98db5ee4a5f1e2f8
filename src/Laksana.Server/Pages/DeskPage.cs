using Laksana.Cases;
using Laksana.Officers;
using Laksana.Procedures;
using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Laksana.Server.Pages;

/// <summary>A page of a desk that a sheet keeps (<c>meja</c>): for the officers of that sheet, those above them, and the administrator.</summary>
internal abstract class DeskPage(PublishedSheets sheets, CurrentOffice current, TimeProvider clock) : PageModel
{
    /// <summary>The sheet as it is in force today.</summary>
    public Procedure Sheet { get; private set; } = null!;

    public Rights Rights => new(Sheet, AtWork.Staffing);

    public bool MayRecord => Rights.ToOpen(current.Officer) is not null;

    public OfficeAtWork AtWork => current.AtWork ?? throw new InvalidOperationException("The office is gone.");

    public DateTimeOffset Now => clock.GetUtcNow();

    protected CancellationToken Aborted => HttpContext.RequestAborted;

    /// <summary>The answer to give at once: there is no such desk, or it does not concern this officer. Null: go on.</summary>
    protected async Task<IActionResult?> EnterAsync()
    {
        var today = await sheets.AllCurrentAsync(AtWork.Id, AtWork.DayOf(Now), Aborted);
        if (today.FirstOrDefault(s => s.Procedure.Desk is { } desk && IsOf(desk))?.Procedure is not { } sheet)
            return NotFound();
        Sheet = sheet;
        return Rights.ToSeeSheet(current.Officer) || current.IsAdministrator ? null : Forbidden();
    }

    protected abstract bool IsOf(Desk desk);

    protected static StatusCodeResult Forbidden() => new(StatusCodes.Status403Forbidden);
}
