using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Backups.Proving.ProofPageWords;

namespace Laksana.Server.Pages.Backups.Proving;

/// <summary>Stops a check or trial restore; it leaves nothing.</summary>
internal sealed class HentikanModel(ProofTools tools) : ProofPage(tools)
{
    public async Task<IActionResult> OnPostAsync(Guid job)
    {
        if (await EnterAsync() is { } closed) return closed;
        if (await Tools.Jobs.FindAsync(AtWork.Id, job, Aborted) is not { } going || !IsProof(going)) return NotFound();
        var stopped = await Tools.Jobs.CancelAsync(AtWork.Id, job, Aborted);
        TempData.SayDone(Say[stopped ? "job.cancelled" : "job.ended-before"]);
        return LocalRedirect("/backup/uji/" + going.Subject);
    }
}
