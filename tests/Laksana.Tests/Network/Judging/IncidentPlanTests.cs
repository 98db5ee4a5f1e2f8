using FsCheck;
using FsCheck.Fluent;
using Laksana.Network;
using Xunit;

namespace Laksana.Tests.Network.Judging;

public sealed class IncidentPlanTests
{
    private static readonly TimeSpan Reopen = TimeSpan.FromMinutes(60), Grace = TimeSpan.FromSeconds(90);
    private static readonly IReadOnlySet<string> None = new HashSet<string>();

    [Fact]
    public void a_break_opens_one_incident_and_asking_again_opens_no_second()
    {
        var book = new Book(TrialNetwork.Tree(3, 40));
        book.Network.Broken.Add("router-2");
        Assert.Equal("router-2", Assert.IsType<IncidentDecision.Open>(Assert.Single(book.Step())).Cause.Element);
        Assert.Empty(book.Step());
    }

    [Fact]
    public void a_site_that_fell_before_its_router_becomes_part_of_the_router_s_incident()
    {
        var book = new Book(TrialNetwork.Tree(1, 5));
        book.Network.Broken.Add("lokasi-1-1");
        book.Step();
        book.Network.Broken.Add("router-1");
        var open = Assert.IsType<IncidentDecision.Open>(Assert.Single(book.Step()));
        Assert.Equal(("router-1", "1"), (open.Cause.Element, Assert.Single(open.Merging)));
        Assert.Empty(book.Step());
    }

    [Fact]
    public void recovery_closes_it_and_what_stood_behind_has_time_to_come_back()
    {
        var book = new Book(TrialNetwork.Tree(1, 5));
        book.Network.Broken.Add("router-1");
        book.Step();
        book.Network.Broken.Clear();
        book.Network.Silent.UnionWith(["lokasi-1-1", "lokasi-1-2", "lokasi-1-3"]); // not back yet
        Assert.IsType<IncidentDecision.Close>(Assert.Single(book.Step()));
        Assert.Empty(book.Step());
        book.Now += Grace;
        Assert.Equal(["lokasi-1-1", "lokasi-1-2", "lokasi-1-3"], book.Step().OfType<IncidentDecision.Open>().Select(o => o.Cause.Element).Order());
    }

    [Fact]
    public void broken_again_soon_it_is_the_same_incident_and_later_another()
    {
        var book = new Book(TrialNetwork.Tree(1, 5));
        book.Network.Broken.Add("router-1");
        book.Step();
        book.Network.Broken.Clear();
        book.Step();
        book.Now += TimeSpan.FromMinutes(30);
        book.Network.Broken.Add("router-1");
        Assert.Equal("1", Assert.IsType<IncidentDecision.Reopen>(Assert.Single(book.Step())).Number);
        book.Network.Broken.Clear();
        book.Step();
        book.Now += TimeSpan.FromMinutes(90);
        book.Network.Broken.Add("router-1");
        Assert.IsType<IncidentDecision.Open>(Assert.Single(book.Step()));
    }

    [Fact]
    public void an_incident_does_not_end_because_nobody_can_look_nor_because_work_is_announced()
    {
        var book = new Book(TrialNetwork.Tree(1, 5));
        book.Network.Broken.Add("router-1");
        book.Step();
        book.Blind = true;
        Assert.Empty(book.Step());
        book.Blind = false;
        book.Maintained.Add("router-1");
        book.Maintained.UnionWith(book.Network.Graph.Below("router-1"));
        Assert.Empty(book.Step());
        book.Network.Broken.Clear();
        Assert.Empty(book.Step()); // still within the window
        book.Maintained.Clear();
        Assert.IsType<IncidentDecision.Close>(Assert.Single(book.Step()));
    }

    [Fact]
    public void an_element_that_is_watched_no_more_leaves_no_open_incident()
    {
        var book = new Book(new TrialNetwork().Add("a").Add("b"));
        book.Network.Broken.Add("a");
        book.Step();
        book.Network.Measured.Remove("a");
        Assert.True(Assert.IsType<IncidentDecision.Close>(Assert.Single(book.Step())).Dropped);
    }

    [Fact]
    public void whatever_happens_there_is_one_incident_for_a_cause_and_none_without() => Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
    {
        var chance = new Random(seed);
        var book = new Book(TrialNetwork.Any(chance, chance.NextDouble(), onePath: chance.Next(2) == 0));
        var elements = book.Network.All.ToList();
        for (var i = 0; i < 60; i++)
        {
            var one = elements[chance.Next(elements.Count)];
            if (!book.Network.Broken.Remove(one)) book.Network.Broken.Add(one);
            book.Blind = chance.Next(8) == 0;
            book.Now += TimeSpan.FromSeconds(chance.Next(1, 600));
            var decisions = book.Step();
            if (book.Blind) Assert.Empty(decisions.OfType<IncidentDecision.Open>().Concat<IncidentDecision>(decisions.OfType<IncidentDecision.Close>()));
            Assert.Empty(book.Step());
            var open = book.Known.Where(k => k.EndedAt is null).ToList();
            Assert.Equal(open.Count, open.DistinctBy(k => k.Element).Count());
            if (!book.Blind)
            {
                var finding = book.Find();
                Assert.All(open, k => Assert.True(finding.Causes.Any(c => c.Element == k.Element) || finding.RootOf.ContainsKey(k.Element)));
                // A cause has its incident, unless it may still be the echo of one that has just ended.
                Assert.All(finding.Causes, c => Assert.True(open.Any(k => k.Element == c.Element) || book.Known.Any(k => k.EndedAt is { } end && k.Affected.Contains(c.Element) && book.Now - end < Grace)));
            }
        }
        book.Blind = false;
        book.Network.Broken.Clear();
        book.Now += TimeSpan.FromMinutes(5);
        book.Step();
        Assert.DoesNotContain(book.Known, k => k.EndedAt is null);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    /// <summary>Incidents in memory, done as the plan says.</summary>
    private sealed class Book(TrialNetwork network)
    {
        private int _last;

        public TrialNetwork Network { get; } = network;
        public List<KnownIncident> Known { get; private set; } = [];
        public HashSet<string> Maintained { get; } = [];
        public bool Blind { get; set; }
        public DateTimeOffset Now { get; set; } = TrialNetwork.Start;

        private Dictionary<string, ElementView> Views => Blind
            ? Network.Measured.ToDictionary(id => id, _ => new ElementView(Standing.Unknown, Now, false, false, Now, Now))
            : Network.Views(Now);

        public CauseFinding Find() => Causes.Find(Network.Graph, Views, Maintained, Now, TimeSpan.FromSeconds(25));

        public IReadOnlyList<IncidentDecision> Step()
        {
            var decisions = IncidentPlan.Decide(Find(), Views, Maintained, Network.Graph, Known, Now, Reopen, Grace);
            foreach (var decision in decisions) Do(decision);
            return decisions;
        }

        private void Do(IncidentDecision decision)
        {
            switch (decision)
            {
                case IncidentDecision.Open o:
                    Known.Add(new KnownIncident($"{++_last}", o.Cause.Element, o.Cause.Kind, o.Cause.Since, null, o.Cause.Affected.ToHashSet()));
                    Merge(o.Merging);
                    break;
                case IncidentDecision.Reopen r:
                    Change(r.Number, k => k with { EndedAt = null, Affected = r.Cause.Affected.ToHashSet() });
                    Merge(r.Merging);
                    break;
                case IncidentDecision.Widen w:
                    Change(w.Number, k => k with { Affected = w.Cause.Affected.ToHashSet() });
                    Merge(w.Merging);
                    break;
                case IncidentDecision.Close c:
                    Change(c.Number, k => k with { EndedAt = Now });
                    break;
            }
        }

        // What became part of another is none any more.
        private void Merge(IReadOnlyList<string> merged) => Known = [.. Known.Where(k => !merged.Contains(k.Number))];

        private void Change(string number, Func<KnownIncident, KnownIncident> change) => Known = [.. Known.Select(k => k.Number == number ? change(k) : k)];
    }
}
