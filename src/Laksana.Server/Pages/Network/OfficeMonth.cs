using System.Globalization;
using Laksana.WorkTime;

namespace Laksana.Server.Pages.Network;

/// <summary>A month as the office's zone has it.</summary>
internal sealed record OfficeMonth(DateOnly First, OfficeZone Zone)
{
    private const int FirstYear = 2000, LastYear = 2200;

    public DateTimeOffset From => Instant(First);

    public DateTimeOffset Until => Instant(First.AddMonths(1));

    /// <summary>"2026-11"</summary>
    public string Word => First.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>"November 2026"</summary>
    public string Name => First.ToString("MMMM yyyy", CultureInfo.CurrentCulture);

    public static OfficeMonth Of(DateOnly day, OfficeZone zone) => new(new DateOnly(day.Year, day.Month, 1), zone);

    /// <summary>The month that a word names; null when it names none.</summary>
    public static OfficeMonth? Read(string? word, OfficeZone zone) =>
        DateOnly.TryParseExact(word, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= FirstYear and <= LastYear ? Of(day, zone) : null;

    /// <summary>This month and those before it, the newest first.</summary>
    public IEnumerable<OfficeMonth> Back(int count) => Enumerable.Range(0, count).Select(i => this with { First = First.AddMonths(-i) });

    private DateTimeOffset Instant(DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(local, Zone.Zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
