using Laksana.Officers;
using Laksana.Server.Accounts;
using Laksana.Server.Installing;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Pengaturan.AturWords;

namespace Laksana.Server.Pages.Pengaturan.Lokasi;

/// <summary>Changes a site, or takes it away.</summary>
internal sealed class UbahModel(CurrentOffice office, OfficeEditing editing) : SiteForm(office, editing)
{
    private Site _site = null!;

    public override string Title => _site.Name;
    public override (string Name, string Value, string Word)? Other => ("hapus", "ya", Say["site.remove"]);

    private string Version => VersionOf(_site.Name, _site.Address, $"{_site.Port}");

    protected override IReadOnlyList<SettingInput> Fields => [.. FieldsOf(_site), new("versi", "", Version, InputKind.Hidden)];

    public IActionResult OnGet(string lokasi) => Find(lokasi) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string lokasi)
    {
        if (!Find(lokasi)) return NotFound();
        var gone = Sent("hapus") == "ya";
        var site = gone ? _site : SentSite(_site.Id);
        if (HasFaults) return Refuse();
        if (!gone && Sent("versi") != Version && site != _site) return Conflict(_site.Name, _site.Address ?? "—", _site.Port is { } port ? $"{port}" : "—");
        var errors = gone
            ? await ChangeAsync(site.Id, d => d with { Sites = [.. d.Sites.Where(s => s.Id != site.Id)] }, ("removed", site.Name))
            : await ChangeAsync(site.Id, d => d with { Sites = [.. d.Sites.Select(s => s.Id == site.Id ? site : s)] }, ("name", site.Name), ("address", site.Address));
        return errors.Count > 0 ? RefuseAll(errors) : Done(gone ? Say["site.removed", site.Name] : Say["saved"]);
    }

    private bool Find(string lokasi)
    {
        if (Sites.FirstOrDefault(s => s.Id == lokasi) is not { } site) return false;
        _site = site;
        return true;
    }
}
