using Laksana.Cases;
using Laksana.Officers;
using Laksana.Procedures;

namespace Laksana.Backups;

/// <summary>
/// Who has to do with media: whoever plays a role in a sheet that works on backups, and those above one. The administrator sees and keeps the inventory. Pure.
/// </summary>
/// <param name="Sheets">The sheets of the office that name an action on backups.</param>
public sealed record CustodyRights(IReadOnlyList<Procedure> Sheets, Staffing Staffing)
{
    private static readonly string[] Actions = ["backup.", "database.", "recovery."];

    public static CustodyRights Of(OfficeAtWork office, IEnumerable<Procedure> sheets) =>
        new([.. sheets.Where(s => s.Steps.Any(step => step.Action is { } action && Actions.Any(a => action.Name.StartsWith(a, StringComparison.Ordinal))))], office.Staffing);

    /// <summary>May he copy, measure, give and receive.</summary>
    public bool ToAct(string officer) => Sheets.Any(s => new Rights(s, Staffing).ToSeeSheet(officer));

    public bool ToSee(string officer, bool administrator) => administrator || ToAct(officer);

    /// <summary>Those a medium may be handed to.</summary>
    public IReadOnlyList<string> Hands => [.. Staffing.Holdings.Select(h => h.Officer).Distinct(StringComparer.Ordinal).Where(ToAct)];
}
