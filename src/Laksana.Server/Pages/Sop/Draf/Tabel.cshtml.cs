using Laksana.Drafting;
using Laksana.Procedures;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Sop.Draf.DrafWords;

namespace Laksana.Server.Pages.Sop.Draf;

/// <summary>A draft as the table of its rows, with the linter's findings beside them.</summary>
internal sealed class TabelModel(DraftDesk desk) : DraftPage(desk)
{
    public async Task<IActionResult> OnGetAsync() => await ReadAsync() ? Page() : NotFound();

    public string RoleTitle(string role) => Table!.Role(role)?.Title ?? role;

    public bool MachineOf(DraftRow row) => row.Map[SheetKeys.Row.Action] is not null;

    /// <summary>Where a case goes after the row, in words.</summary>
    public IEnumerable<string> WaysOf(DraftRow row, RowForm form)
    {
        if (form.Party.Length > 0) yield return Term[form.WaitsWhenNeeded ? "way.waits-needed" : "way.waits", Table!.Parties.FirstOrDefault(p => p.Id == form.Party)?.Title ?? form.Party];
        if (form.WithRowAbove) yield return Term["way.together"];
        foreach (var answer in form.Way == WayOn.Decision ? form.Answers : [])
            yield return Term["way.answer", answer.Name, Target(answer.Target)];
        if (form.Way == WayOn.Named) yield return Term["way.to", Target(form.Next)];
        if (form.Way == WayOn.End || form.Way == WayOn.Following && row.Index == Table!.Rows.Count - 1) yield return Term["way.end"];
        if (form.ReturnTo.Count > 0) yield return Term["way.back", string.Join(", ", form.ReturnTo.Select(r => Table!.Row(r)?.Number ?? r))];
    }

    private string Target(string target) => target == SheetKeys.End ? Term["way.end"] : Table!.Row(target)?.Name ?? target;
}
