using System.Globalization;
using Laksana.Officers;
using Laksana.WorkTime;
using static Laksana.Server.Pages.Pengaturan.AturWords;

namespace Laksana.Server.Pages.Pengaturan.Kalender;

/// <summary>What a calendar's form asks to change, applied to the calendar as it stands; everything wrong is told.</summary>
internal static class CalendarEdit
{
    /// <summary>The days of the week as the forms order them.</summary>
    public static readonly IReadOnlyList<(string Key, DayOfWeek Day)> Week = [.. OfficeKeys.Calendar.Days.Select(d => (d.Key, d.Value))];

    public static string Hours(IReadOnlyDictionary<DayOfWeek, IReadOnlyList<WorkInterval>> week, DayOfWeek day) => week.TryGetValue(day, out var hours) ? string.Join(", ", hours) : "";

    /// <summary>Reads "07:30-12:00, 13:00-16:00"; empty is a day off.</summary>
    public static IReadOnlyList<WorkInterval>? ParseHours(string text)
    {
        var hours = new List<WorkInterval>();
        foreach (var part in text.Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            if (WorkInterval.TryParse(part, out var interval)) hours.Add(interval);
            else return null;
        return hours;
    }

    /// <param name="form">jenis says which: jam, musim, hapus-musim, tambah, hapus.</param>
    public static (CalendarDefinition? Calendar, IReadOnlyList<string> Errors) Apply(CalendarDefinition now, IFormCollection form)
    {
        var errors = new List<string>();
        var changed = form["jenis"].ToString() switch
        {
            "jam" => now with { Hours = WeekOf(form, errors, keepEmpty: false) },
            "musim" => WithSeason(now, form, errors),
            "hapus-musim" => now with { Seasons = [.. now.Seasons.Where((_, i) => i.ToString(CultureInfo.InvariantCulture) != form["musim"].ToString())] },
            "tambah" => WithDay(now, form, errors),
            "hapus" when Dates.TryParse(form["tanggal"], out var day) => ListedHolidays.Without(now, day),
            _ => null,
        };
        if (changed is null && errors.Count == 0) errors.Add(Say["refused"]);
        if (errors.Count > 0) return (null, errors);
        var problems = changed!.FindProblems().Select(p => p.Message).ToList();
        return problems.Count > 0 ? (null, problems) : (changed, []);
    }

    private static Dictionary<DayOfWeek, IReadOnlyList<WorkInterval>> WeekOf(IFormCollection form, List<string> errors, bool keepEmpty)
    {
        var week = new Dictionary<DayOfWeek, IReadOnlyList<WorkInterval>>();
        foreach (var (key, day) in Week)
            if (ParseHours(form["jam." + key].ToString()) is not { } hours) errors.Add(Say["calendar.bad-hours", DayName(day), form["jam." + key].ToString()]);
            else if (hours.Count > 0 || keepEmpty) week[day] = hours;
        return week;
    }

    private static CalendarDefinition? WithSeason(CalendarDefinition now, IFormCollection form, List<string> errors)
    {
        var name = form["nama"].ToString().Trim();
        if (name.Length is 0 or > 200) errors.Add(Say["calendar.season-name"]);
        if (!Dates.TryParse(form["dari"], out var from) | !Dates.TryParse(form["sampai"], out var to)) errors.Add(Say["calendar.season-dates"]);
        var week = WeekOf(form, errors, keepEmpty: true).Where(d => d.Value.Count > 0 || now.Hours.ContainsKey(d.Key)).ToDictionary();
        return errors.Count > 0 ? null : now with { Seasons = [.. now.Seasons.Where(s => s.Name != name).Append(new Season(name, from, to, week)).OrderBy(s => s.From)] };
    }

    private static CalendarDefinition? WithDay(CalendarDefinition now, IFormCollection form, List<string> errors)
    {
        var name = form["nama"].ToString().Trim();
        if (name.Length is 0 or > 200) errors.Add(Say["calendar.day-name"]);
        if (!Dates.TryParse(form["tanggal"], out var day)) errors.Add(Say["calendar.day-date"]);
        return errors.Count > 0 ? null : ListedHolidays.With(now, day, name, Enum.TryParse<ListedDayKind>(form["macam"], out var kind) && Enum.IsDefined(kind) ? kind : ListedDayKind.Holiday);
    }

    public static string DayName(DayOfWeek day) => CultureInfo.CurrentCulture.DateTimeFormat.GetDayName(day);

    /// <summary>What differs between two calendars, for the log and the preview: days that came and went, hours, seasons.</summary>
    public static IReadOnlyList<string> Differences(CalendarDefinition before, CalendarDefinition after)
    {
        var (was, becomes) = (Days(before), Days(after));
        return
        [
            .. becomes.Except(was).Select(d => Say["calendar.comes", d]),
            .. was.Except(becomes).Select(d => Say["calendar.goes", d]),
            .. from d in Week where Hours(before.Hours, d.Day) != Hours(after.Hours, d.Day) select Say["calendar.hours-change", DayName(d.Day), Hours(before.Hours, d.Day) is { Length: > 0 } h ? h : "—", Hours(after.Hours, d.Day) is { Length: > 0 } n ? n : "—"],
            .. after.Seasons.Select(Season).Except(before.Seasons.Select(Season)).Select(s => Say["calendar.comes", s]),
            .. before.Seasons.Select(Season).Except(after.Seasons.Select(Season)).Select(s => Say["calendar.goes", s]),
        ];
    }

    private static List<string> Days(CalendarDefinition calendar) =>
    [
        .. calendar.Holidays.OrderBy(d => d.Key).Select(d => $"{OfficeTimes.Day(d.Key)} {d.Value}"), .. calendar.JointLeave.OrderBy(d => d.Key).Select(d => $"{OfficeTimes.Day(d.Key)} {d.Value}"),
        .. calendar.Closures.Select(c => $"{OfficeTimes.Day(c.Date)} {c.Name} {c.Hours}".TrimEnd()),
    ];

    private static string Season(Season season) => $"{season.Name} ({OfficeTimes.Day(season.From)} – {OfficeTimes.Day(season.To)}): " + string.Join("; ", Week.Where(d => season.Hours.ContainsKey(d.Day)).Select(d => $"{DayName(d.Day)} {Hours(season.Hours, d.Day)}"));
}
