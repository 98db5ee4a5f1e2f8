using Laksana.Network;
using Microsoft.AspNetCore.Mvc;

namespace Laksana.Server.Pages.Network.Gangguan;

/// <summary>One incident: what broke, what was seen, who knows of it.</summary>
internal sealed class LihatModel(NetworkTools tools) : NetworkPage(tools)
{
    public Incident Incident { get; private set; } = null!;
    public IReadOnlyList<IncidentEvent> Events { get; private set; } = [];
    public IReadOnlyList<string> Affected { get; private set; } = [];
    public MapProvider? Provider => IncidentSaying.ProviderOf(Incident, Map);

    public async Task<IActionResult> OnGetAsync(string nomor)
    {
        if (await EnterAsync() is { } closed) return closed;
        if (await Tools.Incidents.FindAsync(AtWork.Id, nomor, Aborted) is not { } incident) return NotFound();
        Incident = incident;
        Events = await Tools.Incidents.EventsAsync(AtWork.Id, nomor, Aborted);
        Affected = await Tools.Incidents.AffectedAsync(AtWork.Id, nomor, Aborted);
        return Page();
    }
}
