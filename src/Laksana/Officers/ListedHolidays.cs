using Laksana.Documents.Tables;
using Laksana.WorkTime;

namespace Laksana.Officers;

/// <summary>What keeps an office closed on a day.</summary>
public enum ListedDayKind
{
    Holiday,
    JointLeave,
    /// <summary>Of this office alone.</summary>
    Closure,
}

/// <summary>Holidays, joint leave and closures read from a table: all of them when nothing is wrong, else everything that is.</summary>
public sealed record ListedHolidays(IReadOnlyList<(DateOnly Day, string Name, ListedDayKind Kind)> Days, IReadOnlyList<TableFinding> Findings)
{
    private const string Day = "tanggal", Name = "nama", Kind = "jenis";

    public static readonly IReadOnlyList<(string Key, bool Needed, string[] Headings)> Columns =
        [(Day, true, ["Tanggal", "Date"]), (Name, true, ["Nama", "Keterangan", "Name"]), (Kind, false, ["Jenis", "Kind"])];

    public static readonly IReadOnlyList<string> Example = ["2027-01-01", "Tahun Baru Masehi", "libur"];

    public static ListedHolidays Read(TableReading reading)
    {
        var table = new HeadedTable(reading, Columns);
        var (days, rows) = (new List<(DateOnly, string, ListedDayKind)>(), new Dictionary<DateOnly, int>());
        foreach (var row in table.Rows)
        {
            var name = table.Value(row, Name);
            if (name.Length is 0 or > 200) table.Wrong(row, Name, OfficeWords.Say["table.name"]);
            if (!Dates.TryParse(table.Value(row, Day), out var day)) table.Wrong(row, Day, OfficeWords.Say["table.date", table.Value(row, Day)]);
            else if (!rows.TryAdd(day, row.Number)) table.Wrong(row, Day, OfficeWords.Say["table.twice", Dated(day), rows[day]]);
            ListedDayKind? kind = table.Value(row, Kind).ToLowerInvariant() switch
            {
                "" or "libur" or "libur nasional" or "holiday" => ListedDayKind.Holiday,
                "cuti bersama" or "cuti-bersama" or "cuti" or "joint leave" => ListedDayKind.JointLeave,
                "tutup" or "closure" => ListedDayKind.Closure,
                _ => null,
            };
            if (kind is null) table.Wrong(row, Kind, OfficeWords.Say["table.day-kind"]);
            days.Add((day, name, kind ?? ListedDayKind.Holiday));
        }
        return new(table.Findings.Count == 0 ? days : [], table.Findings);
    }

    /// <summary>The calendar with these days in it; a day that it knew takes the table's name and kind.</summary>
    public CalendarDefinition Into(CalendarDefinition calendar)
    {
        foreach (var (day, name, kind) in Days) calendar = With(calendar, day, name, kind);
        return calendar;
    }

    public static CalendarDefinition With(CalendarDefinition calendar, DateOnly day, string name, ListedDayKind kind)
    {
        var without = Without(calendar, day);
        return kind switch
        {
            ListedDayKind.Holiday => without with { Holidays = new Dictionary<DateOnly, string>(without.Holidays) { [day] = name } },
            ListedDayKind.JointLeave => without with { JointLeave = new Dictionary<DateOnly, string>(without.JointLeave) { [day] = name } },
            _ => without with { Closures = [.. without.Closures, new Closure(day, name)] },
        };
    }

    /// <summary>The calendar in which nothing keeps the office closed on that day; closures within hours stay.</summary>
    public static CalendarDefinition Without(CalendarDefinition calendar, DateOnly day) => calendar with
    {
        Holidays = calendar.Holidays.Where(d => d.Key != day).ToDictionary(),
        JointLeave = calendar.JointLeave.Where(d => d.Key != day).ToDictionary(),
        Closures = [.. calendar.Closures.Where(c => c.Date != day || c.Hours is not null)],
    };

    private static string Dated(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
