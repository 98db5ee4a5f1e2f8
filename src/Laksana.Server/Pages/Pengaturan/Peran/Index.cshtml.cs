using Laksana.Cases;
using Laksana.Procedures;
using Laksana.Server.Accounts;
using Laksana.Server.Installing;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Laksana.Server.Pages.Pengaturan.Peran;

/// <summary>Who plays which role in which sheet.</summary>
internal sealed class IndexModel(PublishedSheets sheets, OfficeEditing editing, CurrentOffice office, TimeProvider clock) : PageModel
{
    public IReadOnlyList<Procedure> Sheets { get; private set; } = [];
    public IReadOnlyList<(Procedure Sheet, Role Role)> Unplayed { get; private set; } = [];

    public async Task OnGetAsync()
    {
        var atWork = office.AtWork!;
        Sheets = [.. (await sheets.AllCurrentAsync(office.Id, atWork.DayOf(clock.GetUtcNow()), HttpContext.RequestAborted)).Select(s => s.Procedure)];
        Unplayed = await editing.UnplayedAsync(atWork, HttpContext.RequestAborted);
    }

    public string PlayersOf(Procedure sheet, Role role) => string.Join(", ", office.AtWork!.Staffing.PositionsOf(sheet.Id, role.Id).Select(office.AtWork.PositionTitle));

    public bool IsUnplayed(Procedure sheet, Role role) => Unplayed.Any(u => u.Sheet.Id == sheet.Id && u.Role.Id == role.Id);
}
