using Laksana.Officers;
using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Laksana.Server.Pages.Pengaturan.Petugas;

/// <summary>The office's officers.</summary>
internal sealed class IndexModel(StaffList staff, CurrentOffice office, TimeProvider clock) : PageModel
{
    private const int MostShown = 300;

    [BindProperty(Name = "cari", SupportsGet = true)]
    public string? Search { get; set; }

    [BindProperty(Name = "semua", SupportsGet = true)]
    public bool All { get; set; }

    public IReadOnlyList<StaffMember> Members { get; private set; } = [];
    public bool More { get; private set; }
    public int Left { get; private set; }
    public DateOnly Today { get; private set; }

    public async Task OnGetAsync()
    {
        Search = SearchText.Of(Search);
        Today = office.AtWork!.DayOf(clock.GetUtcNow());
        var everyone = await staff.ReadAsync(office.Id, null, HttpContext.RequestAborted);
        Left = everyone.Count(m => m.LeftOn <= Today);
        var found = everyone.Where(m => (All || m.LeftOn is null || m.LeftOn > Today) && Fits(m)).OrderBy(m => m.Name, StringComparer.CurrentCulture).ToList();
        (Members, More) = ([.. found.Take(MostShown)], found.Count > MostShown);
    }

    public string Held(StaffMember member) => string.Join(" · ", member.Holdings.Where(h => h.Since <= Today && (h.Until is null || h.Until >= Today))
        .Select(h => OfficeNames.Prefix(h.Capacity) + office.AtWork!.PositionTitle(h.Position)).Distinct());

    private bool Fits(StaffMember member) => Search is null || new[] { member.Name, member.Officer, member.Nip, member.Phone, Held(member) }
        .Any(text => text?.Contains(Search, StringComparison.CurrentCultureIgnoreCase) == true);
}
