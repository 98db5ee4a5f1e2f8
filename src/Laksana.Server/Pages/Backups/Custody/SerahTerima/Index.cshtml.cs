using Laksana.Backups;
using Microsoft.AspNetCore.Mvc;

namespace Laksana.Server.Pages.Backups.Custody.SerahTerima;

/// <summary>The handovers of the office: first those that wait for this officer.</summary>
internal sealed class IndexModel(CustodyPageTools tools) : CustodyPage(tools)
{
    private const int Most = 100;

    public IReadOnlyList<Handover> Waiting { get; private set; } = [];

    public IReadOnlyList<Handover> All { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        if (await EnterAsync() is { } closed) return closed;
        Waiting = await Tools.Handovers.WaitingForAsync(AtWork.Id, Me, Aborted);
        All = [.. (await Tools.Handovers.ListAsync(AtWork.Id, null, Most, Aborted)).Where(h => Waiting.All(w => w.Id != h.Id))];
        return Page();
    }
}
