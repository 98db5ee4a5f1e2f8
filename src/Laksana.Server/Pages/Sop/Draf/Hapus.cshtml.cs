using Laksana.Drafting;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Sop.Draf.DrafWords;

namespace Laksana.Server.Pages.Sop.Draf;

/// <summary>Deletes a row, after telling what refers to it.</summary>
internal sealed class HapusModel(DraftDesk desk) : DraftPage(desk)
{
    [BindProperty(Name = "row", SupportsGet = true)]
    public string RowId { get; set; } = "";

    public DraftRow? Row => Table?.Row(RowId);

    /// <summary>Where ways that lead to it will lead.</summary>
    public string Instead { get; private set; } = "";

    public IReadOnlyList<DraftRow> Ways => [.. References.WaysTo(Table!, RowId).Where(r => r.Id != RowId)];

    public IReadOnlyList<DraftRow> Mentions => [.. References.MentionsOf(Table!, RowId)];

    public async Task<IActionResult> OnGetAsync()
    {
        if (await OpenAsync() is { } other) return other;
        if (Row is null) return NotFound();
        Instead = Row.Index + 1 < Table!.Rows.Count ? Table.Rows[Row.Index + 1].Id : "selesai";
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string? ganti)
    {
        Instead = ganti ?? "";
        var answer = await EditAsync(sheet => RowEdits.Delete(sheet, RowId, Instead.Length == 0 ? null : Instead), sheet => sheet.Row(RowId) is { } row ? sheet.SourceOf(row) : "", Term["delete.done"]);
        if (answer is not null) return answer;
        return Row is null ? LocalRedirect(Address) : Page();
    }
}
