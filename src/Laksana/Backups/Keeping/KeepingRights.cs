using Laksana.Officers;
using Laksana.Procedures;

namespace Laksana.Backups;

/// <summary>
/// Who may do what about keeping backups; follows from the office's sheets and positions. Pure. Whoever plays a role in a sheet that works on backups, stands above
/// one, or administers the office may propose a policy, ask for an expiry and put a hold. What was asked is agreed to by another officer: one who stands above a
/// role whose rows such machine work does; where there is no other, one who plays any role in such a sheet; then an administrator. Never by who asked.
/// </summary>
public sealed record KeepingRights(Staffing Staffing, IReadOnlyList<Procedure> Sheets, IReadOnlyCollection<string> Administrators)
{
    /// <summary>A sheet that has a row with machine work on backups.</summary>
    public static bool Concerns(Procedure sheet) => sheet.Steps.Any(WorksOnBackups);

    public static KeepingRights Of(OfficeAtWork office, IEnumerable<Procedure> sheets) =>
        new(office.Staffing, [.. sheets.Where(Concerns)], [.. office.Officers.Values.Where(o => o.Administrator).Select(o => o.Id)]);

    public bool ToAsk(string officer) => Administrators.Contains(officer) || Plays(officer) || StandsAbove(officer);

    /// <summary>Officers who may agree to what <paramref name="first"/> asked.</summary>
    public IReadOnlyList<string> Seconds(string first)
    {
        var others = Staffing.Holdings.Select(h => h.Officer).Distinct(StringComparer.Ordinal).Where(o => o != first).ToList();
        if (others.Where(StandsAbove).ToList() is { Count: > 0 } above) return above;
        if (others.Where(Plays).ToList() is { Count: > 0 } beside) return beside;
        return [.. Administrators.Where(o => o != first)];
    }

    public bool ToAgree(string officer, string first) => Seconds(first).Contains(officer);

    /// <summary>Who hears of what the watch finds: whoever does the rows that take backups, and the positions right above.</summary>
    public IEnumerable<string> ToTell()
    {
        var positions = Sheets.SelectMany(s => s.Steps.Where(WorksOnBackups).SelectMany(r => Staffing.PositionsOf(s.Id, r.Role))).ToHashSet(StringComparer.Ordinal);
        positions.UnionWith([.. positions.Select(p => Staffing.Superiors.GetValueOrDefault(p)).OfType<string>()]);
        return Staffing.Holdings.Where(h => positions.Contains(h.Position)).Select(h => h.Officer).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
    }

    private bool Plays(string officer) => Sheets.Any(s => s.Roles.Any(r => Staffing.HoldingFor(officer, s.Id, r.Id) is not null));

    private bool StandsAbove(string officer) => Sheets.Any(s => s.Steps.Where(WorksOnBackups).Any(r => Staffing.SuperiorHolding(officer, s.Id, r.Role) is not null));

    private static bool WorksOnBackups(Step row) => row.Action?.Name is { } name
        && (name == "database.dump" || name.StartsWith("backup.", StringComparison.Ordinal) || name.StartsWith("recovery.", StringComparison.Ordinal));
}
