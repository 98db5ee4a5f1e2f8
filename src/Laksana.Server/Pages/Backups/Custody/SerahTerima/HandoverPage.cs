using Laksana.Backups;
using Microsoft.AspNetCore.Mvc;

namespace Laksana.Server.Pages.Backups.Custody.SerahTerima;

/// <summary>A page about one handover, named in its address.</summary>
internal abstract class HandoverPage(CustodyPageTools tools) : CustodyPage(tools)
{
    [BindProperty(Name = "id", SupportsGet = true)]
    public Guid Id { get; set; }

    public Handover Handover { get; private set; } = null!;

    public Medium Medium { get; private set; } = null!;

    public string Address => "/backup/serah-terima/" + Handover.Id;

    /// <summary>The measurement that it rests on, once it was accepted.</summary>
    public MediumCheck? Measured { get; private set; }

    protected async Task<IActionResult?> FindAsync()
    {
        if (await EnterAsync() is { } closed) return closed;
        if (await Tools.Handovers.FindAsync(AtWork.Id, Id, Aborted) is not { } handover || await Tools.Media.FindAsync(AtWork.Id, handover.Medium, Aborted) is not { } medium) return NotFound();
        (Handover, Medium) = (handover, medium);
        Measured = handover.Measured is { } id ? await Tools.Media.CheckAsync(AtWork.Id, id, Aborted) : null;
        return null;
    }
}
