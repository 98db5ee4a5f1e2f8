using Laksana.Procedures;
using Laksana.Server.Accounts;
using Laksana.Server.Installing;
using Laksana.Server.Permitting;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Laksana.Server.Pages.Pengaturan;

/// <summary>The settings at a glance: where they are, and what asks for attention.</summary>
internal sealed class IndexModel(OfficeEditing editing, CurrentOffice office, TimeProvider clock) : PageModel
{
    private static readonly (string Address, string Words)[] All =
    [
        ("/pengaturan/petugas", "officers"), ("/pengaturan/jabatan", "positions"), ("/pengaturan/peran", "roles"), ("/pengaturan/kalender", "calendar"), ("/pengaturan/lokasi", "sites"),
        ("/pengaturan/kantor", "office"), ("/pengaturan/nomor", "numbers"), ("/pengaturan/akun", "accounts"), ("/pengaturan/token", "tokens"), ("/pengaturan/kabar", "notices"), ("/pengaturan/catatan", "log"),
    ];

    public IReadOnlyList<(Procedure Sheet, Role Role)> Unplayed { get; private set; } = [];
    public bool CalendarEnds { get; private set; }
    public int NextYear { get; private set; }

    /// <summary>Those that this officer may open.</summary>
    public IEnumerable<(string Address, string Words)> Places =>
        All.Where(p => Permissions.Find(HttpMethods.Get, p.Address) is { } permission && ByPermissionTableHandler.Allows(permission.Who, office));

    public async Task OnGetAsync()
    {
        Unplayed = await editing.UnplayedAsync(office.AtWork!, HttpContext.RequestAborted);
        var today = office.AtWork!.DayOf(clock.GetUtcNow());
        NextYear = today.AddMonths(2).Year;
        CalendarEnds = office.AtWork.Calendar.Definition.Holidays.Keys.All(d => d.Year < NextYear);
    }
}
