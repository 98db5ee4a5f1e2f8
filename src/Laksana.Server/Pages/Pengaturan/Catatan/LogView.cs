using Laksana.Officers;
using static Laksana.Server.Pages.Pengaturan.AturWords;

namespace Laksana.Server.Pages.Pengaturan.Catatan;

/// <summary>The log of administration in words.</summary>
internal static class LogView
{
    /// <summary>What was asked for, from the query of the page.</summary>
    public static AdministrationFilter Filter(IQueryCollection query, OfficeAtWork office)
    {
        var (from, until) = (Dates.TryParse(query["dari"], out var f) ? f : (DateOnly?)null, Dates.TryParse(query["sampai"], out var u) ? u : (DateOnly?)null);
        return new AdministrationFilter(Given(query["petugas"]), Given(query["jenis"]), SearchText.Of(query["cari"]), Moment(from, office), Moment(until?.AddDays(1), office),
            long.TryParse(query["sebelum"], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var before) ? before : null);
    }

    public static string Who(OfficeAtWork office, string officer) => officer == AdministrationLog.Installation ? Say["log.installation"] : office.NameOf(officer);

    /// <summary>An officer by his name, a sheet or anything else as it was written.</summary>
    public static string Subject(OfficeAtWork office, AdministrationLine line) => line.Subject == office.Id ? office.Definition.Name : office.NameOf(line.Subject);

    public static string Details(OfficeAtWork office, AdministrationLine line) => string.Join("; ", line.Details.Select(d => Detail(office, d)));

    private static string Detail(OfficeAtWork office, KeyValuePair<string, string> detail) => detail.Key switch
    {
        "position" => office.PositionTitle(detail.Value),
        "capacity" => Say["capacity." + (Enum.TryParse<Capacity>(detail.Value, out var capacity) ? capacity : Capacity.Definitive)],
        "since" or "until" or "effective" or "expires" when Dates.TryParse(detail.Value, out var day) => Say["log." + detail.Key, OfficeTimes.Day(day)],
        "administrator" => Say["administrator"],
        "changes" => detail.Value.Replace("\n", "; ", StringComparison.Ordinal),
        "warrant" or "version" or "user" or "label" or "last" or "year" => Say["log." + detail.Key, detail.Value],
        "nip" or "phone" or "name" or "title" when detail.Value == "…" => Say["log.kept", detail.Key == "nip" ? "NIP" : Say["officer.phone"]],
        _ => detail.Key is "name" or "title" ? detail.Value : $"{detail.Key}: {detail.Value}",
    };

    private static string? Given(string? text) => string.IsNullOrEmpty(text) || text.Contains('\0', StringComparison.Ordinal) ? null : text.Length > 100 ? text[..100] : text;

    private static DateTimeOffset? Moment(DateOnly? day, OfficeAtWork office) => day is { } d && d > DateOnly.MinValue && d < new DateOnly(9990, 1, 1) && d.Year > 1900
        ? new DateTimeOffset(d.ToDateTime(TimeOnly.MinValue), office.Zone.GetUtcOffset(d.ToDateTime(TimeOnly.MinValue))) : null;
}
