using Laksana.Measures;
using Xunit;

namespace Laksana.Tests.Measures;

public sealed class HistogramTests
{
    [Fact]
    public void quantiles_are_told_within_six_percent()
    {
        var chance = new Random(11);
        var lengths = Enumerable.Range(0, 5000).Select(_ => (int)Math.Exp(chance.NextDouble() * 9 + 4)).ToList();
        var histogram = new Histogram();
        lengths.ForEach(histogram.Add);
        lengths.Sort();
        foreach (var share in new[] { 0.1, 0.5, 0.8, 0.9, 0.99 })
        {
            var exact = lengths[(int)Math.Ceiling(share * lengths.Count) - 1];
            Assert.InRange(histogram.Quantile(share)!.Value, exact * 0.94, exact * 1.06);
            Assert.InRange(histogram.ShareWithin(exact), share - 0.02, share + 0.02);
        }
    }

    [Fact]
    public void months_of_different_lengths_add_up()
    {
        var (first, second, both) = (new Histogram(), new Histogram(), new Histogram());
        foreach (var seconds in new[] { 0, 30, 90 }) { first.Add(seconds); both.Add(seconds); }
        foreach (var seconds in new[] { 40_000, 30 }) { second.Add(seconds); both.Add(seconds); }
        var sum = new Histogram();
        sum.Add(first.ToArray());
        sum.Add(second.ToArray());
        Assert.Equal(both.ToArray(), sum.ToArray());
        Assert.Equal(5, sum.Count);
        Assert.Null(new Histogram().Quantile(0.5));
    }

    [Fact]
    public void the_longest_time_there_is_finds_a_place()
    {
        var histogram = new Histogram();
        histogram.Add(int.MaxValue);
        Assert.True(histogram.Quantile(0.5) > 0);
    }
}
