using System.Globalization;

namespace Laksana.WorkTime;

/// <summary>Finds everything wrong with a definition, so that one round of mending suffices.</summary>
internal sealed class CalendarCheck(CalendarDefinition definition)
{
    // Dates outside are typing errors; the bounds also keep every search for a working day finite.
    internal const int FirstYear = 2000;
    internal const int LastYear = 2199;

    private readonly List<CalendarProblem> _problems = [];

    internal IReadOnlyList<CalendarProblem> Run()
    {
        CheckWeek(definition.Hours, CalendarPart.Hours, season: null);
        if (definition.Hours.Values.All(day => day.Count == 0))
            Add(CalendarPart.Hours, "calendar.no-hours");
        if (definition.MinutesPerDay is < 1 or > 1440)
            Add(CalendarPart.MinutesPerDay, "calendar.minutes-per-day", definition.MinutesPerDay);
        CheckSeasons();
        CheckNamedDates(definition.Holidays, CalendarPart.Holidays);
        CheckNamedDates(definition.JointLeave, CalendarPart.JointLeave);
        foreach (var date in definition.JointLeave.Keys.Where(definition.Holidays.ContainsKey).Order())
            _problems.Add(At(CalendarPart.JointLeave, date, "calendar.holiday-and-leave", Iso(date), definition.Holidays[date]));
        CheckClosures();
        return _problems;
    }

    private void CheckWeek(IReadOnlyDictionary<DayOfWeek, IReadOnlyList<WorkInterval>> week, CalendarPart part, int? season)
    {
        foreach (var (day, intervals) in week.OrderBy(d => d.Key))
        {
            var name = CultureInfo.CurrentUICulture.DateTimeFormat.GetDayName(day);
            foreach (var interval in intervals)
                if (FaultOf(interval) is { } fault)
                    Add(fault, name, interval);
            foreach (var (before, after) in Overlaps(intervals))
                Add("calendar.hours-overlap", name, before, after);

            void Add(string key, params object?[] arguments) =>
                _problems.Add(new(part, WorkTimeWords.Say[key, arguments]) { Season = season, Day = day });
        }
    }

    private void CheckSeasons()
    {
        for (var i = 0; i < definition.Seasons.Count; i++)
        {
            var season = definition.Seasons[i];
            CheckWeek(season.Hours, CalendarPart.Seasons, i);
            if (string.IsNullOrWhiteSpace(season.Name))
                AddSeason(i, "calendar.season-unnamed");
            if (season.From > season.To)
                AddSeason(i, "calendar.season-inverted", season.Name, Iso(season.From), Iso(season.To));
            if (!InRange(season.From) || !InRange(season.To))
                AddSeason(i, "calendar.season-year", season.Name, FirstYear, LastYear);
            for (var j = 0; j < i; j++)
                if (definition.Seasons[j] is var other && season.From <= other.To && other.From <= season.To)
                    AddSeason(i, "calendar.seasons-overlap", other.Name, season.Name);
        }
    }

    private void CheckNamedDates(IReadOnlyDictionary<DateOnly, string> dates, CalendarPart part)
    {
        foreach (var (date, name) in dates.OrderBy(d => d.Key))
            CheckDate(part, date, name);
    }

    private void CheckClosures()
    {
        foreach (var day in definition.Closures.GroupBy(c => c.Date).OrderBy(g => g.Key))
        {
            foreach (var closure in day)
            {
                CheckDate(CalendarPart.Closures, closure.Date, closure.Name);
                if (closure.Hours is { } hours && FaultOf(hours) is { } fault)
                    _problems.Add(At(CalendarPart.Closures, closure.Date, fault, Iso(closure.Date), hours));
            }
            var whole = day.Count(c => c.Hours is null);
            var parts = day.Where(c => c.Hours is not null).Select(c => c.Hours!.Value).ToList();
            if (whole > 1 || (whole == 1 && parts.Count > 0) || Overlaps(parts).Any())
                _problems.Add(At(CalendarPart.Closures, day.Key, "calendar.closures-overlap", Iso(day.Key)));
        }
    }

    private void CheckDate(CalendarPart part, DateOnly date, string name)
    {
        if (string.IsNullOrWhiteSpace(name))
            _problems.Add(At(part, date, "calendar.date-unnamed", Iso(date)));
        if (!InRange(date))
            _problems.Add(At(part, date, "calendar.date-year", Iso(date), FirstYear, LastYear));
    }

    private static string? FaultOf(WorkInterval interval) =>
        interval.From.Ticks % TimeSpan.TicksPerMinute != 0 || interval.To.Ticks % TimeSpan.TicksPerMinute != 0 ? "calendar.hours-seconds"
        : interval.Minutes <= 0 ? "calendar.hours-inverted"
        : null;

    private static IEnumerable<(WorkInterval Before, WorkInterval After)> Overlaps(IEnumerable<WorkInterval> intervals)
    {
        // An inverted interval is reported by itself; comparing it would only add noise.
        var sorted = intervals.Where(i => i.Minutes > 0).OrderBy(i => i.StartMinute).ThenBy(i => i.EndMinute).ToList();
        return sorted.Zip(sorted.Skip(1)).Where(pair => pair.Second.StartMinute < pair.First.EndMinute);
    }

    private static bool InRange(DateOnly date) => date.Year is >= FirstYear and <= LastYear;

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static CalendarProblem At(CalendarPart part, DateOnly date, string key, params object?[] arguments) =>
        new(part, WorkTimeWords.Say[key, arguments]) { Date = date };

    private void Add(CalendarPart part, string key, params object?[] arguments) =>
        _problems.Add(new(part, WorkTimeWords.Say[key, arguments]));

    private void AddSeason(int index, string key, params object?[] arguments) =>
        _problems.Add(new(CalendarPart.Seasons, WorkTimeWords.Say[key, arguments]) { Season = index });
}
