using Laksana.Drafting;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Sop.Draf.DrafWords;

namespace Laksana.Server.Pages.Sop.Draf;

/// <summary>The writers take a submitted draft back, to go on writing.</summary>
internal sealed class TarikModel(DraftDesk desk) : DraftPage(desk)
{
    public async Task<IActionResult> OnGetAsync() => !await ReadAsync() ? NotFound() : Draft.Status == DraftStatus.Submitted && MayWrite ? Page() : LocalRedirect(Address);

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await ReadAsync()) return NotFound();
        return MayWrite ? After(await Desk.Drafts.ReturnAsync(Desk.Office, Number, SeenVersion, null, Desk.Officer, Key, Aborted), Term["withdraw.done"]) : StatusCode(StatusCodes.Status403Forbidden);
    }
}
