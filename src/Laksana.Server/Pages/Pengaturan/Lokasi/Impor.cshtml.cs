using System.Globalization;
using Laksana.Officers;
using Laksana.Server.Accounts;
using Laksana.Server.Installing;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Pengaturan.AturWords;

namespace Laksana.Server.Pages.Pengaturan.Lokasi;

/// <summary>Takes sites from a table, all or none.</summary>
internal sealed class ImporModel(CurrentOffice office, OfficeEditing editing) : SiteForm(office, editing)
{
    public override string Title => Say["sites.import"];
    public override string? Lead => Say["sites.import.lead"];
    public override string Submit => Say["table.submit"];
    public override string? Template => "lokasi";

    protected override IReadOnlyList<SettingInput> Fields => [new("tabel", Say["table.file"], null, InputKind.File) { Required = true, Hint = Say["table.file.hint"] }];

    public void OnGet()
    {
        // The form needs nothing besides itself.
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var listed = ListedSites.Read(await SentTableAsync("tabel"), Sites);
        if (listed.Findings.Count > 0) return RefuseTable(listed.Findings);
        var errors = await ChangeAsync(Current.Id, d => d with { Sites = listed.Into(d.Sites) }, ("imported", listed.Sites.Count.ToString(CultureInfo.InvariantCulture)));
        return errors.Count > 0 ? RefuseAll(errors) : Done(Say["sites.imported", listed.Sites.Count]);
    }
}
