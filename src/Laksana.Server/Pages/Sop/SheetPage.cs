using Laksana.Cases;
using Laksana.Drafting;
using Laksana.Officers;
using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Laksana.Server.Pages.Sop;

/// <summary>A page about one sheet of the officer's office.</summary>
internal abstract class SheetPage(PublishedSheets sheets, CurrentOffice current, OfficeTimes times) : PageModel
{
    [BindProperty(Name = "sheet", SupportsGet = true)]
    public string Sheet { get; set; } = "";

    public SheetShelf Shelf { get; private set; } = null!;

    public OfficeAtWork AtWork => current.AtWork ?? throw new InvalidOperationException("The office is gone.");

    protected CurrentOffice Current => current;

    protected OfficeTimes Times => times;

    /// <summary>Reads the sheet's versions; false when the office has no such sheet.</summary>
    protected async Task<bool> ReadAsync()
    {
        if (await SheetShelf.FindAsync(sheets, current.Id, Sheet, AtWork.Calendar.DateOf(times.Now), HttpContext.RequestAborted) is not { } shelf)
            return false;
        Shelf = shelf;
        return true;
    }

    /// <summary>May the officer write a new version of it.</summary>
    public bool MayDraft => new DraftRights(AtWork.Staffing, [.. AtWork.Officers.Values.Where(o => o.Administrator).Select(o => o.Id)]).ToWrite(current.Officer, Shelf.Versions[^1].Procedure);

    public bool MayOpen(SheetVersion version) => new Rights(version.Procedure, AtWork.Staffing).ToOpen(current.Officer) is not null;
}
