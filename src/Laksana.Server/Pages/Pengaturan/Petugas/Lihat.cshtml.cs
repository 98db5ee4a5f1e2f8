using Laksana.Officers;
using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Laksana.Server.Pages.Pengaturan.Petugas;

/// <summary>An officer: what he holds, held and will hold, when he is away and who stands in for him, his account.</summary>
internal sealed class LihatModel(StaffList staff, AccountDesk accounts, CurrentOffice office, TimeProvider clock) : PageModel
{
    public StaffMember Member { get; private set; } = null!;
    public AccountLine? Account { get; private set; }
    public DateOnly Today { get; private set; }

    private IReadOnlyList<StaffMember> _everyone = [];

    public async Task<IActionResult> OnGetAsync(string petugas)
    {
        Today = office.AtWork!.DayOf(clock.GetUtcNow());
        _everyone = await staff.ReadAsync(office.Id, null, HttpContext.RequestAborted);
        if (_everyone.FirstOrDefault(m => m.Officer == petugas) is not { } member) return NotFound();
        Member = member;
        Account = (await accounts.ListAsync(office.Id, HttpContext.RequestAborted)).FirstOrDefault(a => a.Officer == petugas);
        return Page();
    }

    public string Title(string position) => office.AtWork!.PositionTitle(position);

    public bool IsOver(DatedHolding holding) => holding.Until < Today;

    /// <summary>Who holds a position of the officer as Plt. or Plh. during an absence.</summary>
    public IReadOnlyList<string> StandIns(DatedAbsence absence) => [.. from other in _everyone
        where other.Officer != Member.Officer
        from holding in other.Holdings
        where holding.Capacity != Capacity.Definitive && holding.Since <= absence.Until && (holding.Until is null || holding.Until >= absence.Since)
            && Member.Holdings.Any(h => h.Position == holding.Position)
        select $"{other.Name} ({OfficeNames.Prefix(holding.Capacity)}{Title(holding.Position)})"];
}
