using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Laksana.WorkTime;
using static Laksana.Tests.WorkTime.ExampleOffice;

namespace Laksana.Tests.WorkTime;

/// <summary>A calendar of some office, two moments in any order, and standstills around them.</summary>
internal sealed record Situation(CalendarDefinition Definition, DateTimeOffset Start, DateTimeOffset Other, IReadOnlyList<Standstill> Standstills)
{
    internal WorkCalendar Calendar { get; } = new(Definition);

    public override string ToString() => string.Join(Environment.NewLine,
        [
            $"{Definition.Zone} start {Start:o} other {Other:o}",
            $"week {Week(Definition.Hours)}",
            .. Definition.Seasons.Select(s => $"season {Iso(s.From)}..{Iso(s.To)} {Week(s.Hours)}"),
            $"holidays {string.Join(' ', Definition.Holidays.Keys.Select(Iso))}",
            $"leave {string.Join(' ', Definition.JointLeave.Keys.Select(Iso))}",
            .. Definition.Closures.Select(c => $"closure {Iso(c.Date)} {c.Hours}"),
            .. Standstills.Select(s => $"standstill {s.From:o}..{s.Until:o}"),
        ]);

    private static string Iso(DateOnly date) => date.ToString("o", CultureInfo.InvariantCulture);

    private static string Week(IReadOnlyDictionary<DayOfWeek, IReadOnlyList<WorkInterval>> week) =>
        string.Join(", ", week.Select(d => $"{d.Key} {string.Join('+', d.Value)}"));
}

/// <summary>Draws situations within two months, dense in holidays, closures and pauses, so that most walks meet several.</summary>
internal static class AnyOffice
{
    private static readonly DateOnly First = new(2026, 2, 2);

    /// <summary>Minutes of the day: any, and often those at which the usual hours begin or end, or one beside them.</summary>
    private static Gen<int> MinuteOfDay { get; } = Gen.OneOf(
        Gen.Choose(0, 1440),
        Gen.Elements(0, 449, 450, 451, 689, 690, 719, 720, 721, 780, 781, 810, 959, 960, 974, 975, 976, 1440));

    private static Gen<IReadOnlyList<WorkInterval>> Day { get; } = Gen.Frequency<IReadOnlyList<WorkInterval>>(
        (4, Gen.Constant(Intervals("07:30-12:00 13:00-16:15"))),
        (2, Gen.Constant(Intervals("07:30-11:30 13:30-16:00"))),
        (1, Gen.Constant(Intervals("00:00-24:00"))),
        (1, Gen.Constant(Intervals("12:45-16:00 07:30-12:00"))),
        (1, Gen.Constant<IReadOnlyList<WorkInterval>>([])),
        (2, from cuts in MinuteOfDay.ListOf(6) select Pieces(cuts)));

    private static Gen<Dictionary<DayOfWeek, IReadOnlyList<WorkInterval>>> WholeWeek { get; } =
        from days in Day.ListOf(7)
        from saturdays in Gen.Choose(0, 3)
        select days.Select((hours, i) => ((DayOfWeek)i, hours)).Where(d => d.Item1 is not (DayOfWeek.Saturday or DayOfWeek.Sunday) || saturdays == 0)
            .ToDictionary(d => d.Item1, d => d.hours);

    private static Gen<Season> Season { get; } =
        from start in Gen.Choose(-10, 40)
        from length in Gen.Choose(0, 30)
        from week in WholeWeek
        from named in Gen.Choose(0, 127)
        select new Season("Musim", First.AddDays(start), First.AddDays(start + length), week.Where(d => (named >> (int)d.Key & 1) == 1).ToDictionary());

    /// <summary>Runs of neighbouring dates: a single holiday, or several back to back.</summary>
    private static Gen<HashSet<DateOnly>> Dates { get; } =
        from runs in Gen.Choose(0, 60).Zip(Gen.Choose(1, 4)).ListOf(3)
        from count in Gen.Choose(0, 3)
        select runs.Take(count).SelectMany(r => Enumerable.Range(r.Item1, r.Item2)).Select(First.AddDays).ToHashSet();

    private static Gen<Closure> Closure { get; } =
        from date in Gen.Choose(0, 40)
        from whole in Gen.Choose(0, 3)
        from cuts in MinuteOfDay.ListOf(2)
        select new Closure(First.AddDays(date), "Tutup", whole == 0 || cuts[0] == cuts[1] ? null : Pieces(cuts)[0]);

    private static Gen<CalendarDefinition> Calendar { get; } =
        from zone in Gen.Elements(OfficeZone.All.ToArray())
        from week in WholeWeek.Where(w => w.Values.Any(d => d.Count > 0))
        from seasons in Gen.OneOf(Gen.Constant<List<Season>>([]), from s in Season select new List<Season> { s })
        from holidays in Dates
        from leave in Dates
        from closures in Closure.ListOf(6)
        select new CalendarDefinition
        {
            Zone = zone,
            Hours = week,
            Seasons = seasons,
            Holidays = holidays.ToDictionary(d => d, _ => "Libur"),
            JointLeave = leave.Except(holidays).ToDictionary(d => d, _ => "Cuti bersama"),
            Closures = [.. closures.DistinctBy(c => c.Date)],
        };

    internal static Arbitrary<Situation> In(TimeSpan step, bool open = false, bool betweenSeconds = false) => Arb.From(
        from definition in Calendar
        from start in Moment(definition.Zone, step, 30, betweenSeconds)
        from other in Moment(definition.Zone, step, 30, betweenSeconds)
        from stops in Moment(definition.Zone, step, 40, betweenSeconds).Zip(Gen.Choose(0, 4 * 24 * 60)).ListOf(3)
        from count in Gen.Choose(0, 3)
        from last in Gen.Choose(0, 3)
        select new Situation(definition, start, other,
        [
            .. stops.Take(count).Select((s, i) => new Standstill(s.Item1, open && last == 0 && i == 0 ? null : s.Item1.AddMinutes(s.Item2), $"alasan {i}")),
        ]));

    /// <summary>Amounts as sheets have them: mostly minutes of a day or two.</summary>
    internal static Gen<WorkAmount> Amount { get; } = Gen.OneOf(
        Gen.Choose(0, 90).Select(WorkAmount.OfMinutes),
        Gen.Choose(0, 1500).Select(WorkAmount.OfMinutes),
        Gen.Choose(0, 8).Select(WorkAmount.OfDays),
        from days in Gen.Choose(0, 3) from minutes in Gen.Choose(0, 600) select new WorkAmount(days, minutes));

    private static Gen<DateTimeOffset> Moment(OfficeZone zone, TimeSpan step, int days, bool betweenSeconds) =>
        from day in Gen.Choose(0, days - 1)
        from minute in MinuteOfDay
        from beside in Gen.Frequency((1, Gen.Constant(0)), (1, Gen.Choose(-600, 600)))
        from ticks in Gen.Choose(0, betweenSeconds ? (int)TimeSpan.TicksPerSecond - 1 : 0)
        select new DateTimeOffset(First.AddDays(day).ToDateTime(TimeOnly.MinValue).AddMinutes(minute), zone.Zone.BaseUtcOffset) + beside * step + new TimeSpan(ticks);

    /// <summary>Every second gap between sorted cuts is working time.</summary>
    private static IReadOnlyList<WorkInterval> Pieces(IEnumerable<int> cuts) =>
        [.. cuts.Order().Chunk(2).Where(c => c.Length == 2 && c[0] < c[1]).Select(c => new WorkInterval(At(c[0]), At(c[1])))];

    private static TimeOnly At(int minute) => TimeOnly.MinValue.AddMinutes(minute % 1440);
}
