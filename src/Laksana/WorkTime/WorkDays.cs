using System.Collections.Frozen;

namespace Laksana.WorkTime;

/// <summary>The dates of one calendar. A year is worked out when it is first asked for; two threads may both do it, with equal results.</summary>
internal sealed class WorkDays
{
    private readonly CalendarDefinition _definition;
    private readonly FrozenDictionary<DayOfWeek, IReadOnlyList<WorkInterval>> _week;
    private readonly FrozenDictionary<DateOnly, Closure[]> _closures;
    private readonly WorkDay[]?[] _years = new WorkDay[]?[CalendarCheck.LastYear - CalendarCheck.FirstYear + 1];

    internal WorkDays(CalendarDefinition definition)
    {
        _definition = definition;
        _week = definition.Hours.ToFrozenDictionary(d => d.Key, d => Sorted(d.Value));
        _closures = definition.Closures.GroupBy(c => c.Date).ToFrozenDictionary(g => g.Key, g => g.ToArray());
    }

    internal WorkDay this[DateOnly date]
    {
        get
        {
            var year = date.Year - CalendarCheck.FirstYear;
            if ((uint)year >= (uint)_years.Length)
                return WorkOut(date);
            var days = Volatile.Read(ref _years[year]);
            if (days is null)
                Volatile.Write(ref _years[year], days = WorkOutYear(date.Year));
            return days[date.DayOfYear - 1];
        }
    }

    internal DateOnly DateOf(long utcTicks) => DateOnly.FromDateTime(ToLocal(utcTicks));

    internal DateTime ToLocal(long utcTicks) =>
        DateTime.SpecifyKind(TimeZoneInfo.ConvertTimeFromUtc(new(utcTicks, DateTimeKind.Utc), _definition.Zone.Zone), DateTimeKind.Unspecified);

    internal long ToUtcTicks(DateTime local) => local.Ticks - _definition.Zone.Zone.GetUtcOffset(local).Ticks;

    private WorkDay[] WorkOutYear(int year)
    {
        var first = new DateOnly(year, 1, 1);
        return [.. Enumerable.Range(0, DateTime.IsLeapYear(year) ? 366 : 365).Select(i => WorkOut(first.AddDays(i)))];
    }

    private WorkDay WorkOut(DateOnly date)
    {
        var season = _definition.Seasons.FirstOrDefault(s => s.From <= date && date <= s.To);
        var ordinary = season?.Hours.TryGetValue(date.DayOfWeek, out var seasonal) == true
            ? Sorted(seasonal)
            : _week.GetValueOrDefault(date.DayOfWeek, []);
        var closures = _closures.GetValueOrDefault(date, []);
        var off = WholeDayOff(date, closures);
        IReadOnlyList<WorkInterval> hours = off is not null ? [] : Without(ordinary, closures);
        if (off is null && hours.Count == 0)
            off = ordinary.Count == 0 ? (WorkDay.OrdinaryKind(date), null) : (DayOffKind.Closure, closures[0].Name);
        Stretch[] open = [.. hours.Select(h => new Stretch(ToUtcTicks(date, h.StartMinute), ToUtcTicks(date, h.EndMinute)))];
        return new()
        {
            Date = date,
            Hours = hours,
            Open = open,
            Length = open.Sum(s => s.Length),
            Off = off?.Kind,
            OffName = off?.Name,
            OrdinarilyOff = ordinary.Count == 0,
            Season = season?.Name,
            Cuts = off is null && closures.Length > 0 ? [.. closures.Where(c => ordinary.Any(h => Overlap(h, c.Hours!.Value)))] : [],
        };
    }

    private (DayOffKind Kind, string? Name)? WholeDayOff(DateOnly date, Closure[] closures) =>
        _definition.Holidays.TryGetValue(date, out var holiday) ? (DayOffKind.Holiday, holiday)
        : _definition.JointLeave.TryGetValue(date, out var leave) ? (DayOffKind.JointLeave, leave)
        : closures is [{ Hours: null } closure] ? (DayOffKind.Closure, closure.Name)
        : null;

    private static IReadOnlyList<WorkInterval> Without(IReadOnlyList<WorkInterval> hours, Closure[] closures)
    {
        foreach (var closed in closures.Select(c => c.Hours!.Value))
            hours = [.. hours.SelectMany(h => Overlap(h, closed) ? Rest(h, closed) : [h])];
        return hours;
    }

    private static IEnumerable<WorkInterval> Rest(WorkInterval hours, WorkInterval closed)
    {
        if (closed.StartMinute > hours.StartMinute)
            yield return new(hours.From, closed.From);
        if (closed.EndMinute < hours.EndMinute)
            yield return new(closed.To, hours.To);
    }

    private static bool Overlap(WorkInterval a, WorkInterval b) => a.StartMinute < b.EndMinute && b.StartMinute < a.EndMinute;

    private long ToUtcTicks(DateOnly date, int minute) => ToUtcTicks(date.ToDateTime(TimeOnly.MinValue).AddMinutes(minute));

    private static IReadOnlyList<WorkInterval> Sorted(IReadOnlyList<WorkInterval> hours) => [.. hours.OrderBy(h => h.StartMinute)];
}
