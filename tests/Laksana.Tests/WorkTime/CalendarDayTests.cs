using Laksana.WorkTime;
using Xunit;
using static Laksana.Tests.WorkTime.ExampleOffice;

namespace Laksana.Tests.WorkTime;

public sealed class CalendarDayTests
{
    [Theory]
    [InlineData(2026, 8, 13, null, null)]
    [InlineData(2026, 8, 15, DayOffKind.Weekend, "akhir pekan")]
    [InlineData(2026, 8, 17, DayOffKind.Holiday, "Hari Kemerdekaan RI")]
    [InlineData(2026, 12, 24, DayOffKind.JointLeave, "Cuti bersama Natal")]
    [InlineData(2026, 9, 1, DayOffKind.Closure, "Pindah gedung")]
    public void a_day_off_has_its_kind_and_name(int year, int month, int day, DayOffKind? kind, string? name)
    {
        using var indonesian = new Speaking("id");
        var date = new DateOnly(year, month, day);

        Assert.Equal(kind is null, OfficeCalendar.IsWorkingDay(date));
        Assert.Equal(kind, OfficeCalendar.DayOffKindOf(date));
        Assert.Equal(name, OfficeCalendar.DayOffName(date));
        Assert.Equal(kind is null, OfficeCalendar.HoursOf(date).Count > 0);
    }

    [Fact]
    public void the_next_working_day_passes_over_everything_that_is_off()
    {
        Assert.Equal(new(2026, 8, 14), OfficeCalendar.NextWorkingDay(new(2026, 8, 13)));
        Assert.Equal(new(2026, 8, 18), OfficeCalendar.NextWorkingDay(new(2026, 8, 14)));
        Assert.Equal(new(2026, 12, 28), OfficeCalendar.NextWorkingDay(new(2026, 12, 23)));
    }

    [Fact]
    public void a_closure_by_the_hour_takes_only_its_hours()
    {
        Assert.Equal(Intervals("10:00-11:30 13:30-16:00"), OfficeCalendar.HoursOf(new(2026, 8, 14)));
        Assert.True(OfficeCalendar.IsWorkingDay(new(2026, 8, 14)));
    }

    [Fact]
    public void closures_that_leave_no_hours_make_a_day_off()
    {
        var calendar = new WorkCalendar(Definition with
        {
            Closures = [new(new(2026, 8, 18), "Pagi", Interval("07:00-12:30")), new(new(2026, 8, 18), "Siang", Interval("12:30-24:00"))],
        });

        Assert.False(calendar.IsWorkingDay(new(2026, 8, 18)));
        Assert.Equal(DayOffKind.Closure, calendar.DayOffKindOf(new(2026, 8, 18)));
        Assert.Equal("Pagi", calendar.DayOffName(new(2026, 8, 18)));
    }

    [Fact]
    public void a_season_replaces_the_hours_of_the_days_it_names_and_no_others()
    {
        using var indonesian = new Speaking("id");
        var calendar = new WorkCalendar(Definition with
        {
            Seasons = [new("Bencana", new(2026, 8, 17), new(2026, 8, 23), new Dictionary<DayOfWeek, IReadOnlyList<WorkInterval>>
            {
                [DayOfWeek.Tuesday] = Intervals("09:00-10:00"),
                [DayOfWeek.Wednesday] = [],
                [DayOfWeek.Sunday] = Intervals("09:00-12:00"),
            })],
        });

        Assert.Equal(Intervals("09:00-10:00"), calendar.HoursOf(new(2026, 8, 18)));
        Assert.Equal("Bencana", calendar.SeasonOf(new(2026, 8, 18)));
        Assert.Equal(DayOffKind.FreeDay, calendar.DayOffKindOf(new(2026, 8, 19)));
        Assert.Equal("bukan hari kerja", calendar.DayOffName(new(2026, 8, 19)));
        Assert.Equal(Intervals("07:30-12:00 13:00-16:15"), calendar.HoursOf(new(2026, 8, 20)));
        Assert.Equal(Intervals("09:00-12:00"), calendar.HoursOf(new(2026, 8, 23)));
        Assert.Null(calendar.SeasonOf(new(2026, 8, 25)));
        Assert.Equal(Intervals("07:30-12:00 13:00-16:15"), calendar.HoursOf(new(2026, 8, 25)));
    }

    [Fact]
    public void the_working_day_lasts_until_its_last_hour_with_the_break_inside()
    {
        Assert.Null(OfficeCalendar.OpenUntil(Wib(8, 13, 7, 29)));
        Assert.Equal(Wib(8, 13, 16, 15), OfficeCalendar.OpenUntil(Wib(8, 13, 7, 30)));
        Assert.Equal(Wib(8, 13, 16, 15), OfficeCalendar.OpenUntil(Wib(8, 13, 12, 30)));
        Assert.Null(OfficeCalendar.OpenUntil(Wib(8, 13, 16, 15)));
        Assert.Null(OfficeCalendar.OpenUntil(Wib(8, 15, 9, 0)));
    }

    [Fact]
    public void the_clock_runs_in_working_hours_only()
    {
        Assert.True(OfficeCalendar.IsWorkingTime(Wib(8, 13, 11, 59, 59)));
        Assert.False(OfficeCalendar.IsWorkingTime(Wib(8, 13, 12, 0)));
        Assert.Equal(Wib(8, 13, 13, 0), OfficeCalendar.OpensAt(Wib(8, 13, 12, 0)));
        Assert.Equal(Wib(8, 13, 9, 0), OfficeCalendar.OpensAt(Wib(8, 13, 9, 0)));
        Assert.Equal(Wib(8, 18, 7, 30), OfficeCalendar.OpensAt(Wib(8, 14, 16, 0)));
    }

    [Fact]
    public void moments_are_shown_in_the_offices_zone_and_read_from_it()
    {
        var wit = new WorkCalendar(Definition with { Zone = OfficeZone.Wit });
        var evening = new DateTimeOffset(2026, 8, 13, 16, 0, 0, TimeSpan.Zero);

        Assert.Equal(TimeSpan.FromHours(9), wit.ToLocal(evening).Offset);
        Assert.Equal(new(2026, 8, 14), wit.DateOf(evening));
        Assert.Equal(new(2026, 8, 13), OfficeCalendar.DateOf(evening));
        Assert.Equal(evening, wit.ToInstant(new(2026, 8, 14), new(1, 0)));
        Assert.Equal(TimeSpan.Zero, wit.ToInstant(new(2026, 8, 14), new(1, 0)).Offset);
    }

    [Fact]
    public void dates_outside_the_years_of_the_calendar_have_the_ordinary_week()
    {
        Assert.True(OfficeCalendar.IsWorkingDay(new(1999, 12, 31)));
        Assert.False(OfficeCalendar.IsWorkingDay(new(2200, 1, 4)));
        Assert.Equal(Wib(1, 6, 7, 40, year: 2200), OfficeCalendar.Due(Wib(1, 3, 16, 5, year: 2200), WorkAmount.OfMinutes(10), []).At);
    }
}
