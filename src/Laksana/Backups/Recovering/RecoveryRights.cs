using Laksana.Cases;
using Laksana.Officers;
using Laksana.Procedures;

namespace Laksana.Backups;

/// <summary>
/// Who may do what with recoveries that stand outside a case: follows from the sheets that name an action <c>recovery.…</c> and the office's positions. Pure. Inside a case its rows
/// decide (<see cref="Rights"/>). That the second officer is a second one is decided by <see cref="RecoveryRules"/>.
/// </summary>
public sealed record RecoveryRights(IReadOnlyList<Procedure> Sheets, Staffing Staffing)
{
    private const string Actions = "recovery.";

    /// <summary>Of an office's sheets those that recover something.</summary>
    public static RecoveryRights Of(IEnumerable<Procedure> sheets, Staffing staffing) => new([.. sheets.Where(s => s.Steps.Any(Recovers))], staffing);

    public bool ToSee(string officer) => Sheets.Any(s => new Rights(s, Staffing).ToSeeSheet(officer));

    /// <summary>Plans, restores, swaps what was approved, swaps back: the role of the rows with the actions, and who stands above it.</summary>
    public bool ToPrepare(string officer) => Sheets.Any(s => RolesOf(s).Any(role => PlaysOrStandsAbove(officer, s, role)));

    /// <summary>Approves: the role of the row that wants a second officer, those who stand in for it, and who stands above the preparing role.</summary>
    public bool ToApprove(string officer) => Sheets.Any(s =>
        RolesOf(s).Any(role => Staffing.SuperiorHolding(officer, s.Id, role) is not null)
        || s.Steps.Where(r => r.SecondOfficer is not null).SelectMany(r => r.SecondOfficer!.StandIns.Append(r.ReportsTo ?? r.Role)).Any(role => Staffing.HoldingFor(officer, s.Id, role) is not null));

    private bool PlaysOrStandsAbove(string officer, Procedure sheet, string role) =>
        Staffing.HoldingFor(officer, sheet.Id, role) is not null || Staffing.SuperiorHolding(officer, sheet.Id, role) is not null;

    private static IEnumerable<string> RolesOf(Procedure sheet) => sheet.Steps.Where(Recovers).Select(s => s.Role).Distinct(StringComparer.Ordinal);

    private static bool Recovers(Step step) => step.Action?.Name.StartsWith(Actions, StringComparison.Ordinal) == true;
}
