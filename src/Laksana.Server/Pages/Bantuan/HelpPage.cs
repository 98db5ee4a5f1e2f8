using Laksana.Cases;
using Laksana.Help;
using Laksana.Officers;
using Laksana.Procedures;
using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Laksana.Server.Pages.Bantuan;

/// <summary>What a page of the help desk needs.</summary>
internal sealed record HelpTools(HelpBook Book, KnownAnswers Answers, PublishedSheets Sheets, CaseDesk Desk, CurrentOffice Current, OfficeTimes Times, TimeProvider Clock);

/// <summary>A page of the help desk: for the officers of its sheet, those above them, and the administrator.</summary>
internal abstract class HelpPage(HelpTools tools) : PageModel
{
    protected HelpTools Tools { get; } = tools;

    /// <summary>The sheet as it is in force today.</summary>
    public Procedure Sheet { get; private set; } = null!;

    public Rights Rights => new(Sheet, AtWork.Staffing);

    public bool MayRecord => Rights.ToOpen(Tools.Current.Officer) is not null;

    /// <summary>Known answers are kept by those who take problems in and those who sort them.</summary>
    public bool MayKeep => new[] { HelpSheet.Record, HelpSheet.Inventory }.Select(Sheet.FindStep).OfType<Step>()
        .Any(s => AtWork.Staffing.HoldingFor(Tools.Current.Officer, Sheet.Id, s.Role) is not null);

    public OfficeAtWork AtWork => Tools.Current.AtWork ?? throw new InvalidOperationException("The office is gone.");

    public DateTimeOffset Now => Tools.Clock.GetUtcNow();

    protected CancellationToken Aborted => HttpContext.RequestAborted;

    /// <summary>The answer to give at once: there is no such sheet, or it does not concern this officer. Null: go on.</summary>
    protected async Task<IActionResult?> EnterAsync()
    {
        var current = await Tools.Sheets.AllCurrentAsync(AtWork.Id, AtWork.DayOf(Now), Aborted);
        if (current.FirstOrDefault(s => s.Procedure.Desk is { IsHelp: true })?.Procedure is not { } sheet)
            return NotFound();
        Sheet = sheet;
        return Rights.ToSeeSheet(Tools.Current.Officer) || Tools.Current.IsAdministrator ? null : Forbidden();
    }

    protected static StatusCodeResult Forbidden() => new(StatusCodes.Status403Forbidden);
}
