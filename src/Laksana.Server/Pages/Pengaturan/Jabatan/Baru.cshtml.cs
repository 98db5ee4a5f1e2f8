using Laksana.Officers;
using Laksana.Server.Accounts;
using Laksana.Server.Installing;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Pengaturan.AturWords;

namespace Laksana.Server.Pages.Pengaturan.Jabatan;

/// <summary>Adds a position.</summary>
internal sealed class BaruModel(CurrentOffice office, OfficeEditing editing) : PositionForm(office, editing)
{
    public override string Title => Say["position.new"];

    protected override IReadOnlyList<SettingInput> Fields => FieldsOf(null);

    public void OnGet()
    {
        // The form needs nothing besides the positions there are.
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var (title, superior) = SentPosition(null);
        if (HasFaults) return Refuse();
        var id = Slug.New(title, [.. Positions.Select(p => p.Id), "baru"]);
        var errors = await ChangeAsync(id, d => d with { Positions = [.. d.Positions.Where(p => p.Id != id), new Position(id, title, superior)] }, ("title", title), ("superior", superior));
        return errors.Count > 0 ? RefuseAll(errors) : Done(Say["position.added", title]);
    }
}
