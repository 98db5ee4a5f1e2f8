using Laksana.Network;
using Xunit;

namespace Laksana.Tests.Network.Watching;

public sealed class TimetableTests
{
    [Fact]
    public void five_thousand_targets_are_spread_over_their_ten_seconds_and_each_comes_once_in_them()
    {
        var table = new Timetable();
        table.Replace([.. Enumerable.Range(1, 5000).Select(n => (n, TimeSpan.FromSeconds(10)))], 0);
        var seen = new Dictionary<int, int>();
        var most = 0;
        for (var now = 0L; now <= 60_000; now += 50)
        {
            var due = table.TakeDue(now, int.MaxValue).ToList();
            most = Math.Max(most, due.Count);
            foreach (var (target, late) in due)
            {
                Assert.InRange(late, 0, 50);
                seen[target] = seen.GetValueOrDefault(target) + 1;
            }
        }
        Assert.InRange(most, 20, 35); // 25 in a twentieth of a second
        Assert.Equal(5000, seen.Count);
        Assert.DoesNotContain(seen.Values, times => times != 6);
    }

    [Fact]
    public void a_target_asked_early_keeps_its_turn_and_turns_missed_are_not_made_up_for()
    {
        var table = new Timetable();
        table.Replace([(1, TimeSpan.FromSeconds(10))], 0);
        var turn = table.NextDue!.Value;
        table.Soon(1, turn - 3000);
        Assert.Equal(1, table.TakeDue(turn - 3000, 10).Single().Target);
        Assert.Empty(table.TakeDue(turn - 1, 10));
        Assert.Single(table.TakeDue(turn, 10));
        Assert.Single(table.TakeDue(turn + 95_000, 10));
        Assert.Empty(table.TakeDue(turn + 99_999, 10));
        Assert.Single(table.TakeDue(turn + 100_000, 10));
    }

    [Fact]
    public void another_map_keeps_the_turns_of_what_goes_on()
    {
        var table = new Timetable();
        table.Replace([(1, TimeSpan.FromSeconds(10)), (2, TimeSpan.FromSeconds(10))], 0);
        table.Replace([(2, TimeSpan.FromSeconds(10)), (3, TimeSpan.FromSeconds(5))], 0);
        Assert.Equal([2, 3, 3], Enumerable.Range(0, 200).SelectMany(i => table.TakeDue(i * 50, 10)).Select(t => t.Target).Order());
    }
}
