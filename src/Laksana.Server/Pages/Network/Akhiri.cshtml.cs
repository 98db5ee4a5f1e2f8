using Laksana.Network;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Network.JaringanWords;

namespace Laksana.Server.Pages.Network;

/// <summary>Ends a maintenance before its time, or calls it off.</summary>
internal sealed class AkhiriModel(NetworkTools tools, WindowBook windows) : NetworkPage(tools)
{
    public async Task<IActionResult> OnPostAsync(string id)
    {
        if (await EnterAsync() is { } closed) return closed;
        if (!Guid.TryParse(id, out var window)) return NotFound();
        return await windows.EndAsync(AtWork.Id, window, Tools.Current.Officer, Aborted) ? Done(Say["window.ended"], "/jaringan/pemeliharaan") : LocalRedirect("/jaringan/pemeliharaan");
    }
}
