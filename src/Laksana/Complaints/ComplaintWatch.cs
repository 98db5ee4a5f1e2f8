using System.Text.Json;
using Laksana.Cases;
using Laksana.Database;
using Laksana.Officers;

namespace Laksana.Complaints;

/// <summary>Tells the superiors of whoever must act that a limit of SP4N-LAPOR has passed: each limit of a complaint once, on however many nodes this runs.</summary>
public sealed class ComplaintWatch(LaksanaDatabase database, Offices offices, FoldedCases cases, TimeProvider clock)
{
    /// <summary>Looks through one office.</summary>
    /// <returns>How many lines were added to bells.</returns>
    public async Task<int> LookAsync(string office, CancellationToken token)
    {
        var versions = await cases.VersionsAsync(office, d => d.IsComplaints, token);
        if (versions.Count == 0) return 0;
        var atWork = await offices.GetAsync(office, token);
        var now = clock.GetUtcNow();
        await using var batch = database.Batch(office);
        var any = false;
        foreach (var folded in (await cases.RunningAsync(office, versions, ComplaintBook.MostOpen, token)).Cases)
        {
            var complaint = Complaint.Of(folded, atWork.Calendar);
            if (folded.Sheet.Desk is not { } desk || new ComplaintClock(desk, atWork.Calendar).Running(complaint) is not { } running || !running.Due.HasPassed(now)) continue;
            foreach (var officer in ToTell(folded, atWork.Staffing))
            {
                any = true;
                batch.Add("""
                    insert into notice (office, officer, cause, case_number, text_key, arguments, created_at) values ($1, $2, $3, $4, $5, $6, $7)
                    on conflict (office, officer, cause) do nothing
                    """, office, officer, $"complaint:{complaint.Number}:{running.Limit}", complaint.Number, "notice.complaint-late",
                    JsonSerializer.Serialize([complaint.Number, running.Due.Amount.Days.ToString(System.Globalization.CultureInfo.InvariantCulture)], ComplaintJson.Default.StringArray), now);
            }
        }
        return any ? await batch.ExecuteAsync(token) : 0;
    }

    /// <summary>Holders of the positions right above whoever must act on the open row; where there is none above, he himself.</summary>
    private static IEnumerable<string> ToTell(FoldedCase folded, Staffing staffing)
    {
        if (folded.State.OpenRuns.FirstOrDefault() is not { } run || folded.Sheet.FindStep(run.Step) is not { } step) return [];
        var positions = staffing.PositionsOf(folded.Sheet.Id, run.Status == RunStatus.Reported ? step.ReportsTo! : step.Role);
        var above = positions.Select(p => staffing.Superiors.GetValueOrDefault(p) ?? p).ToHashSet(StringComparer.Ordinal);
        return staffing.Holdings.Where(h => above.Contains(h.Position)).Select(h => h.Officer).Distinct(StringComparer.Ordinal);
    }
}

[System.Text.Json.Serialization.JsonSerializable(typeof(string[]))]
internal sealed partial class ComplaintJson : System.Text.Json.Serialization.JsonSerializerContext;
