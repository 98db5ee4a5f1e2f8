using Laksana.Officers;
using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Laksana.Server.Pages.Pengaturan.Akun;

/// <summary>The office's accounts, and officers who have none.</summary>
internal sealed class IndexModel(AccountDesk accounts, StaffList staff, CurrentOffice office, TimeProvider clock) : PageModel
{
    /// <summary>Key of the name and the first password that are shown once.</summary>
    public const string FirstPassword = "FirstPassword";
    private const int MostShown = 300;

    [BindProperty(Name = "cari", SupportsGet = true)]
    public string? Search { get; set; }

    public IReadOnlyList<AccountLine> Accounts { get; private set; } = [];
    public IReadOnlyList<StaffMember> Without { get; private set; } = [];
    public (string UserName, string Password)? Fresh { get; private set; }
    public bool More { get; private set; }

    public async Task OnGetAsync()
    {
        Search = SearchText.Of(Search);
        if (TempData[FirstPassword] is string fresh && fresh.Split('\n') is [var name, var password]) Fresh = (name, password);
        var (today, all) = (office.AtWork!.DayOf(clock.GetUtcNow()), await accounts.ListAsync(office.Id, HttpContext.RequestAborted));
        Without = [.. (await staff.ReadAsync(office.Id, null, HttpContext.RequestAborted)).Where(m => (m.LeftOn is null || m.LeftOn > today) && all.All(a => a.Officer != m.Officer) && Fits(m.Name, m.Officer)).Take(MostShown)];
        var found = all.Where(a => Fits(a.Name, a.UserName)).ToList();
        (Accounts, More) = ([.. found.Take(MostShown)], found.Count > MostShown);
    }

    public static bool IsLocked(AccountLine account) => account.LockedUntil > TimeProvider.System.GetUtcNow();

    private bool Fits(params string[] texts) => Search is null || texts.Any(t => t.Contains(Search, StringComparison.CurrentCultureIgnoreCase));
}
