using Laksana.Server.Accounts;
using Laksana.Server.Installing;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Pengaturan.AturWords;

namespace Laksana.Server.Pages.Pengaturan.Lokasi;

/// <summary>Adds a site.</summary>
internal sealed class BaruModel(CurrentOffice office, OfficeEditing editing) : SiteForm(office, editing)
{
    public override string Title => Say["site.new"];

    protected override IReadOnlyList<SettingInput> Fields => FieldsOf(null);

    public void OnGet()
    {
        // The form needs nothing besides itself.
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var site = SentSite(null);
        if (HasFaults) return Refuse();
        var errors = await ChangeAsync(site.Id, d => d with { Sites = [.. d.Sites.Where(s => s.Id != site.Id), site] }, ("name", site.Name), ("address", site.Address));
        return errors.Count > 0 ? RefuseAll(errors) : Done(Say["site.added", site.Name]);
    }
}
