using Laksana.Network;
using Laksana.Notices;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Laksana.Server.Pages.Network;

/// <summary>
/// Takes note of an incident from the link of a message, without signing in. The page says the incident's number and whether it is over, and nothing of the office, its
/// network or its officers; opening it changes nothing, since mail programs open links by themselves.
/// </summary>
internal sealed class TerimaModel(AnswerLinks links, IncidentBook incidents, IncidentDesk desk) : PageModel
{
    public Incident? Incident { get; private set; }

    public async Task<IActionResult> OnGetAsync(string tanda)
    {
        await FindAsync(tanda);
        if (Incident is null) Response.StatusCode = StatusCodes.Status404NotFound;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string tanda)
    {
        if (await FindAsync(tanda) is not { } right || Incident is null) return NotFound();
        await desk.AcknowledgeAsync(right.Office, right.Subject, right.Officer, "pesan", null, HttpContext.RequestAborted);
        return LocalRedirect("/jaringan/terima/" + tanda);
    }

    private async Task<AnswerRight?> FindAsync(string tanda)
    {
        var right = links.Open(tanda);
        Incident = right is null ? null : await incidents.FindAsync(right.Office, right.Subject, HttpContext.RequestAborted);
        return right;
    }
}
