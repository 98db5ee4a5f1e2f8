using Laksana.Cases;
using Laksana.Documents.Tables;
using Laksana.Officers;
using Laksana.Server.Accounts;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Pengaturan.AturWords;

namespace Laksana.Server.Pages.Pengaturan.Petugas;

/// <summary>Enrols officers from a table, all or none.</summary>
internal sealed class ImporModel(CurrentOffice office, OfficeDesk books, TaskRebuild rebuild, TimeProvider clock) : FormPage(office)
{
    public override string Title => Say["officers.import"];
    public override string? Lead => Say["officers.import.lead"];
    public override string Submit => Say["table.submit"];
    public override string? Template => "petugas";
    public override (string Address, string Name) Back => ("/pengaturan/petugas", Say["officers"]);

    protected override IReadOnlyList<SettingInput> Fields => [new("tabel", Say["table.file"], null, InputKind.File) { Required = true, Hint = Say["table.file.hint"] }];

    public void OnGet()
    {
        // The form needs nothing besides itself.
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var listed = ListedOfficers.Read(await SentTableAsync("tabel"), AtWork.Definition.Positions);
        var findings = listed.Findings.ToList();
        foreach (var own in listed.Officers.Where(o => o.Officer.Id == Current.Officer))
        {
            if (own.Positions.Count > 0) findings.Add(new TableFinding(own.Row, null, Say["holding.own"]));
            if (!own.Officer.Administrator) findings.Add(new TableFinding(own.Row, null, Say["officer.own-right"]));
        }
        if (findings.Count > 0) return RefuseTable(findings);
        await books.EnrolAllAsync(Current.Id, listed.Officers, AtWork.DayOf(clock.GetUtcNow()), Current.Officer, Token);
        await rebuild.RunAsync(Current.Id, Token);
        return Done(Say["officers.imported", listed.Officers.Count]);
    }
}
