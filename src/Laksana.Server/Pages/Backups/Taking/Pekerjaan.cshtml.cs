using Laksana.Backups;
using Microsoft.AspNetCore.Mvc;

namespace Laksana.Server.Pages.Backups.Taking;

/// <summary>Long work on backups: how far it is, and what came of it.</summary>
internal sealed class PekerjaanModel(BackupTools tools) : TakingPage(tools)
{
    public WorkView Work { get; private set; } = null!;

    /// <summary>The backup that it took.</summary>
    public Backup? Taken { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid job)
    {
        if (await EnterWithRightsAsync() is { } closed) return closed;
        if (await Tools.Jobs.FindAsync(AtWork.Id, job, Aborted) is not { } found) return NotFound();
        Work = View(found);
        Taken = found.Kind == TakeJob.Name ? await Tools.Book.FindByRunAsync(AtWork.Id, found.Id, Aborted) : null;
        return Page();
    }
}
