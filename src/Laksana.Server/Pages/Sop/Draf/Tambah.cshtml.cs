using Laksana.Drafting;
using Laksana.Procedures;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Sop.Draf.DrafWords;

namespace Laksana.Server.Pages.Sop.Draf;

/// <summary>Adds a row; what it asks and needs is filled in on its own page, which comes next.</summary>
internal sealed class TambahModel(DraftDesk desk) : DraftPage(desk)
{
    public string Above { get; private set; } = "";

    public string Activity { get; private set; } = "";

    public string RoleId { get; private set; } = "";

    public string Answer { get; private set; } = "";

    /// <summary>Answers of the row above, where that one decides.</summary>
    public IReadOnlyList<string> Answers => [.. Table?.Row(Above)?.Map.Map(SheetKeys.Row.Decision).Keys ?? []];

    public async Task<IActionResult> OnGetAsync(string? sesudah)
    {
        if (await OpenAsync() is { } other) return other;
        Above = sesudah ?? "";
        RoleId = Table!.Row(Above)?.Map.Text(SheetKeys.Row.Role) ?? "";
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string? sesudah, string? kegiatan, string? pelaksana, string? jawaban)
    {
        (Above, Activity, RoleId, Answer) = (sesudah ?? "", (kegiatan ?? "").ReplaceLineEndings(" ").Trim(), pelaksana ?? "", jawaban ?? "");
        var before = new HashSet<string>(StringComparer.Ordinal);
        var answer = await EditAsync(sheet =>
        {
            before = [.. sheet.Rows.Select(r => r.Id)];
            return sheet.Role(RoleId) is null ? new SheetEdit(null, Term["add.role"], Term["add.role.remedy"])
                : RowEdits.Add(sheet, Above.Length == 0 ? null : Above, Activity, RoleId, Answer.Length == 0 ? null : Answer);
        }, null, Term["add.done"], sheet => $"{Address}/baris/{sheet.Rows.First(r => !before.Contains(r.Id)).Id}");
        return answer ?? Page();
    }
}
