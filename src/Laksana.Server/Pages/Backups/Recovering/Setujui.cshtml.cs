using Laksana.Backups;
using Laksana.Server.Pages.Berkas;
using Microsoft.AspNetCore.Mvc;

namespace Laksana.Server.Pages.Backups.Recovering;

/// <summary>The second officer looks at what a swap would lose, and types the name of what he lets be swapped.</summary>
internal sealed class SetujuiModel(RecoveryTools tools) : RecoveryPage(tools)
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

    public IReadOnlyList<TableLoss> Losses { get; private set; } = [];

    public int SameTables { get; private set; }

    public async Task<IActionResult> OnGetAsync(string id)
    {
        if (await FillAsync(id) is { } closed) return closed;
        return Recovery.Stage == RecoveryStage.Previewed && Recovery.CaseNumber is null ? Page() : LocalRedirect(AddressOf(id));
    }

    public async Task<IActionResult> OnPostAsync(string id)
    {
        if (await FillAsync(id) is { } closed) return closed;
        RecoveryAct act = Outcome == "ditolak" ? new RecoveryAct.Reject(Remark ?? "") : new RecoveryAct.Approve(TypedName ?? "", string.IsNullOrWhiteSpace(Remark) ? null : Remark);
        var answer = act is RecoveryAct.Reject && string.IsNullOrWhiteSpace(Remark) ? new RecoveryAnswer.Refused(new RecoveryRefusal("reason"))
            : await Tools.Door.DoAsync(AtWork, new RecoveryRequest(AtWork.Id, id, act, Officer, Seen, KeyOf(Key)), Aborted);
        if (Explain(answer) is { } refused) return refused;
        TempData.SayDone(PemulihanWords.Say[act is RecoveryAct.Reject ? "reject.done" : "approve.done"]);
        return LocalRedirect(AddressOf(id));
    }

    private async Task<IActionResult?> FillAsync(string id)
    {
        if (await EnterAsync() is { } closed) return closed;
        if (await Tools.Book.FindAsync(AtWork.Id, id, Aborted) is not { } recovery) return NotFound();
        if (!MayApprove) return StatusCode(StatusCodes.Status403Forbidden);
        Recovery = recovery;
        var losses = await Tools.Book.LossesAsync(AtWork.Id, id, Aborted);
        Losses = [.. losses.Where(l => l.Differs)];
        SameTables = losses.Count(l => !l.Differs);
        return null;
    }
}
