using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Sop.Draf.DrafWords;

namespace Laksana.Server.Pages.Sop.Draf;

/// <summary>Gives a draft up; its text is kept.</summary>
internal sealed class BuangModel(DraftDesk desk) : DraftPage(desk)
{
    public async Task<IActionResult> OnGetAsync() => await OpenAsync(needsTable: false) ?? Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (await MayEditAsync() is { } other) return other;
        if (Refusal is not null) return Page();
        return After(await Desk.Drafts.DiscardAsync(Desk.Office, Number, SeenVersion, Desk.Officer, Key, Aborted), Term["discard.done"], "/sop/draf");
    }
}
