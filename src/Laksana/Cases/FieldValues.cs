using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Laksana.Procedures;

namespace Laksana.Cases;

/// <summary>Checks the values of a form against the sheet's fields; reports every fault, so that one round mends the form.</summary>
internal static partial class FieldValues
{
    /// <summary>Values in their stored form (trimmed, lists one a line), or the fault of the value.</summary>
    public static FieldFault? Check(Field field, string value, IReadOnlySet<string> sites, Func<string, bool> hasDocument) => field.Kind switch
    {
        FieldKind.Text => TooLong(field, value, 500) ?? Unless(!value.Contains('\n'), field, "field.one-line"),
        FieldKind.LongText => TooLong(field, value, 20_000),
        FieldKind.Number => Unless(value.Length <= 40 && decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out _), field, "field.number"),
        FieldKind.Date => Unless(DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _), field, "field.date"),
        FieldKind.DateTime => Unless(System.DateTime.TryParseExact(value, "yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _), field, "field.date-time"),
        FieldKind.Choice => Unless(field.Choices.Contains(value), field, "field.choice", string.Join(", ", field.Choices)),
        FieldKind.MultiChoice => Unless(Lines(value).All(field.Choices.Contains), field, "field.choice", string.Join(", ", field.Choices)),
        FieldKind.YesNo => Unless(value is "ya" or "tidak", field, "field.yes-no"),
        FieldKind.Phone => Unless(Phone().IsMatch(value), field, "field.phone"),
        FieldKind.Email => Unless(Email().IsMatch(value), field, "field.email"),
        FieldKind.Nik => Unless(Nik().IsMatch(value), field, "field.nik"),
        FieldKind.IpAddress => Unless(IPAddress.TryParse(value, out _), field, "field.ip"),
        FieldKind.Site => Unless(sites.Contains(value), field, "field.site", value),
        FieldKind.SiteList => Lines(value).FirstOrDefault(s => !sites.Contains(s)) is { } unknown ? new FieldFault(field.Name, "field.site", unknown) : null,
        FieldKind.Document => Unless(hasDocument(value), field, "field.document"),
        _ => throw new InvalidOperationException($"No check for {field.Kind}."),
    };

    /// <summary>The form a value is stored in: trimmed, line ends and lists made uniform, control characters taken out.</summary>
    public static string Normalize(Field field, string value)
    {
        var clean = new string([.. value.Replace("\r\n", "\n", StringComparison.Ordinal).Where(c => !char.IsControl(c) || c is '\n' or '\t')]).Trim();
        return field.Kind switch
        {
            FieldKind.SiteList or FieldKind.MultiChoice => string.Join('\n', Lines(clean).Distinct(StringComparer.Ordinal)),
            FieldKind.DateTime when clean.Length > 16 => clean[..16],
            FieldKind.Nik => clean.Replace(" ", "", StringComparison.Ordinal),
            _ => clean,
        };
    }

    public static IReadOnlyList<string> Lines(string value) =>
        value.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static FieldFault? TooLong(Field field, string value, int limit) => Unless(value.Length <= limit, field, "field.too-long", limit);

    private static FieldFault? Unless(bool good, Field field, string code, params object?[] arguments) =>
        good ? null : new FieldFault(field.Name, code, arguments);

    [GeneratedRegex(@"^[0-9+() -]{5,25}$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Phone();

    [GeneratedRegex(@"^[^\s@<>""]{1,64}@[A-Za-z0-9.-]{1,190}$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Email();

    [GeneratedRegex(@"^[0-9]{16}$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Nik();
}
