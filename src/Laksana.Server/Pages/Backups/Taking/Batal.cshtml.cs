using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Backups.Taking.BackupPageWords;

namespace Laksana.Server.Pages.Backups.Taking;

/// <summary>Stops long work; it leaves nothing that looks finished.</summary>
internal sealed class BatalModel(BackupTools tools) : TakingPage(tools)
{
    public async Task<IActionResult> OnPostAsync(Guid job)
    {
        if (await EnterWithRightsAsync() is { } closed) return closed;
        if (await Tools.Jobs.FindAsync(AtWork.Id, job, Aborted) is not { } found) return NotFound();
        if (!Rights.ToCancel(Office.Officer, found)) return new StatusCodeResult(StatusCodes.Status403Forbidden);
        TempData.SayDone(Say[await Tools.Door.CancelAsync(AtWork.Id, Office.Officer, found, Aborted) ? "work.stopped" : "work.ended-before"]);
        return LocalRedirect($"/backup/pekerjaan/{job}");
    }
}
