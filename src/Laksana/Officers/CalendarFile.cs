using Laksana.Procedures;
using Laksana.Procedures.Yaml;
using Laksana.WorkTime;
using Key = Laksana.Officers.OfficeKeys.Calendar;

namespace Laksana.Officers;

/// <summary>What came of reading a calendar.yaml: a definition that is a calendar when there was no error, and everything found.</summary>
public sealed record CalendarReading(CalendarDefinition? Calendar, IReadOnlyList<Finding> Findings);

/// <summary>Reads calendar.yaml, reporting every error with its place and a hint. Never throws, whatever the text.</summary>
public static class CalendarFile
{
    /// <param name="zone">The office's zone, from office.yaml.</param>
    public static CalendarReading Read(string text, string file, OfficeZone zone)
    {
        var findings = new FindingList(file);
        if (YamlText.ReadMap(text, findings) is not { } root)
            return new(null, findings.InOrder());
        var map = new Mapping(root, findings, Key.All);
        var seasons = SeasonsOf(map, findings);
        var calendar = new CalendarDefinition
        {
            Zone = zone,
            Hours = map.Has(Key.Hours) ? WeekOf(map, Key.Hours, findings) : NoHours(map),
            MinutesPerDay = map.Number(Key.MinutesPerDay, 1, 1440) ?? 450,
            Seasons = [.. seasons.Select(s => s.Season)],
            Holidays = DatesOf(map, Key.Holidays),
            JointLeave = DatesOf(map, Key.JointLeave),
            Closures = ClosuresOf(map, findings),
        };
        var shapeIsWhole = !findings.HasErrors;
        foreach (var problem in calendar.FindProblems())
            if (shapeIsWhole || problem is not { Part: CalendarPart.Hours, Day: null })
                findings.Told(PlaceOf(problem, root, seasons), FindingCode.BadCalendar, problem.Message);
        return new(findings.HasErrors ? null : calendar, findings.InOrder());
    }

    private static Dictionary<DayOfWeek, IReadOnlyList<WorkInterval>> NoHours(Mapping map)
    {
        map.Value(Key.Hours, needed: true);
        return [];
    }

    private static Dictionary<DayOfWeek, IReadOnlyList<WorkInterval>> WeekOf(Mapping map, string key, FindingList findings)
    {
        var week = new Dictionary<DayOfWeek, IReadOnlyList<WorkInterval>>();
        if (map.Map(key, [.. Key.Days.Keys]) is not { } days)
            return week;
        foreach (var (day, value) in days.Entries())
            if (Key.Days.TryGetValue(day.Text, out var weekday))
                // An empty list says that the day is off.
                week[weekday] = value is ListNode { Items: [] } ? [] : [.. IntervalsOf(days, day.Text, findings)];
        return week;
    }

    private static IEnumerable<WorkInterval> IntervalsOf(Mapping days, string day, FindingList findings)
    {
        foreach (var (text, at) in days.PlacedTexts(day))
            if (IntervalOf(text, at, findings) is { } interval)
                yield return interval;
    }

    private static WorkInterval? IntervalOf(string text, Place at, FindingList findings)
    {
        if (WorkInterval.TryParse(text, out var interval))
            return interval;
        findings.Error(at, FindingCode.BadTimeOfDay, text);
        return null;
    }

    private static List<(Season Season, MapNode Source)> SeasonsOf(Mapping map, FindingList findings)
    {
        var seasons = new List<(Season, MapNode)>();
        foreach (var node in map.Has(Key.Seasons) ? map.Items(Key.Seasons) : [])
        {
            if (Mapping.Of(node, findings, OfficeKeys.Season.All) is not { } season)
                continue;
            var (name, from, to) = (season.Line(OfficeKeys.Season.Name, needed: true),
                season.Date(OfficeKeys.Season.From, needed: true), season.Date(OfficeKeys.Season.To, needed: true));
            season.Value(OfficeKeys.Season.Hours, needed: true);
            var hours = season.Has(OfficeKeys.Season.Hours) ? WeekOf(season, OfficeKeys.Season.Hours, findings) : [];
            if (name is not null && from is { } first && to is { } last)
                seasons.Add((new Season(name, first, last, hours), season.Node));
        }

        return seasons;
    }

    private static Dictionary<DateOnly, string> DatesOf(Mapping map, string key)
    {
        var dates = new Dictionary<DateOnly, string>();
        foreach (var (date, name) in map.Entries(key))
            if (map.DateOf(date) is { } day && map.LineOf(name) is { } text)
                dates[day] = text;
        return dates;
    }

    private static List<Closure> ClosuresOf(Mapping map, FindingList findings)
    {
        var closures = new List<Closure>();
        foreach (var (date, value) in map.Entries(Key.Closures))
        {
            var day = map.DateOf(date);
            var narrowed = value is MapNode node ? new Mapping(node, findings, OfficeKeys.Closure.All) : null;
            var name = narrowed is null ? map.LineOf(value) : narrowed.Line(OfficeKeys.Closure.Name, needed: true);
            WorkInterval? hours = narrowed?.Line(OfficeKeys.Closure.Hours, needed: true) is { } text
                ? IntervalOf(text, narrowed.At(OfficeKeys.Closure.Hours), findings) : null;
            if (day is { } closed && name is not null)
                closures.Add(new(closed, name, hours));
        }

        return closures;
    }

    private static Place PlaceOf(CalendarProblem problem, MapNode root, List<(Season Season, MapNode Source)> seasons)
    {
        var day = Key.Days.FirstOrDefault(d => d.Value == problem.Day).Key ?? "";
        var date = problem.Date?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) ?? "";
        return problem.Part switch
        {
            CalendarPart.Seasons when problem.Season is { } index => problem.Day is null
                ? seasons[index].Source.At(OfficeKeys.Season.From) : seasons[index].Source.At(OfficeKeys.Season.Hours, day),
            CalendarPart.Seasons => root.At(Key.Seasons),
            CalendarPart.Hours => root.At(Key.Hours, day),
            CalendarPart.MinutesPerDay => root.At(Key.MinutesPerDay),
            CalendarPart.Holidays => root.At(Key.Holidays, date),
            CalendarPart.JointLeave => root.At(Key.JointLeave, date),
            _ => root.At(Key.Closures, date),
        };
    }
}
