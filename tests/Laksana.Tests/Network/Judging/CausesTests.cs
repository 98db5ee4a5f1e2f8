using FsCheck;
using FsCheck.Fluent;
using Laksana.Network;
using Xunit;

namespace Laksana.Tests.Network.Judging;

public sealed class CausesTests
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(500);

    [Fact]
    public void a_router_with_forty_sites_behind_it_is_one_cause()
    {
        var network = TrialNetwork.Tree(3, 40);
        network.Broken.Add("router-2");
        var cause = Assert.Single(network.Find().Causes);
        Assert.Equal(("router-2", IncidentKind.Down, 40), (cause.Element, cause.Kind, cause.Affected.Count));
        Assert.DoesNotContain(cause.Affected, a => !a.StartsWith("lokasi-2-", StringComparison.Ordinal));
    }

    [Fact]
    public void a_router_that_nobody_asks_is_presumed_when_all_behind_it_is_away_and_not_before()
    {
        var network = TrialNetwork.Tree(2, 5, routersMeasured: false);
        foreach (var site in Enumerable.Range(1, 5)) network.Broken.Add($"lokasi-1-{site}");
        var cause = Assert.Single(network.Find().Causes);
        Assert.Equal(("router-1", IncidentKind.Presumed, 5), (cause.Element, cause.Kind, cause.Affected.Count));
        network.Broken.Remove("lokasi-1-3");
        Assert.Equal(["lokasi-1-1", "lokasi-1-2", "lokasi-1-4", "lokasi-1-5"], network.Find().Causes.Select(c => c.Element).Order());
    }

    [Fact]
    public void an_unmeasured_link_right_above_may_be_it_as_well()
    {
        var network = new TrialNetwork().Add("inti").Add("sambungan", false, "inti").Add("modem", false, "sambungan").Add("lokasi", true, "modem");
        network.Broken.Add("sambungan");
        var cause = Assert.Single(network.Find().Causes);
        Assert.Equal("lokasi", cause.Element);
        Assert.Equal(["modem", "sambungan"], cause.Between);
    }

    [Fact]
    public void a_router_that_is_silent_but_lets_through_is_no_cause_and_explains_nothing()
    {
        var network = TrialNetwork.Tree(1, 3);
        network.Silent.Add("router-1");
        Assert.Empty(network.Find().Causes);
        network.Broken.Add("lokasi-1-2");
        Assert.Equal("lokasi-1-2", Assert.Single(network.Find().Causes).Element);
    }

    [Fact]
    public void a_service_without_its_database_is_explained_by_it()
    {
        var network = new TrialNetwork().Add("server").Add("basis-data", true, "server").Add("siak", true, "server").Needs("siak", "basis-data");
        network.Broken.Add("basis-data");
        Assert.Equal("basis-data", Assert.Single(network.Find().Causes).Element);
    }

    [Fact]
    public void with_a_second_way_one_broken_way_is_a_cause_and_leaves_the_site_alone()
    {
        var network = new TrialNetwork().Add("jalur-a").Add("jalur-b").Add("lokasi", true, "jalur-a", "jalur-b");
        network.Broken.Add("jalur-a");
        Assert.Equal("jalur-a", Assert.Single(network.Find().Causes).Element);
        network.Broken.Add("jalur-b");
        Assert.Equal(["jalur-a", "jalur-b"], network.Find().Causes.Select(c => c.Element).Order());
    }

    [Fact]
    public void maintenance_blames_nobody()
    {
        var network = TrialNetwork.Tree(2, 5);
        network.Broken.Add("router-1");
        var maintained = network.Graph.Below("router-1").Append("router-1").ToHashSet();
        Assert.Empty(network.Find(maintained: maintained).Causes);
    }

    [Fact]
    public void a_site_waits_while_its_router_has_not_been_asked_since()
    {
        var network = TrialNetwork.Tree(1, 2);
        var now = TrialNetwork.Start;
        var views = network.Views(now);
        views["lokasi-1-1"] = new ElementView(Standing.Down, now.AddSeconds(-12), false, false, now.AddSeconds(-1), now.AddSeconds(-1));
        views["router-1"] = views["router-1"] with { FreshAt = now.AddSeconds(-30) };
        var finding = Causes.Find(network.Graph, views, new HashSet<string>(), now, TimeSpan.FromSeconds(25));
        Assert.Contains("lokasi-1-1", finding.Waiting);
        Assert.Contains("router-1", finding.AskSoon);
        // Asked since, and well: nothing is left to wait for.
        views["router-1"] = views["router-1"] with { FreshAt = now };
        Assert.Empty(Causes.Find(network.Graph, views, new HashSet<string>(), now, TimeSpan.FromSeconds(25)).Waiting);
        // Beginning to fail as well: waits, but not for ever.
        views["router-1"] = views["router-1"] with { Suspect = true };
        Assert.Contains("lokasi-1-1", Causes.Find(network.Graph, views, new HashSet<string>(), now, TimeSpan.FromSeconds(25)).Waiting);
        Assert.Empty(Causes.Find(network.Graph, views, new HashSet<string>(), now.AddSeconds(25), TimeSpan.FromSeconds(25)).Waiting);
    }

    [Fact]
    public void nothing_known_is_nobody_s_fault()
    {
        var network = TrialNetwork.Tree(3, 10);
        var views = network.Measured.ToDictionary(id => id, _ => new ElementView(Standing.Unknown, TrialNetwork.Start, false, false, TrialNetwork.Start, TrialNetwork.Start));
        Assert.Empty(Causes.Find(network.Graph, views, new HashSet<string>(), TrialNetwork.Start, TimeSpan.Zero).Causes);
    }

    [Fact]
    public void where_everything_is_asked_one_break_is_one_cause_and_it_is_that_one() => ForAny((chance, network) =>
    {
        var broken = network.All.ElementAt(chance.Next(network.All.Count));
        network.Broken.Add(broken);
        var cause = Assert.Single(network.Find().Causes);
        Assert.Equal(broken, cause.Element);
        Assert.Equal(network.Graph.Below(broken).Order(), cause.Affected.Order());
    }, measured: 1);

    [Fact]
    public void whatever_breaks_and_whoever_is_asked_nobody_is_blamed_who_must_be_well() => ForAny((chance, network) =>
    {
        for (var breaks = chance.Next(1, 4); breaks > 0; breaks--) network.Broken.Add(network.All.ElementAt(chance.Next(network.All.Count)));
        var finding = network.Find();
        Assert.All(finding.Causes, cause =>
        {
            Assert.False(network.Measured.Contains(cause.Element) && network.Reached(cause.Element));
            // In truth it is out of reach, or everything asked behind it is.
            Assert.True(!network.Reached(cause.Element) || network.Graph.Below(cause.Element).Where(network.Measured.Contains).All(b => !network.Reached(b)));
            Assert.DoesNotContain(cause.Element, finding.RootOf.Keys);
        });
        // What is away is a cause or explained by one; and nothing is explained by what is no cause.
        Assert.All(network.Measured.Where(m => !network.Reached(m)), away => Assert.True(finding.RootOf.ContainsKey(away) || finding.Causes.Any(c => c.Element == away)));
        Assert.All(finding.RootOf.Values, root => Assert.Contains(finding.Causes, c => c.Element == root));
        // Never more causes than breaks where everything is asked.
        if (network.Measured.Count == network.All.Count) Assert.True(finding.Causes.Count <= network.Broken.Count);
    }, onePath: false);

    private static void ForAny(Action<Random, TrialNetwork> holds, double? measured = null, bool onePath = true) => Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
    {
        var chance = new Random(seed);
        holds(chance, TrialNetwork.Any(chance, measured ?? chance.NextDouble(), onePath));
    }).Check(Many);
}
