using Laksana.WorkTime;

namespace Laksana.Tests.WorkTime;

/// <summary>The invented office of docs/working-time.md: 37.5 hours a week, shorter Fridays, Ramadan hours.</summary>
internal static class ExampleOffice
{
    internal static CalendarDefinition Definition { get; } = new()
    {
        Zone = OfficeZone.Wib,
        Hours = Week("07:30-12:00 13:00-16:15", friday: "07:30-11:30 13:30-16:00"),
        Seasons = [new("Ramadan 1447 H", new(2026, 2, 18), new(2026, 3, 19), Week("08:00-12:00 12:30-15:00", friday: "08:00-11:30 12:30-15:30"))],
        Holidays = new Dictionary<DateOnly, string>
        {
            [new(2026, 8, 17)] = "Hari Kemerdekaan RI",
            [new(2026, 12, 25)] = "Hari Natal",
        },
        JointLeave = new Dictionary<DateOnly, string> { [new(2026, 12, 24)] = "Cuti bersama Natal" },
        Closures =
        [
            new(new(2026, 8, 14), "Upacara kabupaten", Interval("07:30-10:00")),
            new(new(2026, 9, 1), "Pindah gedung"),
        ],
    };

    internal static WorkCalendar OfficeCalendar { get; } = new(Definition);

    internal static Dictionary<DayOfWeek, IReadOnlyList<WorkInterval>> Week(string mondayToThursday, string friday) => new()
    {
        [DayOfWeek.Monday] = Intervals(mondayToThursday),
        [DayOfWeek.Tuesday] = Intervals(mondayToThursday),
        [DayOfWeek.Wednesday] = Intervals(mondayToThursday),
        [DayOfWeek.Thursday] = Intervals(mondayToThursday),
        [DayOfWeek.Friday] = Intervals(friday),
    };

    internal static IReadOnlyList<WorkInterval> Intervals(string text) => [.. text.Split(' ').Select(Interval)];

    internal static WorkInterval Interval(string text) =>
        WorkInterval.TryParse(text, out var interval) ? interval : throw new ArgumentException(text, nameof(text));

    /// <summary>A moment of 2026 (or another year) in WIB.</summary>
    internal static DateTimeOffset Wib(int month, int day, int hour, int minute, int second = 0, int year = 2026) =>
        new(year, month, day, hour, minute, second, TimeSpan.FromHours(7));

    internal static WorkAmount Amount(string text) =>
        StandardTime.TryParse(text, out var time, out var problem) ? time.Limit : throw new ArgumentException(problem, nameof(text));
}
