using Laksana.Network;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Network.JaringanWords;

namespace Laksana.Server.Pages.Network.Gangguan;

/// <summary>An officer takes note of an incident.</summary>
internal sealed class TerimaModel(NetworkTools tools, IncidentDesk desk) : NetworkPage(tools)
{
    private const int LongestNote = 300;

    public async Task<IActionResult> OnPostAsync(string nomor, string? catatan)
    {
        if (await EnterAsync() is { } closed) return closed;
        if (await Tools.Incidents.FindAsync(AtWork.Id, nomor, Aborted) is null) return NotFound();
        var note = catatan?.Trim() is { Length: > 0 } typed ? typed[..Math.Min(typed.Length, LongestNote)] : null;
        var address = "/jaringan/gangguan/" + Uri.EscapeDataString(nomor);
        return await desk.AcknowledgeAsync(AtWork.Id, nomor, Tools.Current.Officer, "halaman", note, Aborted) ? Done(Say["acknowledged"], address) : LocalRedirect(address);
    }
}
