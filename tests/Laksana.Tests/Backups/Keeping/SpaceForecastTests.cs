using Laksana.Backups;
using Xunit;

namespace Laksana.Tests.Backups.Keeping;

public sealed class SpaceForecastTests
{
    private const long Giga = 1L << 30;
    private static readonly DateOnly Today = new(2026, 11, 27);

    [Fact]
    public void a_disk_that_fills_evenly_is_full_when_the_free_space_is_used_up()
    {
        var forecast = SpaceForecast.Of([.. Enumerable.Range(1, 20).Select(ago => Sample(ago, 100 + 2 * ago))], null, Sample(0, 100));
        Assert.Equal(2.0 * Giga, forecast.GrowthPerDay!.Value, 1.0);
        Assert.Equal(Today.AddDays(50), forecast.FullOn);
        Assert.Equal(50, forecast.DaysLeft(Today));
    }

    [Fact]
    public void one_day_of_clearing_up_does_not_hide_that_the_disk_fills()
    {
        // 3 GB a day for three weeks; once 500 GB were thrown away.
        var samples = Enumerable.Range(1, 20).Select(ago => Sample(ago, ago > 8 ? 100 + 3 * ago - 500 + 600 : 100 + 3 * ago + 100)).ToList();
        var forecast = SpaceForecast.Of(samples, null, Sample(0, 200));
        Assert.InRange(forecast.GrowthPerDay!.Value / Giga, 2.5, 3.5);
    }

    [Fact]
    public void a_disk_that_empties_is_never_full() =>
        Assert.Null(SpaceForecast.Of([Sample(3, 10), Sample(2, 20), Sample(1, 30)], null, Sample(0, 40)).FullOn);

    [Fact]
    public void without_history_the_backups_of_late_tell_how_fast_it_goes()
    {
        Assert.Equal(Today.AddDays(10), SpaceForecast.Of([], 10.0 * Giga, Sample(0, 100)).FullOn);
        Assert.Equal((null, null), SpaceForecast.Of([Sample(1, 90)], null, Sample(0, 100)) is var f ? (f.GrowthPerDay, f.FullOn) : default);
    }

    [Fact]
    public void samples_of_another_disk_say_nothing()
    {
        var other = Enumerable.Range(1, 10).Select(ago => new SpaceSample(Today.AddDays(-ago), 5 * Giga * ago, 50 * Giga)).ToList();
        Assert.Null(SpaceForecast.Of(other, null, Sample(0, 100)).GrowthPerDay);
    }

    [Fact]
    public void a_disk_without_room_is_full_today() => Assert.Equal(Today, SpaceForecast.Of([], null, Sample(0, 0)).FullOn);

    [Fact]
    public void growth_so_slow_that_nobody_lives_to_see_it_has_no_date() =>
        Assert.Null(SpaceForecast.Of([], 1, Sample(0, 100)).FullOn);

    private static SpaceSample Sample(int ago, long gigas) => new(Today.AddDays(-ago), gigas * Giga, 1000 * Giga);
}
