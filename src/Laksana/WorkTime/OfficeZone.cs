using System.Diagnostics.CodeAnalysis;

namespace Laksana.WorkTime;

/// <summary>One of Indonesia's three zones. None has daylight saving time; offsets still come from the zone database.</summary>
public sealed class OfficeZone
{
    /// <summary>Waktu Indonesia Barat, UTC+7.</summary>
    public static readonly OfficeZone Wib = new("WIB", "Asia/Jakarta", 7);

    /// <summary>Waktu Indonesia Tengah, UTC+8.</summary>
    public static readonly OfficeZone Wita = new("WITA", "Asia/Makassar", 8);

    /// <summary>Waktu Indonesia Timur, UTC+9.</summary>
    public static readonly OfficeZone Wit = new("WIT", "Asia/Jayapura", 9);

    private OfficeZone(string abbreviation, string id, int hours)
    {
        Abbreviation = abbreviation;
        Id = id;
        // A machine without a zone database (a bare container) still knows these three: their offsets have not changed since 1988.
        Zone = TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone)
            ? zone
            : TimeZoneInfo.CreateCustomTimeZone(id, TimeSpan.FromHours(hours), abbreviation, abbreviation);
    }

    public static IReadOnlyList<OfficeZone> All { get; } = [Wib, Wita, Wit];

    /// <summary>What people write behind a time: <c>WIB</c>, <c>WITA</c> or <c>WIT</c>.</summary>
    public string Abbreviation { get; }

    /// <summary>The zone database's name, e.g. <c>Asia/Jakarta</c>.</summary>
    public string Id { get; }

    public TimeZoneInfo Zone { get; }

    /// <summary>Finds a zone by its abbreviation or its zone database name, in any case of letters.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out OfficeZone? zone)
    {
        var sought = text?.Trim();
        zone = All.FirstOrDefault(z => z.Abbreviation.Equals(sought, StringComparison.OrdinalIgnoreCase)
            || z.Id.Equals(sought, StringComparison.OrdinalIgnoreCase));
        return zone is not null;
    }

    public override string ToString() => Abbreviation;
}
