using Laksana.Backups;
using Laksana.Server.Hosting;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Backups.Keeping.KeepingPageWords;

namespace Laksana.Server.Pages.Backups.Keeping;

/// <summary>A list of expiring backups: what goes, why, and what became of each; approved by a second officer where it was made by hand.</summary>
internal sealed class DaftarModel(KeepingTools tools, ExpirySignal signal) : KeepingPage(tools)
{
    [BindProperty(Name = "putusan")]
    public string? Decision { get; set; }

    [BindProperty(Name = "nama-sumber")]
    public string? Typed { get; set; }

    public ExpiryList List { get; private set; } = null!;

    public string Source => List.Items.Count == 0 ? "" : List.Items[0].Source;

    public bool MayApprove => List is { ByHand: true, Waits: true } && MayAgree(List.AskedBy);

    public bool MayEnd => MayApprove || List is { ByHand: true, Waits: true } && List.AskedBy == Officer;

    public async Task<IActionResult> OnGetAsync(int nomor) => await FindAsync(nomor) ?? Page();

    public async Task<IActionResult> OnPostAsync(int nomor)
    {
        if (await FindAsync(nomor) is { } closed) return closed;
        if (Decision == "setujui")
        {
            if (!MayAgree(List.AskedBy)) return Forbidden();
            var answer = await Tools.Expiry.ApproveAsync(Form, nomor, Typed ?? "", Aborted);
            if (answer is KeepingAnswer.Done) signal.Ring();
            return AnswerTo(answer, Say["expiry.approved-done"], _ => $"{Home}/daftar/{nomor}");
        }
        if (List.AskedBy != Officer && !MayAgree(List.AskedBy)) return Forbidden();
        return AnswerTo(await Tools.Expiry.RefuseAsync(Form, nomor, Reason ?? "", Aborted), Say["expiry.refused-done"], _ => $"{Home}/daftar/{nomor}");
    }

    private async Task<IActionResult?> FindAsync(int number)
    {
        if (await EnterAsync() is { } closed) return closed;
        if (await Tools.Lists.FindAsync(AtWork.Id, number, Aborted) is not { } found) return NotFound();
        List = found;
        return null;
    }
}
