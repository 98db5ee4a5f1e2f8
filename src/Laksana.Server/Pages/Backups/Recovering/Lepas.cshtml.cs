using Laksana.Backups;
using Laksana.Server.Pages.Berkas;
using Microsoft.AspNetCore.Mvc;

namespace Laksana.Server.Pages.Backups.Recovering;

/// <summary>The second officer agrees that what a swap kept is removed, or refuses.</summary>
internal sealed class LepasModel(RecoveryTools tools) : RecoveryPage(tools)
{
    [BindProperty(Name = "nama")]
    public string? TypedName { get; set; }

    [BindProperty(Name = SentForm.Outcome)]
    public string? Outcome { get; set; }

    [BindProperty(Name = SentForm.Remark)]
    public string? Remark { get; set; }

    [BindProperty(Name = SentForm.Key)]
    public string? Key { get; set; }

    [BindProperty(Name = SentForm.Seen)]
    public int? Seen { get; set; }

    public Recovery Recovery { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string id)
    {
        if (await FillAsync(id) is { } closed) return closed;
        return Recovery.Release is { AgreedBy: null } ? Page() : LocalRedirect(AddressOf(id));
    }

    public async Task<IActionResult> OnPostAsync(string id)
    {
        if (await FillAsync(id) is { } closed) return closed;
        RecoveryAct act = Outcome == "ditolak" ? new RecoveryAct.RefuseRelease(Remark ?? "") : new RecoveryAct.AgreeRelease(TypedName ?? "");
        var answer = await Tools.Door.DoAsync(AtWork, new RecoveryRequest(AtWork.Id, id, act, Officer, Seen, KeyOf(Key)), Aborted);
        if (Explain(answer) is { } refused) return refused;
        TempData.SayDone(PemulihanWords.Say["release.done"]);
        return LocalRedirect(AddressOf(id));
    }

    private async Task<IActionResult?> FillAsync(string id)
    {
        if (await EnterAsync() is { } closed) return closed;
        if (await Tools.Book.FindAsync(AtWork.Id, id, Aborted) is not { } recovery) return NotFound();
        if (!MayApprove) return StatusCode(StatusCodes.Status403Forbidden);
        Recovery = recovery;
        return null;
    }
}
