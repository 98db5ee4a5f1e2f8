using Laksana.Officers;
using Laksana.Server.Accounts;
using Laksana.Server.Installing;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Pengaturan.AturWords;

namespace Laksana.Server.Pages.Pengaturan.Jabatan;

/// <summary>Renames a position, puts it under another, or takes it away.</summary>
internal sealed class UbahModel(CurrentOffice office, OfficeEditing editing) : PositionForm(office, editing)
{
    private Position _position = null!;

    public override string Title => _position.Title;
    public override (string Name, string Value, string Word)? Other => ("hapus", "ya", Say["position.retire"]);

    private string Version => VersionOf(_position.Title, _position.Superior);

    protected override IReadOnlyList<SettingInput> Fields => [.. FieldsOf(_position), new("versi", "", Version, InputKind.Hidden)];

    public IActionResult OnGet(string jabatan) => Find(jabatan) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string jabatan)
    {
        if (!Find(jabatan)) return NotFound();
        return Sent("hapus") == "ya" ? await RetireAsync() : await SaveAsync();
    }

    private async Task<IActionResult> SaveAsync()
    {
        var (title, superior) = SentPosition(_position.Id);
        if (HasFaults) return Refuse();
        if (Sent("versi") != Version && (title, superior) != (_position.Title, _position.Superior))
            return Conflict(Say["position.title"] + ": " + _position.Title, Say["position.superior"] + ": " + (_position.Superior is { } above ? AtWork.PositionTitle(above) : Say["position.top"]));
        var errors = await ChangeAsync(_position.Id, d => d with { Positions = [.. d.Positions.Select(p => p.Id == _position.Id ? p with { Title = title, Superior = superior } : p)] }, ("title", title), ("superior", superior));
        return errors.Count > 0 ? RefuseAll(errors) : Done(Say["saved"]);
    }

    /// <summary>Out of every role too; refused while somebody holds it, something stands below it, or a sheet would have a role that no position plays.</summary>
    private async Task<IActionResult> RetireAsync()
    {
        var id = _position.Id;
        if (Positions.Where(p => p.Superior == id).Select(p => p.Title).ToList() is { Count: > 0 } below) return RefuseAll([Say["position.has-below", string.Join(", ", below)]]);
        var errors = await ChangeAsync(id, d => d with
        {
            Positions = [.. d.Positions.Where(p => p.Id != id)],
            RolePositions = Without(d.RolePositions, id),
            SheetRolePositions = Without(d.SheetRolePositions, id),
        }, ("retired", _position.Title));
        return errors.Count > 0 ? RefuseAll(errors) : Done(Say["position.retired", _position.Title]);
    }

    private static Dictionary<string, IReadOnlyList<string>> Without(IReadOnlyDictionary<string, IReadOnlyList<string>> roles, string position) =>
        roles.Select(r => (r.Key, Value: (IReadOnlyList<string>)[.. r.Value.Where(p => p != position)])).Where(r => r.Value.Count > 0).ToDictionary(r => r.Key, r => r.Value);

    private bool Find(string jabatan)
    {
        if (Positions.FirstOrDefault(p => p.Id == jabatan) is not { } position) return false;
        _position = position;
        return true;
    }
}
