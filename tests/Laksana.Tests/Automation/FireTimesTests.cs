using Laksana.Automation;
using Laksana.Procedures;
using Laksana.WorkTime;
using Xunit;

namespace Laksana.Tests.Automation;

public sealed class FireTimesTests
{
    private static readonly WorkCalendar Calendar = new(Laksana.Officers.CalendarFile.Read(MachineOffice.CalendarText, "calendar.yaml", OfficeZone.Wib).Calendar!);

    [Theory]
    [InlineData("0 30 7 ? * MON-FRI", "2026-11-16 07:30:00", "2026-11-16 07:30:00")]
    [InlineData("0 30 7 ? * MON-FRI", "2026-11-16 07:30:04", "2026-11-16 07:30:00")]
    [InlineData("0 30 7 ? * MON-FRI", "2026-11-16 07:29:59", "2026-11-13 07:30:00")] // Monday before its time: Friday's
    [InlineData("0 0 8 1 * ?", "2026-11-30 23:59:59", "2026-11-01 08:00:00")]
    [InlineData("0 0 8 1 1 ?", "2026-11-30 10:00:00", "2026-01-01 08:00:00")]
    [InlineData("0 0 0 29 2 ?", "2026-11-30 10:00:00", "2024-02-29 00:00:00")]
    [InlineData("* * * * * ?", "2026-11-30 10:00:00.5", "2026-11-30 10:00:00")]
    public void a_job_that_comes_late_works_for_the_time_that_was_meant(string cron, string at, string meant) =>
        Assert.Equal(Wib(meant), FireTimes.Latest(cron, OfficeZone.Wib.Zone, Wib(at)));

    [Fact]
    public void a_schedule_that_has_not_begun_has_no_time() => Assert.Null(FireTimes.Latest("0 0 8 1 1 ? 2030", OfficeZone.Wib.Zone, Wib("2026-11-30 10:00:00")));

    [Theory]
    [InlineData(WorkingDayRule.Fire, "2026-11-18 08:00:00", "open")]
    [InlineData(WorkingDayRule.Skip, "2026-11-17 08:00:00", "open")]
    [InlineData(WorkingDayRule.Skip, "2026-11-18 08:00:00", "skip")] // holiday
    [InlineData(WorkingDayRule.Skip, "2026-11-21 08:00:00", "skip")] // Saturday
    [InlineData(WorkingDayRule.Shift, "2026-11-18 08:00:00", "2026-11-19 08:00:00")]
    [InlineData(WorkingDayRule.Shift, "2026-11-21 22:15:00", "2026-11-23 22:15:00")]
    [InlineData(WorkingDayRule.Shift, "2026-11-22 08:00:00", "2026-11-23 08:00:00")]
    [InlineData(WorkingDayRule.Shift, "2026-11-23 08:00:00", "open")]
    public void the_sheets_rule_decides_on_a_day_off(WorkingDayRule rule, string at, string expected)
    {
        var what = FireTimes.Decide(rule, Calendar, Wib(at)) switch
        {
            Firing.Open => "open",
            Firing.Skip => "skip",
            Firing.Shift shift => shift.To == Wib(expected) ? expected : shift.To.ToString("O"),
            _ => "",
        };
        Assert.Equal(expected, what);
    }

    internal static DateTimeOffset Wib(string text) => new DateTimeOffset(DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.FromHours(7)).ToUniversalTime();
}
