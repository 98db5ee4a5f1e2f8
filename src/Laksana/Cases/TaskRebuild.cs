using Laksana.Database;
using Laksana.Officers;

namespace Laksana.Cases;

/// <summary>
/// Derives the current tasks and due moments of running cases anew, after the office's calendar or staffing changed. Only derived rows are
/// touched: events stay, and a closed case keeps the times that were fixed when it closed.
/// </summary>
public sealed class TaskRebuild(LaksanaDatabase database, Offices offices, PublishedSheets sheets, CaseLoader loader)
{
    /// <returns>How many cases were gone through.</returns>
    public async Task<int> RunAsync(string officeId, CancellationToken token)
    {
        var office = await offices.GetAsync(officeId, token);
        var (last, count) = ("", 0);
        while (true)
        {
            var numbers = await RunningAfterAsync(officeId, last, token);
            foreach (var number in numbers) await RebuildAsync(office, number, token);
            count += numbers.Count;
            if (numbers.Count == 0) return count;
            last = numbers[^1];
        }
    }

    private async Task<IReadOnlyList<string>> RunningAfterAsync(string office, string last, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("select distinct case_number from task where office = $1 and case_number > $2 order by case_number limit 500", office, last);
        await using var reader = await batch.ReadAsync(token);
        var numbers = new List<string>();
        while (await reader.ReadAsync(token)) numbers.Add(reader.GetString(0));
        return numbers;
    }

    /// <summary>Writes only while the case is still at the version that was read: a step completed meanwhile has written its own rows.</summary>
    private async Task RebuildAsync(OfficeAtWork office, string number, CancellationToken token)
    {
        if (await loader.LoadAsync(office.Id, number, token) is not { State.Status: CaseStatus.Running } loaded) return;
        var state = loaded.State;
        if (await sheets.FindAsync(office.Id, state.Procedure, state.ProcedureVersion, token) is not { } sheet) return;
        var deadlines = new Deadlines(sheet.Procedure, office.Calendar, office.Definition.QueueLimit);
        var rights = new Rights(sheet.Procedure, office.Staffing);
        await using var batch = database.Batch(office.Id);
        batch.Add("update case_file set due_at = $4 where office = $1 and case_number = $2 and version = $3", office.Id, number, state.Version, deadlines.CaseDue(state)?.At);
        foreach (var run in state.OpenRuns)
        {
            var task = TaskRow.Of(rights, state, run, deadlines.Running(run));
            batch.Add("""
                update task set queue = $5, due_at = $6, returned = $7 where office = $1 and case_number = $2 and run = $3
                    and exists (select from case_file where office = $1 and case_number = $2 and version = $4)
                """, office.Id, number, run.Run, state.Version, task.Queue, task.DueAt, task.Returned);
        }
        await batch.ExecuteAsync(token);
    }
}
