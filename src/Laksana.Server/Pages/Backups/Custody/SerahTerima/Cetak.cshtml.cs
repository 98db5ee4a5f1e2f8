using Laksana.Backups;
using Laksana.Officers;
using Laksana.Server.Hosting;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Backups.Custody.CustodyPageWords;

namespace Laksana.Server.Pages.Backups.Custody.SerahTerima;

/// <summary>The minute of a handover on paper, with room for ink and stamp. Before it was answered: to be filled in by hand.</summary>
internal sealed class CetakModel(CustodyPageTools tools, PaperDesk paper) : HandoverPage(tools)
{
    public async Task<IActionResult> OnGetAsync()
    {
        if (await FindAsync() is { } closed) return closed;
        var copies = Handover.Content.Count > 0 ? Handover.Content
            : [.. (await Tools.Media.CopiesAsync(AtWork.Id, Handover.Medium, Aborted)).Where(c => c.State == CopyState.Whole && (Handover.Backup is null || c.Backup == Handover.Backup)).Select(c => new HandedCopy(c.Backup, c.Digest, c.Bytes))];
        var minute = new Minute(AtWork, Handover, Medium, copies, Measured, Request.Scheme + "://" + Request.Host + Address);
        return await paper.PrintAsync(HttpContext, "/Pages/Backups/Custody/SerahTerima/_Berita.cshtml", minute, Say["minute"], "berita-acara-" + Handover.Medium, "media-kertas.css");
    }
}

/// <summary>What the paper says.</summary>
internal sealed record Minute(OfficeAtWork Office, Handover Handover, Medium Medium, IReadOnlyList<HandedCopy> Copies, MediumCheck? Measured, string Address)
{
    public string PositionOf(string officer) => Office.PositionsOf(officer) ?? "";
}
