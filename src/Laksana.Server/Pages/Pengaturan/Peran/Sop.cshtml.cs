using Laksana.Cases;
using Laksana.Officers;
using Laksana.Procedures;
using Laksana.Server.Accounts;
using Laksana.Server.Installing;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Pengaturan.AturWords;

namespace Laksana.Server.Pages.Pengaturan.Peran;

/// <summary>For each role of one sheet the positions that play it.</summary>
internal sealed class SopModel(CurrentOffice office, OfficeEditing editing, PublishedSheets sheets, TimeProvider clock) : FormPage(office)
{
    private Procedure _sheet = null!;

    public override string Title => _sheet.Title;
    public override string? Lead => string.Join(" ", [Say["roles.sheet-lead"], .. Warnings()]);
    public override (string Address, string Name) Back => ("/pengaturan/peran", Say["roles"]);

    private IEnumerable<Role> Roles => _sheet.Roles.Where(r => !_sheet.IsParty(r.Id));
    private string Version => VersionOf([.. Roles.Select(r => string.Join(',', PositionsOf(r)))]);

    protected override IReadOnlyList<SettingInput> Fields =>
    [
        .. Roles.Select(r => new SettingInput("peran." + r.Id, r.Title, string.Join('\n', PositionsOf(r)), InputKind.Checks) { Options = [.. AtWork.Definition.Positions.Select(p => (p.Id, p.Title))] }),
        new("semua", Say["roles.everywhere"], null, InputKind.Check) { Hint = Say["roles.everywhere.hint"] },
        new("versi", "", Version, InputKind.Hidden),
    ];

    public async Task<IActionResult> OnGetAsync(string sop) => await FindAsync(sop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string sop)
    {
        if (!await FindAsync(sop)) return NotFound();
        var chosen = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var role in Roles)
        {
            var positions = Request.Form["peran." + role.Id].OfType<string>().Where(id => AtWork.Definition.Positions.Any(p => p.Id == id)).Distinct().ToList();
            if (positions.Count == 0) Wrong("peran." + role.Id, Say["role.needs-position"]);
            chosen[role.Id] = positions;
        }
        if (HasFaults) return Refuse();
        if (Sent("versi") != Version) return Conflict([.. Roles.Select(r => r.Title + ": " + string.Join(", ", PositionsOf(r).Select(AtWork.PositionTitle)))]);
        var errors = await editing.ChangeAsync(Current.Id, Current.Officer, AdministrationActs.RolesChanged, _sheet.Id, [.. chosen.Select(c => (c.Key, (string?)string.Join(", ", c.Value)))],
            definition => Sent("semua") == "ya" ? Everywhere(definition, chosen) : Here(definition, chosen), Token);
        return errors.Count > 0 ? RefuseAll(errors) : Done(Say["saved"]);
    }

    /// <summary>What differs from the general mapping is this sheet's own; what equals it needs no line of its own.</summary>
    private OfficeDefinition Here(OfficeDefinition definition, Dictionary<string, IReadOnlyList<string>> chosen)
    {
        var own = definition.SheetRolePositions.Where(r => !r.Key.StartsWith(_sheet.Id + "/", StringComparison.Ordinal)).ToDictionary();
        foreach (var (role, positions) in chosen)
            if (!definition.RolePositions.TryGetValue(role, out var general) || !general.Order().SequenceEqual(positions.Order()))
                own[_sheet.Id + "/" + role] = positions;
        return definition with { SheetRolePositions = own };
    }

    private OfficeDefinition Everywhere(OfficeDefinition definition, Dictionary<string, IReadOnlyList<string>> chosen)
    {
        var general = new Dictionary<string, IReadOnlyList<string>>(definition.RolePositions);
        foreach (var (role, positions) in chosen) general[role] = positions;
        return definition with { RolePositions = general, SheetRolePositions = definition.SheetRolePositions.Where(r => !r.Key.StartsWith(_sheet.Id + "/", StringComparison.Ordinal)).ToDictionary() };
    }

    /// <summary>Roles that nobody plays today, and rows whose second officer would be the same one.</summary>
    private IEnumerable<string> Warnings()
    {
        foreach (var role in Roles.Where(r => !AtWork.Staffing.HoldersOf(_sheet.Id, r.Id).Any())) yield return Say["role.warn-nobody", role.Title];
        foreach (var step in _sheet.Steps.Where(s => s.SecondOfficer is not null))
        {
            var seconds = HoldersOf(step.ReportsTo ?? step.Role).Concat(step.SecondOfficer!.StandIns.SelectMany(HoldersOf)).ToHashSet(StringComparer.Ordinal);
            if (seconds.Count == 1 && step.SecondOfficer.DifferentFrom.Select(_sheet.FindStep).OfType<Step>().Any(first => HoldersOf(first.Role).ToHashSet(StringComparer.Ordinal).SetEquals(seconds)))
                yield return Say["role.warn-second", Shortened.To(step.Activity), AtWork.NameOf(seconds.Single())];
        }
    }

    private IEnumerable<string> HoldersOf(string role) => AtWork.Staffing.HoldersOf(_sheet.Id, role).Select(h => h.Officer);

    private IReadOnlyList<string> PositionsOf(Role role) => AtWork.Staffing.PositionsOf(_sheet.Id, role.Id);

    private async Task<bool> FindAsync(string sop)
    {
        if (await sheets.CurrentAsync(Current.Id, sop, AtWork.DayOf(clock.GetUtcNow()), Token) is not { } version) return false;
        _sheet = version.Procedure;
        return true;
    }
}
