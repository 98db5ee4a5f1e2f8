using Laksana.Agenda;
using Laksana.Cases;
using Laksana.Officers;
using Laksana.Testing;
using Xunit;

namespace Laksana.Tests.Agenda;

public sealed class AgendaBookTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    [Fact]
    public async Task what_is_sealed_becomes_lines_once_and_what_is_not_is_told_apart()
    {
        using var office = await SealedOffice.NewAsync(fixture.Database, "garis");
        var number = await office.WorkedAsync(2);
        Assert.Empty(await LinesAsync(office, "jfu1"));
        Assert.Equal(5, (await UnsealedAsync(office, "jfu1")).Count);

        await office.SealAsync();
        var sealedOnly = await UnsealedAsync(office, "jfu1");
        Assert.Equal(5, sealedOnly.Count(e => e.Seal == 1));

        await office.FollowAsync();
        await office.FollowAsync();
        Assert.Empty(await UnsealedAsync(office, "jfu1"));
        var lines = await LinesAsync(office, "jfu1");
        Assert.Equal(["step-completed", "step-begun", "step-completed", "step-begun", "case-opened"], lines.Select(l => EventJson.KindOf(l.Happened)));
        Assert.Equal(["periksa", "periksa", "terima", "terima", null], lines.Select(l => l.Step));
        Assert.All(lines, l => Assert.Equal((number, "Uji router", 1L), (l.CaseNumber, l.Subject, l.Seal)));

        await office.Trial.DoAsync("jfu1", number, new AddNote("Sudah ditelepon."));
        Assert.Null(Assert.Single(await UnsealedAsync(office, "jfu1")).Seal);
        await office.FollowAsync();
        Assert.Equal((6, 2L), ((await LinesAsync(office, "jfu1")).Count, (await LinesAsync(office, "jfu1"))[0].Seal));
    }

    [Fact]
    public async Task an_agenda_that_was_emptied_fills_again_to_the_same_lines()
    {
        using var office = await SealedOffice.NewAsync(fixture.Database, "isi-ulang");
        for (var i = 0; i < 3; i++)
        {
            await office.WorkedAsync(i + 1);
            await office.FollowAsync();
        }
        var before = await LinesAsync(office, "jfu1");
        await fixture.Database.DoAsync(office.Id, "delete from agenda_entry where office = $1", office.Id);
        await fixture.Database.DoAsync(office.Id, "delete from seal_follower where office = $1", office.Id);
        await office.Agenda.RunAsync(office.Id, default);
        Assert.Equal(before.Select(l => (l.Place, l.Seal)), (await LinesAsync(office, "jfu1")).Select(l => (l.Place, l.Seal)));
    }

    [Fact]
    public async Task an_officer_sees_no_line_of_a_case_that_he_may_not_see()
    {
        using var office = await SealedOffice.NewAsync(fixture.Database, "terlihat");
        var number = await office.WorkedAsync(2);
        await office.FollowAsync();
        var waiting = await office.WorkedAsync(1);
        foreach (var view in new AgendaView[] { new(), new(Search: "router"), new(Kinds: ["step-completed"]), new(Position: "jfu-x"), new(Procedure: "uji-langkah") })
        {
            Assert.Empty(await LinesAsync(office, "lain", view));
            Assert.Empty(await UnsealedAsync(office, "lain", view));
            Assert.NotEmpty(await LinesAsync(office, "kabid1", view));
            Assert.NotEmpty(await LinesAsync(office, "admin", view, administrator: true));
        }
        Assert.Contains(await UnsealedAsync(office, "kabid1"), l => l.CaseNumber == waiting);

        // Whoever had a hand in it sees it, also when he has left his position.
        await fixture.Database.DoAsync(office.Id, "delete from holding where office = $1 and officer = 'jfu1'", office.Id);
        office.Trial.Offices.Changed(office.Id);
        foreach (var view in new AgendaView[] { new(), new(Search: "router"), new(Kinds: ["step-completed"]), new(Position: "jfu-x") })
            Assert.All(await LinesAsync(office, "jfu1", view), l => Assert.Equal(number, l.CaseNumber));
        Assert.NotEmpty(await LinesAsync(office, "jfu1"));
    }

    [Fact]
    public async Task a_sheet_seen_in_one_version_shows_the_lines_of_cases_that_run_on_it()
    {
        using var office = await SealedOffice.NewAsync(fixture.Database, "versi");
        await office.Trial.Books.EnrolAsync(office.Id, new NewOfficer("loket", "Petugas loket"), default);
        var definition = TrialOffice.Definition.Replace("{0}", office.Id, StringComparison.Ordinal).Replace("peran:", "  loket-x: {nama: Petugas Loket}\nperan:\n  loket: [loket-x]", StringComparison.Ordinal);
        await office.Trial.Books.InstallAsync(office.Id, definition, TrialOffice.Calendar, default);
        await office.Trial.Books.AppointAsync(office.Id, "loket", "loket-x", Capacity.Definitive, null, new DateOnly(2020, 1, 1), null, default);
        var old = await office.WorkedAsync(1);
        await office.Trial.Sheets.PublishAsync(office.Id, TrialOffice.Sheet.Replace("{jfu: JFU,", "{loket: Loket, jfu: JFU,", StringComparison.Ordinal)
            .Replace("kegiatan: Mengarsip, pelaksana: jfu", "kegiatan: Mengarsip, pelaksana: loket", StringComparison.Ordinal), new DateOnly(2020, 1, 2), "installation", "loket", default);
        var later = await office.WorkedAsync(1);
        await office.FollowAsync();
        foreach (var view in new AgendaView[] { new(), new(Search: "router"), new(Kinds: ["case-opened"]), new(Position: "jfu-x") })
            Assert.Equal([later], (await LinesAsync(office, "loket", view)).Select(l => l.CaseNumber).Distinct());
        Assert.Equal([later, old], (await LinesAsync(office, "jfu1")).Select(l => l.CaseNumber).Distinct());
    }

    [Fact]
    public async Task pages_follow_one_another_without_a_gap_or_a_repetition_in_both_directions()
    {
        using var office = await SealedOffice.NewAsync(fixture.Database, "halaman");
        for (var i = 0; i < 4; i++) await office.WorkedAsync(2);
        await office.FollowAsync();
        var whole = await LinesAsync(office, "jfu1");
        Assert.Equal(20, whole.Count);
        foreach (var oldest in new[] { false, true })
        {
            var (seen, after) = (new List<AgendaPlace>(), (AgendaPlace?)null);
            for (var more = true; more; after = seen[^1])
            {
                var page = await Book(office).ReadAsync(await AtWorkAsync(office), "jfu1", false, new AgendaView(After: after, Most: 3) { OldestFirst = oldest }, default);
                seen.AddRange(page.Entries.Select(e => e.Place));
                more = page.More;
            }
            Assert.Equal(oldest ? whole.Select(e => e.Place).Reverse() : whole.Select(e => e.Place), seen);
        }
    }

    [Fact]
    public async Task filters_narrow_by_time_kind_position_and_words()
    {
        using var office = await SealedOffice.NewAsync(fixture.Database, "saring");
        var first = await office.WorkedAsync(1);
        var noon = office.Clock.Now += TimeSpan.FromHours(4);
        var second = await office.WorkedAsync(1, officer: "jfu2");
        await office.FollowAsync();
        Assert.Equal([second], (await LinesAsync(office, "kabid1", new AgendaView(From: noon))).Select(l => l.CaseNumber).Distinct());
        Assert.Equal([first], (await LinesAsync(office, "kabid1", new AgendaView(Until: noon))).Select(l => l.CaseNumber).Distinct());
        Assert.Equal([second], (await LinesAsync(office, "kabid1", new AgendaView(Search: second))).Select(l => l.CaseNumber).Distinct());
        Assert.Equal(2, (await LinesAsync(office, "kabid1", new AgendaView(Kinds: ["step-begun"], Position: "jfu-x"))).Count);
        Assert.Empty(await LinesAsync(office, "kabid1", new AgendaView(Position: "kasi-x")));
        Assert.Empty(await LinesAsync(office, "kabid1", new AgendaView(Search: "tidakada")));
    }

    private AgendaBook Book(SealedOffice office) => new(fixture.Database, office.Trial.Sheets);

    private static async Task<OfficeAtWork> AtWorkAsync(SealedOffice office) => await office.Trial.Offices.GetAsync(office.Id, default);

    private async Task<IReadOnlyList<AgendaEntry>> LinesAsync(SealedOffice office, string officer, AgendaView? view = null, bool administrator = false) =>
        (await Book(office).ReadAsync(await AtWorkAsync(office), officer, administrator, view ?? new AgendaView(), default)).Entries;

    private async Task<IReadOnlyList<AgendaEntry>> UnsealedAsync(SealedOffice office, string officer, AgendaView? view = null) =>
        await new UnsealedActs(fixture.Database, office.Trial.Sheets).ReadAsync(await AtWorkAsync(office), officer, false, view ?? new AgendaView(), default);
}
