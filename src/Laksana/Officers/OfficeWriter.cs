using System.Globalization;
using System.Text;
using Laksana.WorkTime;
using Key = Laksana.Officers.OfficeKeys;

namespace Laksana.Officers;

/// <summary>
/// Writes an office and its calendar as the files that <see cref="OfficeFile"/> and <see cref="CalendarFile"/> read: same keys, same order, one line for
/// each position, role, site and day, so that a person can go on editing them. Remarks (lines with #) at the head of the former text are kept, others are not.
/// </summary>
public static class OfficeWriter
{
    /// <param name="before">The former text, for the remarks at its head.</param>
    public static string Write(OfficeDefinition office, string before = "")
    {
        var text = new StringBuilder(Head(before));
        Line(text, Key.Office.Id, office.Id);
        Line(text, Key.Office.Name, office.Name);
        Line(text, Key.Office.Government, office.Government);
        Line(text, Key.Office.Address, office.Address);
        Line(text, Key.Office.Phone, office.Phone);
        Line(text, Key.Office.Email, office.Email);
        text.Append(Invariant($"{Key.Office.Zone}: {office.Zone.Abbreviation}\n"));
        if (office.QueueLimit is { } limit) text.Append(Invariant($"{Key.Office.QueueLimit}: {Amount(limit)}\n"));
        Block(text, Key.Office.Positions, office.Positions.Select(p => (p.Id, Map((Key.Position.Title, Quoted(p.Title)), (Key.Position.Superior, p.Superior)))));
        Block(text, Key.Office.Roles, office.RolePositions.Select(r => (r.Key, List(r.Value))));
        if (office.SheetRolePositions.Count > 0)
            Block(text, Key.Office.SheetRoles, office.SheetRolePositions.GroupBy(r => r.Key.Split('/')[0])
                .Select(sheet => (sheet.Key, Map([.. sheet.Select(r => (r.Key.Split('/')[1], (string?)List(r.Value)))]))));
        if (office.Sites.Count > 0)
            Block(text, Key.Office.Sites, office.Sites.Select(s => (s.Id, Map((Key.Site.Name, Quoted(s.Name)), (Key.Site.Address, s.Address is null ? null : Quoted(s.Address)),
                (Key.Site.Port, s.Port?.ToString(CultureInfo.InvariantCulture))))));
        return text.ToString();
    }

    /// <param name="before">The former text, for the remarks at its head.</param>
    public static string Write(CalendarDefinition calendar, string before = "")
    {
        var text = new StringBuilder(Head(before));
        Block(text, Key.Calendar.Hours, Week(calendar.Hours), gap: false);
        text.Append(Invariant($"{Key.Calendar.MinutesPerDay}: {calendar.MinutesPerDay}\n"));
        if (calendar.Seasons.Count > 0) text.Append(Invariant($"\n{Key.Calendar.Seasons}:\n"));
        foreach (var season in calendar.Seasons)
        {
            text.Append(Invariant($"  - {Key.Season.Name}: {Quoted(season.Name)}\n    {Key.Season.From}: {Iso(season.From)}\n    {Key.Season.To}: {Iso(season.To)}\n    {Key.Season.Hours}:{(season.Hours.Count == 0 ? " {}" : "")}\n"));
            foreach (var (day, hours) in Week(season.Hours)) text.Append(Invariant($"      {day}: {hours}\n"));
        }
        Dates(text, Key.Calendar.Holidays, calendar.Holidays);
        Dates(text, Key.Calendar.JointLeave, calendar.JointLeave);
        if (calendar.Closures.Count > 0)
            Block(text, Key.Calendar.Closures, calendar.Closures.OrderBy(c => c.Date).Select(c => (Iso(c.Date),
                c.Hours is { } hours ? Map((Key.Closure.Name, Quoted(c.Name)), (Key.Closure.Hours, Quoted(hours.ToString()))) : Quoted(c.Name))));
        return text.ToString();
    }

    /// <summary>"1 hari", "90 menit": as sheets write their times.</summary>
    public static string Amount(WorkAmount amount) => string.Join(' ', new[]
    {
        amount.Days > 0 ? Invariant($"{amount.Days} hari") : null,
        amount.Minutes >= 60 && amount.Minutes % 60 == 0 ? Invariant($"{amount.Minutes / 60} jam") : amount.Minutes > 0 ? Invariant($"{amount.Minutes} menit") : null,
    }.OfType<string>());

    private static string Head(string before) => string.Concat(before.Split('\n').TakeWhile(l => l.StartsWith('#')).Select(l => l.TrimEnd('\r') + "\n"));

    private static void Line(StringBuilder text, string key, string? value)
    {
        if (value is not null) text.Append(Invariant($"{key}: {Quoted(value)}\n"));
    }

    private static void Block(StringBuilder text, string key, IEnumerable<(string Key, string Value)> entries, bool gap = true)
    {
        var all = entries.ToList();
        text.Append(Invariant($"{(gap ? "\n" : "")}{key}:{(all.Count == 0 ? " {}" : "")}\n"));
        foreach (var (name, value) in all) text.Append(Invariant($"  {name}: {value}\n"));
    }

    private static void Dates(StringBuilder text, string key, IReadOnlyDictionary<DateOnly, string> dates)
    {
        if (dates.Count > 0) Block(text, key, dates.OrderBy(d => d.Key).Select(d => (Iso(d.Key), Quoted(d.Value))));
    }

    private static IEnumerable<(string Day, string Hours)> Week(IReadOnlyDictionary<DayOfWeek, IReadOnlyList<WorkInterval>> week) =>
        Key.Calendar.Days.Where(d => week.ContainsKey(d.Value)).Select(d => (d.Key, "[" + string.Join(", ", week[d.Value].Select(h => $"\"{h}\"")) + "]"));

    private static string Map(params (string Key, string? Value)[] entries) =>
        "{" + string.Join(", ", entries.Where(e => e.Value is not null).Select(e => $"{e.Key}: {e.Value}")) + "}";

    private static string List(IEnumerable<string> names) => "[" + string.Join(", ", names) + "]";

    /// <summary>Plain where YAML reads it as just this text, else in quotation marks.</summary>
    private static string Quoted(string text) => IsPlain(text) ? text : "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";

    private static bool IsPlain(string text) => text.Length > 0 && char.IsLetter(text[0]) && text[^1] != ' ' && !text.Contains("  ", StringComparison.Ordinal)
        && text.All(c => char.IsLetterOrDigit(c) || c is ' ' or '.' or '(' or ')' or '/' or '-' or '&')
        && text.ToLowerInvariant() is not ("ya" or "tidak" or "yes" or "no" or "true" or "false" or "null" or "on" or "off" or "y" or "n");

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
