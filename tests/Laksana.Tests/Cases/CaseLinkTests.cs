using Laksana.Cases;
using Laksana.Officers;
using Laksana.Testing;
using Xunit;

namespace Laksana.Tests.Cases;

/// <summary>Cases that are tied together, and what both tell of it.</summary>
public sealed class CaseLinkTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private static int _offices;

    [Fact]
    public void a_case_is_tied_once_to_another_that_there_is_also_after_its_end()
    {
        var c = new TrialCase().Opened();
        Assert.Equal("reason.needed", c.Refused("jfu1", new LinkCase(TrialCase.Other, LinkKind.Duplicate, " ")));
        Assert.Equal("link.self", c.Refused("jfu1", new LinkCase("UJI-2026-0001", LinkKind.Related, "x")));
        Assert.Equal("link.unknown", c.Refused("jfu1", new LinkCase("UJI-2026-0003", LinkKind.Related, "x")));
        Assert.Equal("case.not-yours", c.Refused("lain", new LinkCase(TrialCase.Other, LinkKind.Related, "x")));
        c.Do("kabid1", new CancelCase("tercatat dua kali"));
        var linked = Assert.IsType<CaseLinked>(Assert.Single(c.Do("jfu1", new LinkCase(TrialCase.Other, LinkKind.Duplicate, "tercatat dua kali"))));
        Assert.Equal((TrialCase.Other, LinkKind.Duplicate, "jfu1"), (linked.Other, linked.Kind, linked.By!.Officer));
        Assert.Equal("link.already", c.Refused("kasi1", new LinkCase(TrialCase.Other, LinkKind.Related, "x")));
        Assert.Equal(CaseStatus.Cancelled, c.State!.Status);
    }

    [Fact]
    public async Task both_cases_tell_of_the_link_and_a_stranger_learns_only_the_number()
    {
        var office = await TrialOffice.NewAsync(fixture.Database, $"tautan-{Interlocked.Increment(ref _offices)}");
        var (first, second) = ((await office.OpenAsync()).Number, (await office.OpenAsync()).Number);
        await office.DoAsync("jfu1", second, new LinkCase(first, LinkKind.Duplicate, "tercatat dua kali"));
        Assert.IsType<CaseAnswer.Refused>(await office.AskAsync("jfu1", first, new LinkCase("UJI-1999-0001", LinkKind.Related, "x")));

        var links = new CaseLinks(fixture.Database, office.Sheets);
        var atWork = await office.Offices.GetAsync(office.Id, default);
        var there = Assert.Single(await links.ReadAsync(atWork, first, "kasi1", false, default));
        Assert.Equal((second, LinkKind.Duplicate, false, CaseStatus.Running), (there.Number, there.Kind, there.Own, there.Status));
        var here = Assert.Single(await links.ReadAsync(atWork, second, "kasi1", false, default));
        Assert.Equal((first, true), (here.Number, here.Own));
        Assert.NotNull(here.Subject);
        Assert.Null(Assert.Single(await links.ReadAsync(atWork, second, "lain", false, default)).Subject);
    }

    [Fact]
    public void what_is_recorded_for_an_acting_superior_keeps_his_capacity_and_warrant_and_old_events_are_still_read()
    {
        var by = new Authority("jfu1", "jfu", Capacity.Definitive, null, "kasi", AuthorityBasis.OnBehalf);
        var acting = new ReportAcknowledged(3, null, null, 5, null) { At = TrialSheet.Monday, By = by with { OnBehalf = new OnBehalf("kasi1", "kasi", "ab", Capacity.Plt, "800/7") } };
        var (kind, version, body) = EventJson.Serialize(acting);
        Assert.Equal((short)2, version);
        Assert.Equal(acting, EventJson.Deserialize(kind, version, body));

        var old = """{"at":"2026-11-16T01:00:00.0000000Z","by":{"officer":"jfu1","position":"jfu","capacity":"definitive","role":"kasi","basis":"onBehalf","onBehalf":{"officer":"kasi1","position":"kasi","signedPaper":"ab"}},"run":3,"queueing":5}"""u8;
        var read = (ReportAcknowledged)EventJson.Deserialize("report-acknowledged", 1, old);
        Assert.Null(read.By!.OnBehalf!.Capacity);
        Assert.Equal((short)1, EventJson.Serialize(read).BodyVersion);
    }
}
