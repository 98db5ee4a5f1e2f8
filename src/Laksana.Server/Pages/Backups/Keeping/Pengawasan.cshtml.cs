using Laksana.Backups;
using Microsoft.AspNetCore.Mvc;

namespace Laksana.Server.Pages.Backups.Keeping;

/// <summary>What the watch shows; also drawn on the page of all backups.</summary>
internal sealed record WatchView(IReadOnlyList<KeptFinding> Open, IReadOnlyList<KeptFinding> Ended, TimeZoneInfo Zone);

/// <summary>What the watch found, and how each source stands by 3-2-1-1-0.</summary>
internal sealed class PengawasanModel(KeepingTools tools) : KeepingPage(tools)
{
    public WatchView Watch { get; private set; } = null!;

    public IReadOnlyList<ThreeTwoOne> Sources { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        if (await EnterAsync() is { } closed) return closed;
        Watch = new WatchView(await Tools.Watch.OpenAsync(AtWork.Id, Aborted), await Tools.Watch.EndedAsync(AtWork.Id, 10, Aborted), AtWork.Zone);
        Sources = await Tools.Redundancy.ReadAsync(AtWork, Aborted);
        return Page();
    }
}
