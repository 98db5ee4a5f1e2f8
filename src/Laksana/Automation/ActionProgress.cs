using Laksana.Database;

namespace Laksana.Automation;

/// <summary>Where an action run stands; the numbers are those of <c>action_run.status</c>.</summary>
public enum ActionRunStatus { Waiting, Running, Succeeded, Failed, Cancelled }

/// <summary>An action run as a page shows it.</summary>
/// <param name="StepRun">The run of the case's row.</param>
/// <param name="Attempt">Takings so far; 0 before the first.</param>
/// <param name="Lines">What the action said, oldest first.</param>
/// <param name="Fraction">0 to 1; null when it cannot be known.</param>
/// <param name="NextTry">While waiting after a failure: when it is tried again (real time).</param>
public sealed record ActionRunNow(Guid Id, int StepRun, string Action, ActionRunStatus Status, int Attempt, IReadOnlyList<string> Lines, double? Fraction,
    WorkCount? Count, DateTimeOffset AskedAt, DateTimeOffset? EndedAt, DateTimeOffset? NextTry);

/// <summary>Live progress of machine work, for pages. Not part of the register; kept for some weeks.</summary>
public sealed class ActionProgress(LaksanaDatabase database)
{
    /// <summary>Every action run of a case, oldest first.</summary>
    public async Task<IReadOnlyList<ActionRunNow>> ReadAsync(string office, string caseNumber, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("""
            select id, run, action, status, tries, progress, fraction, counted, created_at, ended_at, case when status = 0 and tries > 0 then not_before end
            from action_run where office = $1 and case_number = $2 order by created_at, id
            """, office, caseNumber);
        await using var reader = await batch.ReadAsync(token);
        var runs = new List<ActionRunNow>();
        while (await reader.ReadAsync(token))
            runs.Add(new ActionRunNow(reader.GetGuid(0), reader.GetInt32(1), reader.GetString(2), (ActionRunStatus)reader.GetInt16(3), reader.GetInt32(4),
                reader.GetString(5).Split('\n', StringSplitOptions.RemoveEmptyEntries), reader.IsDBNull(6) ? null : reader.GetFloat(6),
                WorkCount.Read(reader.IsDBNull(7) ? null : reader.GetString(7)), reader.GetFieldValue<DateTimeOffset>(8), At(9), At(10)));
        return runs;

        DateTimeOffset? At(int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<DateTimeOffset>(column);
    }

    /// <summary>The runs of an office that a node works on now, each with its attempt: what anything else left unfinished may be cleared away.</summary>
    public async Task<IReadOnlyDictionary<Guid, int>> WorkedOnAsync(string office, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("select id, tries from action_run where office = $1 and status = 1", office);
        await using var reader = await batch.ReadAsync(token);
        var runs = new Dictionary<Guid, int>();
        while (await reader.ReadAsync(token)) runs[reader.GetGuid(0)] = reader.GetInt32(1);
        return runs;
    }
}
