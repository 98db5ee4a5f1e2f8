using Laksana.Drafting;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Sop.Draf.DrafWords;

namespace Laksana.Server.Pages.Sop.Draf;

/// <summary>Moves a row up or down one place.</summary>
internal sealed class PindahModel(DraftDesk desk) : DraftPage(desk)
{
    [BindProperty(Name = "row", SupportsGet = true)]
    public string RowId { get; set; } = "";

    public async Task<IActionResult> OnPostAsync(string? arah)
    {
        var answer = await EditAsync(sheet => RowEdits.Move(sheet, RowId, up: arah == "naik"), null, Term["move.done"], sheet => $"{Address}#baris-{sheet.Row(RowId)?.Number}");
        return answer ?? LocalRedirect(Address);
    }
}
