using Laksana.Backups;
using Microsoft.AspNetCore.Mvc;

namespace Laksana.Server.Pages.Backups.Keeping;

/// <summary>What is kept for how long and why, and what is going to expire.</summary>
internal sealed class IndexModel(KeepingTools tools) : KeepingPage(tools)
{
    private const int Lists = 20, MostHolds = 30;

    public Retention Kept { get; private set; } = null!;
    public IReadOnlyList<PlannedFate> Plan { get; private set; } = [];
    public IReadOnlyList<ExpiryList> Expiries { get; private set; } = [];
    public IReadOnlyDictionary<string, int> Listed { get; private set; } = new Dictionary<string, int>();
    public IReadOnlyList<KeptHold> Holds { get; private set; } = [];

    /// <summary>In force, the common one first.</summary>
    public IEnumerable<KeptPolicy> InForce => Kept.Policies.Where(p => p.Decision == PolicyDecision.Approved).GroupBy(p => p.Source).Select(g => g.First()).OrderBy(p => p.Source, StringComparer.Ordinal);

    public IEnumerable<KeptPolicy> Proposed => Kept.Policies.Where(p => p.Decision is null);

    public async Task<IActionResult> OnGetAsync()
    {
        if (await EnterAsync() is { } closed) return closed;
        Kept = await Tools.Book.ReadAsync(AtWork.Id, Aborted);
        Plan = Kept.Plan(AtWork.Zone, Now);
        Expiries = await Tools.Lists.ListAsync(AtWork.Id, Lists, Aborted);
        Listed = await Tools.Lists.PlannedAsync(AtWork.Id, Aborted);
        Holds = await Tools.Holds.ListAsync(AtWork.Id, MostHolds, Aborted);
        return Page();
    }
}
