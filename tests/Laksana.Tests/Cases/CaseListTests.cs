using Laksana.Cases;
using Laksana.Officers;
using Laksana.Testing;
using Xunit;

namespace Laksana.Tests.Cases;

public sealed class CaseListTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private static readonly Dictionary<string, string> None = [];

    /// <summary>An office with a counter beside the section; the counter receives in version 1 of the sheet and has no part in version 2.</summary>
    private async Task<TrialOffice> OfficeAsync(string id)
    {
        var office = await TrialOffice.NewAsync(fixture.Database, id);
        var definition = TrialOffice.Definition.Replace("{0}", id, StringComparison.Ordinal)
            .Replace("peran:", "  loket-x: {nama: Petugas Loket}\nperan:\n  loket: [loket-x]", StringComparison.Ordinal);
        await office.Books.InstallAsync(id, definition, TrialOffice.Calendar, default);
        await office.Books.AppointAsync(id, "lain", "loket-x", Capacity.Definitive, null, new DateOnly(2020, 1, 1), null, default);
        return office;
    }

    private static readonly string WithCounter = TrialOffice.Sheet.Replace("{jfu: JFU,", "{loket: Loket, jfu: JFU,", StringComparison.Ordinal)
        .Replace("kegiatan: Menerima\n    pelaksana: jfu", "kegiatan: Menerima\n    pelaksana: loket", StringComparison.Ordinal).Replace("uji-langkah", "uji-loket", StringComparison.Ordinal)
        .Replace("UJI", "LKT", StringComparison.Ordinal);

    private static async Task<string> OpenAsync(TrialOffice office, string officer) => Assert.IsType<CaseAnswer.Done>(await office.Desk.HandleAsync(new CaseRequest
    {
        Office = office.Id, Officer = officer, Procedure = "uji-loket", Command = new OpenCase("", 0, new Dictionary<string, string> { ["barang"] = "router" }),
    }, default)).Number;

    private async Task<string[]> SeenByAsync(TrialOffice office, string officer, CaseListView? view = null, bool administrator = false) =>
        [.. (await new CaseList(fixture.Database, office.Sheets, new PersonalSearch(fixture.Database, office.Sheets, office.Loader)).ReadAsync(await office.Offices.GetAsync(office.Id, default), officer, administrator, view ?? new CaseListView(), default)).Cases.Select(c => c.Number)];

    [Fact]
    public async Task who_sees_a_case_follows_from_the_version_it_runs_on_and_from_having_had_a_hand_in_it()
    {
        var office = await OfficeAsync("daftar");
        await office.Sheets.PublishAsync(office.Id, WithCounter, new DateOnly(2020, 1, 1), "installation", "pertama", default);
        var (mine, others) = (await OpenAsync(office, "lain"), await OpenAsync(office, "lain"));
        await office.DoAsync("lain", mine, new CompleteStep(1, None));
        await office.Sheets.PublishAsync(office.Id, WithCounter.Replace("loket: Loket, ", "", StringComparison.Ordinal).Replace("pelaksana: loket", "pelaksana: jfu", StringComparison.Ordinal),
            new DateOnly(2020, 1, 2), "installation", "loket tidak lagi ikut", default);
        var later = await OpenAsync(office, "jfu1");

        Assert.Equal([others, mine], await SeenByAsync(office, "lain"));
        Assert.Equal([later, others, mine], await SeenByAsync(office, "jfu2"));
        Assert.Equal([later, others, mine], await SeenByAsync(office, "admin", administrator: true));
        var state = (await office.Loader.LoadAsync(office.Id, later, default))!.State;
        Assert.False(new Rights((await office.Sheets.FindAsync(office.Id, "uji-loket", 2, default))!.Procedure, (await office.Offices.GetAsync(office.Id, default)).Staffing).ToSee(state, "lain", false));
    }

    [Fact]
    public async Task an_officer_who_left_the_counter_still_finds_what_he_worked_on_and_nothing_else()
    {
        var office = await OfficeAsync("pindah");
        await office.Sheets.PublishAsync(office.Id, WithCounter, new DateOnly(2020, 1, 1), "installation", "pertama", default);
        var mine = await OpenAsync(office, "lain");
        await office.DoAsync("lain", mine, new CompleteStep(1, None));
        await office.Books.EnrolAsync(office.Id, new NewOfficer("loket2", "Petugas loket dua"), default);
        await office.Books.AppointAsync(office.Id, "loket2", "loket-x", Capacity.Definitive, null, new DateOnly(2020, 1, 1), null, default);
        var theirs = await OpenAsync(office, "loket2");
        await fixture.Database.DoAsync(office.Id, "delete from holding where office = $1 and officer = 'lain'", office.Id);
        office.Offices.Changed(office.Id);

        Assert.Equal([mine], await SeenByAsync(office, "lain"));
        Assert.Equal([mine], await SeenByAsync(office, "lain", new CaseListView(CaseStatus.Running, "uji-loket", Search: "router")));
        Assert.Empty(await SeenByAsync(office, "lain", new CaseListView(CaseStatus.Closed)));
        Assert.Empty(await SeenByAsync(office, "lain", new CaseListView(Procedure: "uji-langkah")));
        Assert.Equal([theirs, mine], await SeenByAsync(office, "loket2"));
        foreach (var search in new[] { null, "router" })
            foreach (var sheet in new[] { null, "uji-loket" })
                foreach (var status in new CaseStatus?[] { null, CaseStatus.Running })
                    Assert.Equal([theirs, mine], await SeenByAsync(office, "admin", new CaseListView(status, sheet, Search: search), administrator: true));
    }

    [Fact]
    public async Task the_list_is_narrowed_by_whoever_had_a_hand_by_days_and_turned_round()
    {
        var office = await OfficeAsync("sempit");
        await office.Sheets.PublishAsync(office.Id, WithCounter, new DateOnly(2020, 1, 1), "installation", "pertama", default);
        var numbers = new List<string>();
        for (var i = 0; i < 4; i++) numbers.Add(await OpenAsync(office, "lain"));
        foreach (var number in numbers[2..])
        {
            await office.DoAsync("lain", number, new CompleteStep(1, new Dictionary<string, string>()));
            await office.DoAsync("jfu1", number, new CompleteStep(2, new Dictionary<string, string>()));
        }
        var list = new CaseList(fixture.Database, office.Sheets, new PersonalSearch(fixture.Database, office.Sheets, office.Loader));
        var atWork = await office.Offices.GetAsync(office.Id, default);
        async Task<IEnumerable<string>> Of(CaseListView view, string officer = "jfu1") => (await list.ReadAsync(atWork, officer, false, view, default)).Cases.Select(c => c.Number);

        Assert.Equal(numbers, await Of(new CaseListView { OldestFirst = true }));
        Assert.Equal(Enumerable.Reverse(numbers), await Of(new CaseListView { Hand = "lain" }));
        Assert.Equal([numbers[3], numbers[2]], await Of(new CaseListView(CaseStatus.Running) { Hand = "jfu1" }));
        Assert.Empty(await Of(new CaseListView(CaseStatus.Closed) { Hand = "jfu1" }));
        var at = (await list.ReadAsync(atWork, "jfu1", false, new CaseListView { OldestFirst = true }, default)).Cases[2].OpenedAt;
        Assert.Equal([numbers[3], numbers[2]], await Of(new CaseListView { From = at }));
        Assert.Equal([numbers[1], numbers[0]], await Of(new CaseListView { Until = at }));
        Assert.Equal([numbers[1]], await Of(new CaseListView(Search: numbers[1]) { Hand = "lain", Until = at }));
        var first = await list.ReadAsync(atWork, "jfu1", false, new CaseListView(Most: 3) { OldestFirst = true }, default);
        Assert.Equal([numbers[3]], await Of(new CaseListView(After: first.Next) { OldestFirst = true }));
    }

    [Fact]
    public async Task pages_follow_one_another_without_a_gap_or_a_repetition()
    {
        var office = await OfficeAsync("halaman");
        await office.Sheets.PublishAsync(office.Id, WithCounter, new DateOnly(2020, 1, 1), "installation", "pertama", default);
        for (var i = 0; i < 7; i++) await OpenAsync(office, "lain");
        var list = new CaseList(fixture.Database, office.Sheets, new PersonalSearch(fixture.Database, office.Sheets, office.Loader));
        var (seen, after) = (new List<string>(), (CasePlace?)null);
        for (var more = true; more;)
        {
            (var cases, more) = await list.ReadAsync(await office.Offices.GetAsync(office.Id, default), "lain", false, new CaseListView(After: after, Most: 3), default);
            seen.AddRange(cases.Select(c => c.Number));
            after = new CasePlace(cases[^1].OpenedAt, cases[^1].Number);
        }
        Assert.Equal(7, seen.Count);
        Assert.Equal(seen.OrderDescending(StringComparer.Ordinal), seen);
    }
}
