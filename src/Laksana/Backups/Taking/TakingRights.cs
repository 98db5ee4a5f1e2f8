using Laksana.Cases;
using Laksana.Officers;
using Laksana.Procedures;

namespace Laksana.Backups;

/// <summary>
/// Who may have a source backed up outside a case, and stop such work: whoever does the rows that take it, those above them, and the administrator. Follows from the office's sheets and
/// positions. Pure.
/// </summary>
public sealed record TakingRights(Staffing Staffing, IReadOnlyList<Procedure> Sheets, IReadOnlyCollection<string> Administrators)
{
    public static TakingRights Of(OfficeAtWork office, IEnumerable<Procedure> sheets) =>
        new(office.Staffing, [.. sheets.Where(KeepingRights.Concerns)], [.. office.Officers.Values.Where(o => o.Administrator).Select(o => o.Id)]);

    public bool ToTake(string officer, string source) => Sheets.Count > 0 && (Administrators.Contains(officer)
        || Sheets.Any(s => BackupSheets.RolesThatTake(s, source).Any(role => Staffing.HoldingFor(officer, s.Id, role) is not null || Staffing.SuperiorHolding(officer, s.Id, role) is not null)));

    /// <summary>May he stop a job that is going on? Checks may be stopped by whoever sees backups, work on media by whoever may hand one over; a recovery has an end of its own.</summary>
    public bool ToCancel(string officer, JobNow job) => job.Kind switch
    {
        TakeJob.Name => ToTake(officer, job.Subject),
        VerifyJob.Name or DrillJob.Name => Administrators.Contains(officer) || Sees(officer),
        CopyJob.Name or MeasureJob.Name => Sees(officer),
        _ => false,
    };

    private bool Sees(string officer) => Sheets.Any(s => new Rights(s, Staffing).ToSeeSheet(officer));
}
