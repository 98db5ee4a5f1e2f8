using Laksana.Cases;
using Laksana.Officers;
using Laksana.Server.Accounts;
using Laksana.WorkTime;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Pengaturan.AturWords;

namespace Laksana.Server.Pages.Pengaturan.Kalender;

/// <summary>Takes days off from a table, and shows what they move before they are in force.</summary>
internal sealed class ImporModel(CurrentOffice office, CalendarChange change, OfficeDesk books) : FormPage(office)
{
    public override string Title => Say["calendar.import"];
    public override string? Lead => Say["calendar.import.lead"];
    public override string Submit => Say["calendar.preview"];
    public override string? Template => "kalender";
    public override (string Address, string Name) Back => ("/pengaturan/kalender", Say["calendar"]);

    public (IReadOnlyList<string> Differences, CalendarEffect Effect, string Text, string Version)? Preview { get; private set; }

    protected override IReadOnlyList<SettingInput> Fields => [new("tabel", Say["table.file"], null, InputKind.File) { Required = true, Hint = Say["table.file.hint"] }];

    public void OnGet()
    {
        // The form needs nothing besides itself.
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var listed = ListedHolidays.Read(await SentTableAsync("tabel"));
        if (listed.Findings.Count > 0) return RefuseTable(listed.Findings);
        var calendar = listed.Into(AtWork.Calendar.Definition);
        if (calendar.FindProblems().Select(p => p.Message).ToList() is { Count: > 0 } problems) return RefuseAll(problems);
        var (_, before) = await books.TextsAsync(Current.Id, Token);
        Preview = (CalendarEdit.Differences(AtWork.Calendar.Definition, calendar), await change.EffectAsync(AtWork, new WorkCalendar(calendar), PratinjauModel.MostShown, Token),
            OfficeWriter.Write(calendar, before), AtWork.Calendar.Fingerprint);
        return Page();
    }
}
