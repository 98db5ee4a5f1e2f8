using Laksana.Officers;
using Laksana.Procedures;
using Laksana.WorkTime;
using Xunit;

namespace Laksana.Tests.Officers;

/// <summary>The invented office kota-uji: files alone make an office, and its sheets together use every part of the format.</summary>
public sealed class TestOfficeTests
{
    private static readonly OfficeFolder Office = OfficeFolder.Load(Repository.Path("tests/Laksana.Tests/Offices/kota-uji"));
    private static readonly IReadOnlyList<Procedure> Sheets = [.. Office.Sheets.Select(s => s.Procedure!)];

    [Fact]
    public void an_office_needs_files_only()
    {
        Assert.Equal([FindingCode.MissingBoxes], Office.Findings.Select(f => f.Code));
        Assert.Same(OfficeZone.Wita, Office.Office!.Zone);
        Assert.Equal(WorkAmount.OfMinutes(240), Office.Office.QueueLimit);
        Assert.Equal(["kabid-data"], Office.Office.SheetRolePositions["permohonan-data/kabid"]);
        Assert.Equal(new Site("utara", "Kecamatan Utara", "127.0.0.43", 18143), Office.Office.Sites[2]);
        Assert.Equal("kepala", Office.Office.Positions.Single(p => p.Id == "kabid-data").Superior);
        Assert.Equal([new DemoActing("kabid-jaringan", Capacity.Plh, "800/2/2026")], Office.Demo!.Officers.Single(o => o.Id == "eko").Acting);
        Assert.Equal(2, Office.Calendar!.Closures.Count);
        Assert.Empty(Office.Calendar.Hours[DayOfWeek.Sunday]);
        Assert.NotNull(new WorkCalendar(Office.Calendar));
    }

    [Fact]
    public void its_sheets_use_every_key_of_the_format()
    {
        var text = string.Concat(Office.Sheets.Select(s => s.Text)) + Office.OfficeText + Office.CalendarText
            + File.ReadAllText(Repository.Path("tests/Laksana.Tests/Offices/kota-uji/demo.yaml"));
        IEnumerable<string> keys =
        [
            .. SheetKeys.Header.All, .. SheetKeys.Date.All, .. SheetKeys.Service.All, .. SheetKeys.Party.All, .. SheetKeys.Schedule.All,
            .. SheetKeys.Row.All, .. SheetKeys.Wait.All, .. SheetKeys.SecondOfficer.All, .. SheetKeys.Field.All, SheetKeys.Action.Start,
            .. OfficeKeys.Office.All, .. OfficeKeys.Position.All, .. OfficeKeys.Site.All, .. OfficeKeys.Calendar.All, .. OfficeKeys.Calendar.Days.Keys,
            .. OfficeKeys.Season.All, .. OfficeKeys.Closure.All, .. OfficeKeys.Demo.OfficerKeys, .. OfficeKeys.Demo.Capacities.Keys, .. OfficeKeys.Absence.All,
        ];

        Assert.All(keys, key => Assert.Matches("(^|[\\s{,])" + key + ":", text));
    }

    [Fact]
    public void its_sheets_use_every_meaning_of_the_format()
    {
        var steps = Sheets.SelectMany(s => s.Steps).ToList();

        Assert.Equal(Enum.GetValues<FieldKind>(), steps.SelectMany(s => s.Fields).Select(f => f.Kind).Distinct().Order());
        Assert.Contains(steps, s => s.Decides && s.ReportsTo is not null);
        Assert.Contains(steps, s => s.Decides && s.PerSite is not null);
        Assert.Contains(steps, s => s.Decides && s.Parallel is not null);
        Assert.Contains(steps, s => s.Outcomes.Any(o => o.Target is null));
        Assert.Contains(steps, s => s.ReturnTo.Count > 0 && s.ReportsTo is not null);
        Assert.Contains(steps, s => s.ReturnTo.Count > 0 && s.ReportsTo is null);
        Assert.Contains(steps, s => s.Waits is { Always: true });
        Assert.Contains(steps, s => s.Waits is { Always: false });
        Assert.Contains(steps, s => s.Action is { Automatic: true });
        Assert.Contains(steps, s => s.Action is { Automatic: false });
        Assert.Contains(steps, s => s.SecondOfficer is { StandIns.Count: > 0 } && s.ReportsTo is null);
        Assert.Contains(steps, s => s.SecondOfficer is { StandIns.Count: 0 } && s.ReportsTo is not null);
        Assert.Contains(steps, s => s.Added && s.Number == "2a");
        Assert.Contains(steps, s => s.StandardTime is { Lower: not null });
        Assert.Contains(Sheets, s => s.Roles.Any(r => s.IsParty(r.Id)));
        Assert.Contains(Sheets, s => s.Parties.Any(p => p.Limit is not null));
        Assert.Contains(Sheets, s => s.Service is { OpenToPublic: true });
        Assert.Contains(Sheets, s => s.Schedule is { OnDayOff: WorkingDayRule.Shift, Fields.Count: > 0 });
        Assert.Contains(Sheets, s => s.Schedule is { OnDayOff: WorkingDayRule.Skip });
        Assert.Contains(Sheets, s => s.Openers.Count > 1);
        Assert.Contains(Sheets, s => s.CaseLimit is not null && s.SourceText.Count > 0);
    }

    [Fact]
    public void rows_done_together_and_rows_of_each_site_lead_on_together()
    {
        var sheet = Sheets.Single(s => s.Id == "pemasangan-jaringan");

        Assert.All(sheet.Steps.Where(s => s.Parallel == "persiapan"), s => Assert.Equal("pasang", s.Next));
        Assert.Equal(["1", "2", "3", "4", "5", "6", "7", "8"], sheet.Steps.Select(s => s.Number));
        Assert.Equal("utara\nselatan", sheet.Schedule!.Fields["titik"]);
    }
}
