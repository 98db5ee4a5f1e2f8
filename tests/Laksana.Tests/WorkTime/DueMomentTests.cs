using Laksana.WorkTime;
using Xunit;
using static Laksana.Tests.WorkTime.ExampleOffice;

namespace Laksana.Tests.WorkTime;

/// <summary>The worked examples of docs/working-time.md, and the edges they do not mention.</summary>
public sealed class DueMomentTests
{
    private static DateTimeOffset? Due(DateTimeOffset start, string amount, params IReadOnlyList<Standstill> standstills) =>
        OfficeCalendar.Due(start, Amount(amount), standstills).At;

    [Fact]
    public void minutes_go_on_after_the_weekend_and_the_holiday() =>
        Assert.Equal(Wib(8, 18, 7, 50), Due(Wib(8, 14, 15, 40), "40 menit"));

    [Fact]
    public void the_break_counts_nothing() => Assert.Equal(Wib(8, 13, 13, 10), Due(Wib(8, 13, 11, 50), "20 menit"));

    [Fact]
    public void what_ends_with_the_day_is_due_at_its_end() => Assert.Equal(Wib(8, 13, 16, 15), Due(Wib(8, 13, 16, 5), "10 menit"));

    [Fact]
    public void outside_working_hours_counting_begins_with_the_next_period()
    {
        Assert.Equal(Wib(8, 13, 13, 5), Due(Wib(8, 13, 12, 20), "5 menit"));
        Assert.Equal(Wib(8, 24, 7, 35), Due(Wib(8, 22, 23, 0), "5 menit"));
    }

    [Fact]
    public void the_upper_end_of_a_range_counts() => Assert.Equal(Wib(8, 13, 9, 30), Due(Wib(8, 13, 9, 0), "10 - 30 Menit"));

    [Fact]
    public void a_day_begun_with_the_working_day_ends_with_it()
    {
        Assert.Equal(Wib(8, 24, 16, 15), Due(Wib(8, 24, 7, 30), "1 hari"));
        Assert.Equal(Wib(8, 24, 16, 15), Due(Wib(8, 22, 10, 0), "1 hari"));
        Assert.Equal(Wib(8, 12, 16, 15), Due(Wib(8, 3, 7, 30), "8 hari kerja"));
    }

    [Fact]
    public void a_day_begun_a_fifth_into_friday_ends_a_fifth_into_monday() =>
        Assert.Equal(Wib(8, 24, 9, 3), Due(Wib(8, 21, 8, 48), "1 hari"));

    [Fact]
    public void a_day_keeps_its_share_into_ramadan_hours() =>
        Assert.Equal(Wib(2, 18, 11, 15), Due(Wib(2, 17, 11, 22, 30), "1 hari"));

    [Fact]
    public void a_day_closed_in_the_morning_is_still_one_day() =>
        Assert.Equal(Wib(8, 14, 16, 0), Due(Wib(8, 13, 7, 30), "2 hari"));

    [Fact]
    public void days_come_before_minutes() => Assert.Equal(Wib(8, 7, 9, 30), Due(Wib(8, 6, 7, 30), "1 hari 2 jam"));

    [Fact]
    public void a_share_that_falls_between_seconds_is_rounded_up() =>
        // One second into a day of 27,900 s is 0.84 s into one of 23,400 s.
        Assert.Equal(Wib(8, 7, 7, 30, 1), Due(Wib(8, 6, 7, 30, 1), "1 hari"));

    [Fact]
    public void a_pause_takes_its_working_time_out()
    {
        Standstill pause = new(Wib(8, 3, 9, 30), Wib(8, 4, 10, 0), "menunggu penyedia");

        Assert.Equal(Wib(8, 4, 10, 30), Due(Wib(8, 3, 9, 0), "1 jam", pause));
        Assert.Equal(Wib(8, 3, 9, 30), Due(Wib(8, 3, 9, 0), "30 menit", pause));
        Assert.Equal(Wib(8, 4, 10, 20), Due(Wib(8, 3, 17, 0), "20 menit", pause with { From = Wib(8, 3, 16, 0) }));
    }

    [Fact]
    public void a_day_paused_in_its_middle_needs_the_rest_of_its_share()
    {
        // Three fifths of Friday are used (08:48 is one fifth, 14:42 four fifths); two fifths remain for Monday: 186 minutes.
        Standstill pause = new(Wib(8, 21, 14, 42), Wib(8, 24, 7, 30), "menunggu penyedia");

        Assert.Equal(Wib(8, 24, 10, 36), Due(Wib(8, 21, 8, 48), "1 hari", pause));
    }

    [Fact]
    public void pauses_that_overlap_count_once()
    {
        Standstill[] pauses =
        [
            new(Wib(8, 3, 10, 0), Wib(8, 3, 11, 0), "b"),
            new(Wib(8, 3, 9, 30), Wib(8, 3, 10, 30), "a"),
            new(Wib(8, 3, 9, 10), Wib(8, 3, 9, 10), "tanpa lama"),
            new(Wib(8, 3, 9, 20), Wib(8, 3, 9, 10), "terbalik"),
        ];

        Assert.Equal(Wib(8, 3, 11, 30), Due(Wib(8, 3, 9, 0), "1 jam", pauses));
    }

    [Fact]
    public void while_the_clock_stands_still_nobody_knows_the_due_moment()
    {
        Standstill open = new(Wib(8, 3, 9, 30), null, "menunggu penyedia");

        var due = OfficeCalendar.Due(Wib(8, 3, 9, 0), Amount("1 jam"), [open]);

        Assert.True(due.IsPaused);
        Assert.Null(due.At);
        Assert.False(due.HasPassed(Wib(12, 31, 0, 0)));
        Assert.True(OfficeCalendar.Due(Wib(8, 3, 9, 0), WorkAmount.OfDays(3), [open with { From = Wib(8, 1, 9, 0) }]).IsPaused);
    }

    [Fact]
    public void a_limit_that_passed_before_the_pause_stays_passed()
    {
        Standstill open = new(Wib(8, 3, 10, 0), null, "menunggu penyedia");

        var due = OfficeCalendar.Due(Wib(8, 3, 9, 0), Amount("1 jam"), [open]);

        Assert.Equal(Wib(8, 3, 10, 0), due.At);
        Assert.False(due.HasPassed(Wib(8, 3, 10, 0)));
        Assert.True(due.HasPassed(Wib(8, 3, 10, 0, 1)));
    }

    [Fact]
    public void the_moment_is_in_utc_and_follows_the_offices_zone()
    {
        var wit = new WorkCalendar(Definition with { Zone = OfficeZone.Wit });

        var due = wit.Due(new(2026, 8, 12, 22, 30, 0, TimeSpan.Zero), WorkAmount.OfMinutes(10), []).At;

        Assert.Equal(new(2026, 8, 12, 22, 40, 0, TimeSpan.Zero), due);
        Assert.Equal(TimeSpan.Zero, due!.Value.Offset);
    }

    [Fact]
    public void nothing_is_due_at_once_and_less_than_nothing_is_refused()
    {
        Assert.Equal(Wib(8, 15, 10, 0), OfficeCalendar.Due(Wib(8, 15, 10, 0), default, []).At);
        Assert.Throws<ArgumentOutOfRangeException>(() => OfficeCalendar.Due(Wib(8, 15, 10, 0), WorkAmount.OfDays(-1), []));
        Assert.Throws<ArgumentOutOfRangeException>(() => OfficeCalendar.Due(Wib(8, 15, 10, 0), WorkAmount.OfMinutes(-1), []));
    }

    [Fact]
    public void an_office_open_day_and_night_counts_every_minute()
    {
        IReadOnlyList<WorkInterval> always = Intervals("00:00-24:00");
        var calendar = new WorkCalendar(new() { Zone = OfficeZone.Wita, Hours = Enum.GetValues<DayOfWeek>().ToDictionary(d => d, _ => always) });

        Assert.Equal(Wib(8, 16, 3, 0), calendar.Due(Wib(8, 14, 2, 0), WorkAmount.OfMinutes(49 * 60), []).At);
        Assert.Equal(Wib(8, 16, 2, 0), calendar.Due(Wib(8, 14, 2, 0), WorkAmount.OfDays(2), []).At);
        Assert.Equal(TimeSpan.FromHours(49), calendar.Worked(Wib(8, 14, 2, 0), Wib(8, 16, 3, 0), []));
    }

    [Fact]
    public void working_time_between_two_moments_leaves_out_nights_breaks_and_pauses()
    {
        Standstill pause = new(Wib(8, 3, 11, 0), Wib(8, 3, 13, 30), "menunggu penyedia");

        Assert.Equal(new(0, 44, 30), OfficeCalendar.Worked(Wib(8, 14, 15, 40), Wib(8, 18, 7, 54, 30), []));
        Assert.Equal(TimeSpan.FromMinutes(465 - 90), OfficeCalendar.Worked(Wib(8, 3, 0, 0), Wib(8, 3, 23, 59), [pause]));
        Assert.Equal(TimeSpan.FromMinutes(210), OfficeCalendar.Worked(Wib(8, 3, 0, 0), Wib(8, 5, 0, 0), [pause with { Until = null }]));
        Assert.Equal(TimeSpan.Zero, OfficeCalendar.Worked(Wib(8, 5, 9, 0), Wib(8, 3, 9, 0), []));
    }
}
