using Laksana.Cases;
using Laksana.Procedures;
using Laksana.Server.Accounts;

namespace Laksana.Server.Pages.Backups;

/// <summary>
/// Who sees the backups of an office: the officers with a role in one of its sheets that takes, checks or restores backups, those above them, and the administrator. An
/// office without such a sheet has no such place.
/// </summary>
internal sealed class BackupAccess(PublishedSheets sheets, CurrentOffice current, TimeProvider clock)
{
    /// <returns>The status to answer with; null: he may.</returns>
    public async Task<int?> ClosedAsync(CancellationToken token)
    {
        var office = current.AtWork ?? throw new InvalidOperationException("The office is gone.");
        var of = (await sheets.AllCurrentAsync(office.Id, office.DayOf(clock.GetUtcNow()), token)).Select(s => s.Procedure).Where(IsAboutBackups).ToList();
        if (of.Count == 0) return StatusCodes.Status404NotFound;
        return current.IsAdministrator || of.Any(p => new Rights(p, office.Staffing).ToSeeSheet(current.Officer)) ? null : StatusCodes.Status403Forbidden;
    }

    private static bool IsAboutBackups(Procedure procedure) => procedure.Steps.Any(s => s.Action?.Name is { } name
        && (name == "database.dump" || name.StartsWith("backup.", StringComparison.Ordinal) || name.StartsWith("recovery.", StringComparison.Ordinal)));
}
