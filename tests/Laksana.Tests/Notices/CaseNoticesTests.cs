using Laksana.Cases;
using Laksana.Testing;
using Xunit;

namespace Laksana.Tests.Notices;

/// <summary>Who hears of what happens in a case, as the bell's table holds it in the end.</summary>
public sealed class CaseNoticesTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private static readonly Dictionary<string, string> Nothing = [];

    [Fact]
    public async Task a_report_tells_its_receivers_and_the_end_of_a_case_tells_who_opened_it()
    {
        var office = await TrialOffice.NewAsync(fixture.Database, "laporan");
        var number = (await office.OpenAsync()).Number;
        await office.DoAsync("jfu2", number, new CompleteStep(1, new Dictionary<string, string> { ["barang"] = "router", ["pelapor"] = "Siti" }));
        for (var run = 2; run <= 5; run++) await office.DoAsync("jfu2", number, new CompleteStep(run, Nothing));
        Assert.Equal(["kasi1 notice.report 5 Melapor"], await HeardAsync("laporan", number));
        await office.DoAsync("kasi1", number, new AcknowledgeReport(5));
        await office.DoAsync("jfu2", number, new CompleteStep(6, Nothing));
        Assert.Equal(["jfu1 notice.closed  ", "kasi1 notice.report 5 Melapor"], await HeardAsync("laporan", number));
    }

    [Fact]
    public async Task who_opened_a_case_hears_that_another_cancelled_it()
    {
        var office = await TrialOffice.NewAsync(fixture.Database, "batal");
        var number = (await office.OpenAsync()).Number;
        await office.DoAsync("kasi1", number, new CancelCase("Tercatat dua kali."));
        Assert.Equal(["jfu1 notice.cancelled  "], await HeardAsync("batal", number));
    }

    [Fact]
    public async Task a_row_that_can_be_begun_is_told_only_to_those_who_chose_to_hear_it()
    {
        var office = await TrialOffice.NewAsync(fixture.Database, "siap");
        await fixture.Database.DoAsync("siap", "insert into notice_choice (office, officer, kind, way) values ('siap', 'jfu2', 'ready', 0), ('siap', 'kasi1', 'ready', 0)");
        var number = (await office.OpenAsync()).Number;
        Assert.Equal(["jfu2 notice.ready 1 Menerima"], await HeardAsync("siap", number));
    }

    [Fact]
    public async Task a_note_tells_those_it_names_who_may_see_the_case()
    {
        var office = await TrialOffice.NewAsync(fixture.Database, "sebut");
        var number = (await office.OpenAsync()).Number;
        await office.DoAsync("jfu1", number, new AddNote("Mohon dicek @Kasi1 dan @jfu1, bukan @lain; surel a@kabid1.go.id"));
        Assert.Equal(["kasi1 notice.mention  "], await HeardAsync("sebut", number));
    }

    private async Task<string[]> HeardAsync(string office, string number) =>
        (await fixture.Database.ScalarAsync<string[]>(office, "select coalesce(array_agg(officer || ' ' || text_key || ' ' || coalesce(row_number::text, '') || ' ' || coalesce(activity, '') order by officer, id), '{}') from notice where office = $1 and case_number = $2", office, number))!;
}
