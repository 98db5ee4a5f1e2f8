using Laksana.Cases;

namespace Laksana.Server.Pages.Sop;

/// <summary>All versions of one sheet, oldest first, and which of them is in force on a day.</summary>
internal sealed record SheetShelf(IReadOnlyList<SheetVersion> Versions, DateOnly Today)
{
    /// <summary>The newest whose date has come; null before the first.</summary>
    public SheetVersion? Current => Versions.LastOrDefault(v => v.Effective <= Today);

    /// <summary>What to show when no version is asked for: the one in force, or the first to come.</summary>
    public SheetVersion Shown => Current ?? Versions[0];

    /// <summary>The next one that will replace what is in force.</summary>
    public SheetVersion? Coming => Versions.FirstOrDefault(v => v.Effective > Today && v.Version > (Current?.Version ?? 0));

    public string Id => Versions[0].Procedure.Id;

    public string Address => "/sop/" + Id;

    public SheetVersion? Find(int version) => Versions.FirstOrDefault(v => v.Version == version);

    public SheetVersion? Before(SheetVersion version) => Versions.LastOrDefault(v => v.Version < version.Version);

    /// <summary>The day on which a later version took over; null while none has. A version overtaken before its date was never in force.</summary>
    public DateOnly? Until(SheetVersion version) => Versions.Where(v => v.Version > version.Version).Select(v => (DateOnly?)v.Effective).Min();

    public bool IsFuture(SheetVersion version) => version.Effective > Today && !(Until(version) <= version.Effective);

    public bool WasNever(SheetVersion version) => Until(version) <= version.Effective;

    /// <summary>The sheet's versions; null when the office has no such sheet.</summary>
    public static async Task<SheetShelf?> FindAsync(PublishedSheets sheets, string office, string sheet, DateOnly today, CancellationToken token) =>
        (await sheets.VersionsAsync(office, sheet, token)) is { Count: > 0 } versions ? new(versions, today) : null;
}
