using System.Globalization;
using Laksana.Drafting;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Sop.Draf.DrafWords;

namespace Laksana.Server.Pages.Sop.Draf;

/// <summary>The columns of a draft, the parties outside the office, and who may open a case.</summary>
internal sealed class PelaksanaModel(DraftDesk desk) : DraftPage(desk)
{
    private const int Most = 60;

    public RoleForm Form { get; private set; } = new([], [], []);

    public string NewKnown { get; private set; } = "";

    public string NewTitle { get; private set; } = "";

    /// <summary>Roles of the office that the sheet does not have.</summary>
    public IEnumerable<(string Id, string Words)> KnownRoles => RoleNames.Known(Desk.AtWork).Where(r => Table!.Role(r.Id) is null);

    /// <summary>Which positions play a role, in words.</summary>
    public string PlayedBy(string role)
    {
        if (Table!.Parties.Any(p => p.Id == role)) return Term["roles.outside"];
        var positions = Desk.AtWork.Staffing.PositionsOf(Table.Id, role);
        return positions.Count == 0 ? Term["roles.unplayed"] : Term["roles.played", string.Join(", ", positions.Select(Desk.AtWork.PositionTitle))];
    }

    public async Task<IActionResult> OnGetAsync()
    {
        if (await OpenAsync() is { } other) return other;
        Form = RoleForm.Of(Table!);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        (NewKnown, NewTitle) = (Request.Form["baru-peran"].ToString(), Request.Form["baru-nama"].ToString().Trim());
        Form = new RoleForm([.. Sent("peran").OrderBy(l => l.Place).Select(l => l.Line)], [.. Sent("pihak").Select(l => l.Line)], [.. Request.Form["pembuka"].OfType<string>()]);
        return await EditAsync(sheet => WithNew(sheet).ApplyTo(sheet), sheet => string.Join('\0', sheet.Roles.Concat(sheet.Parties).Select(r => r.Id + r.Title + r.Limit).Concat(RoleForm.OpenersOf(sheet))), Term["roles.saved"]) ?? Page();
    }

    /// <summary>A role that positions of the office play comes with its id, so that nobody has to be told who plays it.</summary>
    private RoleForm WithNew(DraftSheet sheet)
    {
        var known = NewKnown.Length > 0 && sheet.Role(NewKnown) is null && Desk.AtWork.Definition.RolePositions.ContainsKey(NewKnown);
        var title = NewTitle.Length > 0 ? NewTitle : known ? RoleNames.Title(Desk.AtWork, NewKnown) : "";
        return title.Length == 0 ? Form : Form with { Roles = [.. Form.Roles, new RoleLine(known ? NewKnown : null, title)] };
    }

    private List<(int Place, RoleLine Line)> Sent(string what)
    {
        var lines = new List<(int, RoleLine)>();
        for (var i = 0; i < Most && Request.Form.ContainsKey($"{what}.{i}.id"); i++)
        {
            string One(string name) => Request.Form[$"{what}.{i}.{name}"].ToString().ReplaceLineEndings(" ").Trim();
            var line = new RoleLine(One("id").Length == 0 ? null : One("id"), One("nama"), One("hapus").Length > 0, One("batas"));
            // Who is given another's place stands before him, unless he comes from the left.
            var place = int.TryParse(One("urutan"), CultureInfo.InvariantCulture, out var wanted) ? wanted * 2 + (wanted - 1 > i ? 1 : wanted - 1 < i ? -1 : 0) : int.MaxValue;
            if (line.Id is not null || line.Title.Length > 0) lines.Add((place, line));
        }

        return lines;
    }
}
