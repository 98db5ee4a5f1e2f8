using Laksana.Backups;
using Laksana.Server.Hosting;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Backups.Custody.CustodyPageWords;

namespace Laksana.Server.Pages.Backups.Custody.Media;

/// <summary>Stickers for media: the label in large letters and the address of its page as a QR code. Of one, or of all in use.</summary>
internal sealed class StikerModel(CustodyPageTools tools, PaperDesk paper) : CustodyPage(tools)
{
    private const int Most = 240;

    public async Task<IActionResult> OnGetAsync(string? label)
    {
        if (await EnterAsync() is { } closed) return closed;
        var wanted = string.IsNullOrEmpty(label) ? null : Medium.LabelOf(label);
        var media = (await Tools.Media.ListAsync(AtWork.Id, Aborted)).Where(m => wanted is null ? m.State == MediumState.InUse : m.Label == wanted).Take(Most).ToList();
        if (media.Count == 0) return NotFound();
        var stickers = media.Select(m => new Sticker(m.Label, m.Owner, $"{Request.Scheme}://{Request.Host}/backup/media/{m.Label}")).ToList();
        return await paper.PrintAsync(HttpContext, "/Pages/Backups/Custody/Media/_Stiker.cshtml", new Stickers(AtWork.Definition.Name, stickers), Say["stickers"], "stiker-media", "media-kertas.css");
    }
}

internal sealed record Sticker(string Label, string Owner, string Address);

internal sealed record Stickers(string Office, IReadOnlyList<Sticker> All);
