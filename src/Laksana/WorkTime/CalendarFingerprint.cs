using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Laksana.WorkTime;

/// <summary>
/// Canonical content of a definition: one line an entry, sorted, names as JSON strings (a line break in a name cannot fake an entry).
/// The first line is the form's version.
/// </summary>
internal static class CalendarFingerprint
{
    internal static string Of(CalendarDefinition definition) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Lines(definition)))));

    private static IEnumerable<string> Lines(CalendarDefinition definition) =>
    [
        "calendar 1",
        $"zone {definition.Zone.Id}",
        string.Create(CultureInfo.InvariantCulture, $"minutes-per-day {definition.MinutesPerDay}"),
        .. Week("hours", definition.Hours, dropEmpty: true),
        .. definition.Seasons.OrderBy(s => s.From).SelectMany(s =>
            Week("season-hours", s.Hours, dropEmpty: false).Prepend($"season {Iso(s.From)} {Iso(s.To)} {Quoted(s.Name)}")),
        .. definition.Holidays.OrderBy(d => d.Key).Select(d => $"holiday {Iso(d.Key)} {Quoted(d.Value)}"),
        .. definition.JointLeave.OrderBy(d => d.Key).Select(d => $"leave {Iso(d.Key)} {Quoted(d.Value)}"),
        .. definition.Closures.OrderBy(c => c.Date).ThenBy(c => c.Hours?.StartMinute)
            .Select(c => $"closure {Iso(c.Date)} {c.Hours?.ToString() ?? "all"} {Quoted(c.Name)}"),
    ];

    // In the ordinary week an empty day is the same as none; in a season it is a day off instead of the ordinary hours.
    private static IEnumerable<string> Week(string word, IReadOnlyDictionary<DayOfWeek, IReadOnlyList<WorkInterval>> week, bool dropEmpty) =>
        week.Where(d => !dropEmpty || d.Value.Count > 0).OrderBy(d => d.Key)
            .Select(d => string.Create(CultureInfo.InvariantCulture, $"{word} {(int)d.Key} {string.Join(' ', d.Value.OrderBy(h => h.StartMinute))}"));

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Quoted(string name) => $"\"{System.Text.Json.JsonEncodedText.Encode(name)}\"";
}
