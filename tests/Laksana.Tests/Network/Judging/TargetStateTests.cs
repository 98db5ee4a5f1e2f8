using FsCheck;
using FsCheck.Fluent;
using Laksana.Network;
using Laksana.Network.Probes;
using Xunit;

namespace Laksana.Tests.Network.Judging;

/// <summary>What is believed of a target after any results.</summary>
public sealed class TargetStateTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 16, 1, 0, 0, TimeSpan.Zero);
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(400);
    private static readonly TargetRule Rule = new(3, 2, TimeSpan.FromSeconds(10));

    [Fact]
    public void down_is_believed_after_the_third_failure_and_counts_from_the_first()
    {
        var state = After("UUUDD");
        Assert.Equal((Standing.Up, true), (state.Standing, state.Suspect));
        state = After("UUUDDD");
        Assert.Equal((Standing.Down, Start.AddSeconds(30), Start.AddSeconds(50)), (state.Standing, state.Since, state.HardAt));
    }

    [Fact]
    public void going_well_again_needs_two_answers_and_counts_from_the_first()
    {
        Assert.Equal(Standing.Down, After("UDDDDU").Standing);
        var state = After("UDDDDUU");
        Assert.Equal((Standing.Up, Start.AddSeconds(50)), (state.Standing, state.Since));
        Assert.Equal(Standing.Down, After("UDDDDUDU").Standing);
    }

    [Fact]
    public void an_unknown_result_neither_counts_nor_ends_a_row()
    {
        Assert.Equal(Standing.Up, After("UDD?").Standing);
        Assert.Equal(Standing.Down, After("UDD?D").Standing);
        Assert.Equal((Standing.Unknown, Standing.Up), (After("UU??").Standing, After("UU??").Hard));
        Assert.Equal(Standing.Up, After("UU????????U").Standing);
    }

    [Fact]
    public void answers_that_are_not_as_they_should_be_degrade() =>
        Assert.Equal((Standing.Degraded, Standing.Up, Standing.Down), (After("UUSSS").Standing, After("UUSSSUU").Standing, After("UUSSSDDD").Standing));

    [Theory]
    [InlineData("UDUDUDUDUDUDUDUDUDUDUDUD")]
    [InlineData("UUDDDUUDDDUUDDDUUDDDUUDDDUUDDD")]
    public void what_comes_and_goes_is_flapping_and_ends_when_it_is_calm(string results)
    {
        var state = After(results);
        Assert.True(state.Flapping);
        Assert.True(ElementView.Of([(state, TargetMeaning.Decides)]).IsBroken);
        var calm = After(results + new string('U', 32));
        Assert.Equal((false, Standing.Up), (calm.Flapping, calm.Standing));
    }

    [Fact]
    public void a_single_outage_is_no_flapping() => Assert.False(After("UUUUUUDDDDDDUUUUUUUU").Flapping);

    [Fact]
    public void whatever_comes_only_rows_of_results_change_what_is_believed() => ForAny((results, rule) =>
    {
        var (state, known) = (TargetState.New, new List<ProbeOutcome>());
        for (var i = 0; i < results.Count; i++)
        {
            var next = state.Next(results[i], Start.AddSeconds(10 * i), rule);
            if (results[i] != ProbeOutcome.Unknown) known.Add(results[i]);
            else Assert.Equal(state.Hard, next.Hard);
            if (next.Hard == Standing.Down && state.Hard != Standing.Down)
            {
                Assert.All(known.TakeLast(rule.Checks), o => Assert.Equal(ProbeOutcome.Down, o));
                Assert.True(known.Count >= rule.Checks);
            }
            if (state.Hard == Standing.Down && next.Hard != Standing.Down) Assert.DoesNotContain(ProbeOutcome.Down, known.TakeLast(rule.Recoveries));
            if (state.Hard == Standing.Degraded && next.Hard == Standing.Up) Assert.All(known.TakeLast(rule.Recoveries), o => Assert.Equal(ProbeOutcome.Up, o));
            Assert.True(next.Since <= next.HardAt && next.HardAt <= next.LastAt);
            Assert.True(next.Changes.Count <= TargetRule.FlapChanges);
            state = next;
        }
    });

    [Fact]
    public void while_it_flaps_nothing_begins_or_ends() => ForAny((results, rule) =>
    {
        var state = TargetState.New;
        var turns = 0;
        for (var i = 0; i < results.Count; i++)
        {
            var next = state.Next(results[i], Start.AddSeconds(10 * i), rule);
            var (was, now) = (View(state), View(next));
            if (state.Flapping && next.Flapping && next.Standing != Standing.Unknown && state.Standing != Standing.Unknown) Assert.True(was.IsBroken && now.IsBroken);
            if (next.Flapping != state.Flapping) turns++;
            state = next;
        }
        // Each begin needs a window of results, each end a calm one.
        Assert.InRange(turns, 0, 2 * results.Count / (int)(rule.Calm / TimeSpan.FromSeconds(10)) + 1);
    });

    [Fact]
    public void steady_results_always_settle_it() => ForAny((results, rule) =>
    {
        var any = results.Aggregate((State: TargetState.New, At: Start), (s, r) => (s.State.Next(r, s.At, rule), s.At.AddSeconds(10)));
        foreach (var (outcome, standing) in new[] { (ProbeOutcome.Up, Standing.Up), (ProbeOutcome.Down, Standing.Down), (ProbeOutcome.Degraded, Standing.Degraded), (ProbeOutcome.Unknown, Standing.Unknown) })
        {
            var (state, at) = any;
            for (var i = 0; i < 60; i++, at = at.AddSeconds(10)) state = state.Next(outcome, at, rule);
            Assert.Equal(standing, state.Standing);
            if (outcome != ProbeOutcome.Unknown) Assert.False(state.Flapping);
        }
    });

    private static ElementView View(TargetState state) => ElementView.Of([(state, TargetMeaning.Decides)]);

    private static TargetState After(string results) => results.Index().Aggregate(TargetState.New, (s, r) => s.Next(Outcome(r.Item), Start.AddSeconds(10 * r.Index), Rule));

    private static ProbeOutcome Outcome(char c) => c switch { 'U' => ProbeOutcome.Up, 'D' => ProbeOutcome.Down, 'S' => ProbeOutcome.Degraded, _ => ProbeOutcome.Unknown };

    /// <summary>Any results: calm ones, rows, and noise.</summary>
    private static void ForAny(Action<List<ProbeOutcome>, TargetRule> holds) => Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
    {
        var chance = new Random(seed);
        var results = new List<ProbeOutcome>();
        while (results.Count < 300) results.AddRange(Enumerable.Repeat((ProbeOutcome)chance.Next(4), chance.Next(1, chance.Next(2) == 0 ? 3 : 30)));
        holds(results, new TargetRule(chance.Next(1, 6), chance.Next(1, 5), TimeSpan.FromSeconds(10)));
    }).Check(Many);
}
