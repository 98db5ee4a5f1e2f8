using Laksana.Notices;
using Laksana.Testing;
using Laksana.WorkTime;
using Xunit;

namespace Laksana.Tests.Notices;

public sealed class QuietTimeTests
{
    private static readonly QuietHours Night = new(new TimeOnly(21, 0), new TimeOnly(6, 0));
    private static readonly QuietHours Noon = new(new TimeOnly(12, 0), new TimeOnly(13, 0));

    [Theory]
    [InlineData("2026-11-20T20:59", false, "2026-11-20T20:59")]
    [InlineData("2026-11-20T21:00", false, "2026-11-21T06:00")]
    [InlineData("2026-11-21T05:59", false, "2026-11-21T06:00")]
    [InlineData("2026-11-20T12:30", false, "2026-11-20T13:00")]
    [InlineData("2026-11-20T22:00", true, "2026-11-23T06:00")]
    [InlineData("2026-11-21T10:00", true, "2026-11-23T06:00")]
    public async Task quiet_hours_and_days_off_end_when_the_office_says(string from, bool daysOff, string expected)
    {
        var calendar = await CalendarAsync();
        Assert.Equal(At(expected), QuietTime.NextAllowed(At(from), calendar, [Night, Noon], daysOff));
    }

    [Fact]
    public async Task a_day_that_is_quiet_throughout_does_not_hold_a_message_for_ever()
    {
        var always = new QuietHours(new TimeOnly(0, 0), new TimeOnly(12, 0));
        var rest = new QuietHours(new TimeOnly(12, 0), new TimeOnly(0, 0));
        Assert.Equal(At("2026-11-20T10:00"), QuietTime.NextAllowed(At("2026-11-20T10:00"), await CalendarAsync(), [always, rest], false));
    }

    [Theory]
    [InlineData("2026-11-20T06:59", "2026-11-20T07:00")]
    [InlineData("2026-11-20T07:00", "2026-11-21T07:00")]
    public async Task the_summary_comes_at_the_next_time_of_day(string since, string expected) =>
        Assert.Equal(At(expected), QuietTime.NextSummary(At(since), await CalendarAsync(), new TimeOnly(7, 0)));

    private static DateTimeOffset At(string local) => new DateTimeOffset(DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.FromHours(7)).ToUniversalTime();

    private static async Task<WorkCalendar> CalendarAsync()
    {
        await using var database = await TestDatabase.NewAsync();
        var office = await TrialOffice.NewAsync(database, "jam");
        await office.Books.InstallAsync("jam2", TrialOffice.Definition.Replace("{0}", "jam2", StringComparison.Ordinal), """
            jam-kerja:
              senin:  ["07:30-16:00"]
              selasa: ["07:30-16:00"]
              rabu:   ["07:30-16:00"]
              kamis:  ["07:30-16:00"]
              jumat:  ["07:30-16:00"]
            """, default);
        return (await office.Offices.GetAsync("jam2", default)).Calendar;
    }
}
