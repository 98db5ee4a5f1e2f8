using Laksana.Cases;
using Laksana.Officers;
using Xunit;

namespace Laksana.Tests.Cases;

public sealed class DeliveredSheetsTests
{
    public static readonly TheoryData<string> Offices = ["banjarnegara", "pesisir-selatan", "ciamis"];

    [Theory]
    [MemberData(nameof(Offices))]
    public void the_demo_officers_bring_every_case_to_an_end_whichever_way_it_takes(string office)
    {
        var folder = OfficeFolder.Load(Repository.Path("procedures/" + office));

        foreach (var sheet in folder.Sheets.Select(s => s.Procedure!))
        {
            var walks = Enumerable.Range(0, 60).Select(seed => new OfficersWalk(folder, sheet, seed).Run()).ToList();

            Assert.All(walks, w => Assert.True(w.Stuck is null, $"{sheet.Id}: {w.Stuck}"));
            Assert.All(walks, w => Assert.Equal(CaseStatus.Closed, w.State!.Status));
            Assert.Equal(sheet.Steps.Select(s => s.Id).Order(), walks.SelectMany(w => w.RowsDone).Distinct().Order());
        }
    }

    [Theory]
    [InlineData("backup-database", "terima-kasi")]
    [InlineData("hak-akses-siak-ktpel", "perintahkan")]
    [InlineData("recovery-database", "setujui")]
    public void where_one_officer_holds_both_posts_another_stands_in(string sheet, string row)
    {
        var folder = OfficeFolder.Load(Repository.Path("procedures/banjarnegara"));
        var procedure = folder.Sheets.Select(s => s.Procedure!).Single(p => p.Id == sheet);

        Assert.Contains(row, Enumerable.Range(0, 10).SelectMany(seed => new OfficersWalk(folder, procedure, seed).Run().StoodInAt));
    }

    [Theory]
    [MemberData(nameof(Offices))]
    public void an_office_works_37_and_a_half_hours_a_week_and_32_and_a_half_in_ramadan(string office)
    {
        var calendar = OfficeFolder.Load(Repository.Path("procedures/" + office)).Calendar!;

        Assert.Equal(2250, calendar.Hours.Values.SelectMany(h => h).Sum(h => h.Minutes));
        Assert.Equal(2, calendar.Seasons.Count);
        Assert.All(calendar.Seasons, s => Assert.Equal(1950, s.Hours.Values.SelectMany(h => h).Sum(h => h.Minutes)));
        Assert.Equal(17, calendar.Holidays.Keys.Count(d => d.Year == 2026));
        Assert.Equal(18, calendar.Holidays.Keys.Count(d => d.Year == 2027));
        Assert.Equal(8, calendar.JointLeave.Keys.Count(d => d.Year == 2026));
        Assert.Equal(8, calendar.JointLeave.Keys.Count(d => d.Year == 2027));
    }
}
