using Laksana.Drafting;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Sop.Draf.DrafWords;

namespace Laksana.Server.Pages.Sop.Draf;

/// <summary>The head of the office sends a draft back to its writers.</summary>
internal sealed class KembalikanModel(DraftDesk desk) : DraftPage(desk)
{
    public string Reason { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync() => !await ReadAsync() ? NotFound() : Draft.Status == DraftStatus.Submitted && MayApprove ? Page() : LocalRedirect(Address);

    public async Task<IActionResult> OnPostAsync(string? alasan)
    {
        Reason = DraftSheet.Normal(alasan ?? "").Trim();
        if (!await ReadAsync()) return NotFound();
        if (!MayApprove) return StatusCode(StatusCodes.Status403Forbidden);
        if (Reason.Length is 0 or > 1000)
        {
            Refuse(Term["return.reason-needed"], Term["return.reason-needed.remedy"]);
            return Page();
        }

        return After(await Desk.Drafts.ReturnAsync(Desk.Office, Number, SeenVersion, Reason, Desk.Officer, Key, Aborted), Term["return.done"]);
    }
}
