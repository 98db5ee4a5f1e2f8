using Laksana.WorkTime;
using Xunit;
using static Laksana.Tests.WorkTime.ExampleOffice;

namespace Laksana.Tests.WorkTime;

public sealed class CalendarDefinitionTests
{
    [Fact]
    public void the_example_office_has_no_problems_and_works_37_and_a_half_hours_a_week()
    {
        Assert.Empty(Definition.FindProblems());
        Assert.Equal(37.5 * 60, Definition.Hours.Values.SelectMany(d => d).Sum(h => h.Minutes));
    }

    [Fact]
    public void every_problem_is_listed_with_its_place()
    {
        var wrong = Definition with
        {
            MinutesPerDay = 0,
            Hours = new Dictionary<DayOfWeek, IReadOnlyList<WorkInterval>>
            {
                [DayOfWeek.Monday] = Intervals("12:00-07:30 09:00-09:00"),
                [DayOfWeek.Tuesday] = Intervals("07:30-12:00 11:59-16:00"),
                [DayOfWeek.Wednesday] = [new(new(7, 30, 1), new(12, 0))],
            },
            Seasons =
            [
                new("Ramadan", new(2026, 3, 19), new(2026, 2, 18), Week("15:00-08:00", "08:00-15:00")),
                new(" ", new(2026, 4, 1), new(2026, 4, 30), Week("08:00-15:00", "08:00-15:00")),
                new("Bencana", new(2026, 4, 30), new(2226, 5, 1), Week("08:00-15:00", "08:00-15:00")),
            ],
            Holidays = new Dictionary<DateOnly, string> { [new(226, 1, 1)] = "Tahun Baru", [new(2026, 5, 1)] = "Hari Buruh" },
            JointLeave = new Dictionary<DateOnly, string> { [new(2026, 5, 1)] = "Cuti", [new(2026, 5, 2)] = "" },
            Closures =
            [
                new(new(2026, 6, 1), "a", Interval("08:00-10:00")),
                new(new(2026, 6, 1), "b", Interval("09:00-11:00")),
                new(new(2026, 6, 2), "c", Interval("10:00-08:00")),
                new(new(2026, 6, 3), "d"),
                new(new(2026, 6, 3), "e"),
            ],
        };

        var exception = Assert.Throws<InvalidCalendarException>(() => new WorkCalendar(wrong));

        Assert.Equal(
            [
                (CalendarPart.Hours, null, DayOfWeek.Monday, null),
                (CalendarPart.Hours, null, DayOfWeek.Monday, null),
                (CalendarPart.Hours, null, DayOfWeek.Tuesday, null),
                (CalendarPart.Hours, null, DayOfWeek.Wednesday, null),
                (CalendarPart.MinutesPerDay, null, null, null),
                (CalendarPart.Seasons, 0, DayOfWeek.Monday, null),
                (CalendarPart.Seasons, 0, DayOfWeek.Tuesday, null),
                (CalendarPart.Seasons, 0, DayOfWeek.Wednesday, null),
                (CalendarPart.Seasons, 0, DayOfWeek.Thursday, null),
                (CalendarPart.Seasons, 0, null, null),
                (CalendarPart.Seasons, 1, null, null),
                (CalendarPart.Seasons, 2, null, null),
                (CalendarPart.Seasons, 2, null, null),
                (CalendarPart.Holidays, null, null, new DateOnly(226, 1, 1)),
                (CalendarPart.JointLeave, null, null, new DateOnly(2026, 5, 2)),
                (CalendarPart.JointLeave, null, null, new DateOnly(2026, 5, 1)),
                (CalendarPart.Closures, null, null, new DateOnly(2026, 6, 1)),
                (CalendarPart.Closures, null, null, new DateOnly(2026, 6, 2)),
                (CalendarPart.Closures, null, null, new DateOnly(2026, 6, 3)),
            ],
            exception.Problems.Select(p => (p.Part, p.Season, p.Day, p.Date)));
        Assert.All(exception.Problems, p => Assert.Contains(p.Message, exception.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void a_calendar_without_any_working_hours_is_refused()
    {
        var never = Definition with { Hours = new Dictionary<DayOfWeek, IReadOnlyList<WorkInterval>> { [DayOfWeek.Monday] = [] } };

        Assert.Equal(CalendarPart.Hours, Assert.Single(never.FindProblems()).Part);
    }

    [Theory]
    [InlineData("07:30-12:00", "07:30-12:00", 270)]
    [InlineData(" 7.30 – 12.00 ", "07:30-12:00", 270)]
    [InlineData("22:00-24:00", "22:00-24:00", 120)]
    [InlineData("00:00-24:00", "00:00-24:00", 1440)]
    public void hours_are_read_as_offices_write_them(string text, string expected, int minutes)
    {
        Assert.True(WorkInterval.TryParse(text, out var interval));
        Assert.Equal(expected, interval.ToString());
        Assert.Equal(minutes, interval.Minutes);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("07:30")]
    [InlineData("07:30-25:00")]
    [InlineData("24:00-25:00")]
    [InlineData("07:60-12:00")]
    [InlineData("07:30-12:00-13:00")]
    [InlineData("pagi-siang")]
    public void what_is_no_interval_is_refused(string? text) => Assert.False(WorkInterval.TryParse(text, out _));

    [Theory]
    [InlineData("WIB", "Asia/Jakarta", 7)]
    [InlineData("wita", "Asia/Makassar", 8)]
    [InlineData("Asia/Jayapura", "Asia/Jayapura", 9)]
    public void the_three_zones_have_their_offsets(string text, string id, int hours)
    {
        Assert.True(OfficeZone.TryParse(text, out var zone));
        Assert.Equal(id, zone.Id);
        Assert.Equal(TimeSpan.FromHours(hours), zone.Zone.GetUtcOffset(new DateTime(2026, 6, 1, 0, 0, 0, DateTimeKind.Utc)));
        Assert.False(OfficeZone.TryParse("PST", out _));
    }

    [Fact]
    public void the_fingerprint_depends_on_what_is_said_and_not_on_the_order()
    {
        var reordered = Definition with
        {
            Hours = Definition.Hours.Reverse().Append(new(DayOfWeek.Sunday, []))
                .ToDictionary(d => d.Key, d => (IReadOnlyList<WorkInterval>)[.. d.Value.Reverse()]),
            Holidays = Definition.Holidays.Reverse().ToDictionary(),
            Closures = [.. Definition.Closures.Reverse()],
        };

        Assert.Equal(OfficeCalendar.Fingerprint, new WorkCalendar(reordered).Fingerprint);
        Assert.Matches("^[0-9a-f]{64}$", OfficeCalendar.Fingerprint);
    }

    [Fact]
    public void every_change_changes_the_fingerprint()
    {
        CalendarDefinition[] changed =
        [
            Definition,
            Definition with { Zone = OfficeZone.Wit },
            Definition with { MinutesPerDay = 451 },
            Definition with { Hours = Week("07:30-12:00 13:00-16:15", "07:30-11:30 13:30-16:01") },
            Definition with { Seasons = [] },
            Definition with { Seasons = [Definition.Seasons[0] with { Name = "Puasa" }] },
            Definition with { Seasons = [Definition.Seasons[0] with { To = new(2026, 3, 20) }] },
            Definition with { Seasons = [Definition.Seasons[0] with { Hours = new Dictionary<DayOfWeek, IReadOnlyList<WorkInterval>> { [DayOfWeek.Monday] = [] } }] },
            Definition with { Seasons = [Definition.Seasons[0] with { Hours = new Dictionary<DayOfWeek, IReadOnlyList<WorkInterval>>() }] },
            Definition with { Holidays = new Dictionary<DateOnly, string>() },
            Definition with { Holidays = new Dictionary<DateOnly, string> { [new(2026, 8, 17)] = "Hari Kemerdekaan RI\"\nleave 2026-12-24 \"x" } },
            Definition with { JointLeave = new Dictionary<DateOnly, string>() },
            Definition with { Closures = [Definition.Closures[0]] },
            Definition with { Closures = [Definition.Closures[0] with { Hours = null }] },
        ];

        Assert.Equal(changed.Length, changed.Select(d => new WorkCalendar(d).Fingerprint).Distinct().Count());
    }
}
