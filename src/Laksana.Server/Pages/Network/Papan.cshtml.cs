using Laksana.Network;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Network.JaringanWords;

namespace Laksana.Server.Pages.Network;

/// <summary>The board: what is broken now, what stands still because of it, and what nobody can know.</summary>
internal sealed class PapanModel(NetworkTools tools) : NetworkPage(tools)
{
    public NetworkGlance Glance { get; private set; } = null!;

    public IReadOnlyList<Incident> Open { get; private set; } = [];

    public bool IsStale => WatchSign.IsStale(Map, Glance.Watch, Now);

    public bool MoreIll => Glance.Ill.Count == StandingBook.MostIll;

    public IReadOnlyList<(string Word, int Count, string Style)> Counters =>
    [
        (Say["count.incidents"], Open.Count, Open.Count > 0 ? "over" : ""), (StandingWords.Of(Standing.Down), Count(Standing.Down), ""), (StandingWords.Of(Standing.Degraded), Count(Standing.Degraded), ""),
        (StandingWords.Of(Standing.Unknown), Count(Standing.Unknown), ""), (StandingWords.Of(Standing.Up), Count(Standing.Up), "ok"),
    ];

    public async Task<IActionResult> OnGetAsync()
    {
        if (await EnterAsync() is { } closed) return closed;
        Glance = await Tools.Standings.GlanceAsync(AtWork.Id, Aborted);
        Open = await Tools.Incidents.OpenAsync(AtWork.Id, Aborted);
        ViewData["Count:/jaringan"] = Open.Count;
        return Page();
    }

    private int Count(Standing standing) => Glance.Counts.GetValueOrDefault(standing);
}
