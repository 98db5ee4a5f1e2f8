using Laksana.Database;
using Laksana.Officers;
using Npgsql;

namespace Laksana.Cases;

/// <summary>The trays of an officer's inbox.</summary>
public enum Tray
{
    /// <summary>Everything he may work on now: his own and what lies in his positions' trays.</summary>
    Open,
    /// <summary>Taken by him, or given to him.</summary>
    Mine,
    /// <summary>Lies in a tray of his positions.</summary>
    Claimable,
    /// <summary>Of both, past its limit.</summary>
    Late,
    /// <summary>Waits for someone else: his reports that were not acknowledged, his rows paused for an outside party.</summary>
    Waiting,
    /// <summary>His rows on which the machine works.</summary>
    Machine,
}

/// <summary>One row of the inbox.</summary>
public sealed record InboxTask(string CaseNumber, int Run, string Procedure, string Step, string? Site, string Role, RunStatus Status, string? Officer,
    string Subject, DateTimeOffset ReadyAt, DateTimeOffset? BegunAt, DateTimeOffset? DueAt, string? Party, MachineStatus? Machine, bool Late);

/// <summary>How many lie in each tray; <see cref="Inbox.CountCap"/> means "that many or more".</summary>
public sealed record InboxCounts(int Mine, int Claimable, int Late, int Waiting, int Machine);

/// <summary>What to show of a tray. <paramref name="Search"/> looks in number and title; <paramref name="Procedure"/> narrows to one sheet.</summary>
public sealed record InboxView(Tray Tray, string? Search = null, string? Procedure = null, int Page = 1);

/// <summary>
/// An officer's tasks. Each query walks an index that is already in order of urgency and stops after a page, so that the inbox costs the same
/// with a hundred thousand open tasks as with a hundred.
/// </summary>
public sealed class Inbox(LaksanaDatabase database, PublishedSheets sheets, TimeProvider clock)
{
    public const int PageSize = 25;
    public const int CountCap = 100;

    private const string Columns =
        "t.case_number, t.run, t.procedure, t.step, t.site, t.role, t.status, t.officer, t.subject, t.ready_at, t.begun_at, t.due_at, t.party, t.machine, t.late or coalesce(t.due_at < $4, false)";

    private static string Mine(string filter) => $"select * from task t where t.office = $1 and t.officer = $2 {filter} order by t.due_at limit $5";

    private static string Claimable(string filter) => $"""
        select t.* from unnest($3::text[]) as q (queue) cross join lateral
            (select * from task t where t.office = $1 and t.queue = q.queue and t.officer is null and t.sender is distinct from $2 {filter} order by t.due_at limit $5) t
        """;

    private static string Waiting(string filter) => $"""
        (select * from task t where t.office = $1 and t.sender = $2 {filter} order by t.due_at limit $5) union all
        (select * from task t where t.office = $1 and t.officer = $2 and t.status = 2 {filter} order by t.due_at limit $5)
        """;

    /// <summary>The trays of an officer: <c>sheet/role</c> for every role he plays, <c>sheet/@position</c> for every position he holds.</summary>
    public async Task<string[]> QueuesAsync(OfficeAtWork office, string officer, CancellationToken token)
    {
        var positions = office.Staffing.Holdings.Where(h => h.Officer == officer).Select(h => h.Position).ToList();
        if (positions.Count == 0) return [];
        var all = await sheets.AllVersionsAsync(office.Id, token);
        return [.. all.SelectMany(s => s.Procedure.Roles.Where(r => office.Staffing.HoldingFor(officer, s.Procedure.Id, r.Id) is not null)
                .Select(r => s.Procedure.Id + "/" + r.Id).Concat(positions.Select(p => s.Procedure.Id + "/@" + p)))
            .Distinct(StringComparer.Ordinal)];
    }

    /// <summary>A page of a tray and the counts of all, read in one round trip.</summary>
    public async Task<(InboxCounts Counts, IReadOnlyList<InboxTask> Tasks, bool More)> ReadAsync(OfficeAtWork office, string officer, InboxView view, CancellationToken token)
    {
        var queues = await QueuesAsync(office, officer, token);
        var now = clock.GetUtcNow();
        await using var batch = database.Batch(office.Id);
        string Filter(int first) => (view.Search is null ? "" : $"and (lower(t.subject) like ${first} or lower(t.case_number) like ${first})")
            + (view.Procedure is null ? "" : $" and t.procedure = ${first + (view.Search is null ? 0 : 1)}");
        object?[] filters = [.. new[] { view.Search is { } s ? SearchPattern.Anywhere(s) : null, view.Procedure }.OfType<string>()];
        object?[] head = [office.Id, officer, queues, now];

        batch.Add($"""
            select (select count(*) from ({Mine("and t.status <> 2")}) x),
                   (select count(*) from ({Claimable("")} limit $5) x),
                   (select count(*) from ({Late("")} limit $5) x),
                   (select count(*) from ({Waiting("")} limit $5) x),
                   (select count(*) from ({Mine("and t.machine = 0")}) x)
            """, [.. head, (long)CountCap]);
        batch.Add($"select {Columns} from ({Of(view.Tray, Filter(7))}) t order by t.due_at, t.case_number, t.run limit {PageSize + 1} offset $6",
            [.. head, (long)(view.Page * PageSize + 1), (long)((view.Page - 1) * PageSize), .. filters]);

        await using var reader = await batch.ReadAsync(token);
        await reader.ReadAsync(token);
        int Count(int i) => (int)Math.Min(CountCap, reader.GetInt64(i));
        var counts = new InboxCounts(Count(0), Count(1), Count(2), Count(3), Count(4));
        await reader.NextResultAsync(token);
        var tasks = new List<InboxTask>();
        while (await reader.ReadAsync(token)) tasks.Add(Row(reader));
        return (counts, tasks.Count > PageSize ? tasks[..PageSize] : tasks, tasks.Count > PageSize);
    }

    private static string Of(Tray tray, string filter) => tray switch
    {
        Tray.Open => $"({Mine("and t.status <> 2 " + filter)}) union all ({Claimable(filter)})",
        Tray.Mine => Mine("and t.status <> 2 " + filter),
        Tray.Claimable => Claimable(filter),
        Tray.Late => Late(filter),
        Tray.Waiting => Waiting(filter),
        Tray.Machine => Mine("and t.machine = 0 " + filter),
        _ => throw new ArgumentOutOfRangeException(nameof(tray)),
    };

    private static string Late(string filter) =>
        $"({Mine("and t.due_at < $4 " + filter)}) union all ({Claimable("and t.due_at < $4 " + filter)})";

    private static InboxTask Row(NpgsqlDataReader r) => new(r.GetString(0), r.GetInt32(1), r.GetString(2), r.GetString(3), Text(r, 4), r.GetString(5),
        (RunStatus)r.GetInt16(6), Text(r, 7), r.GetString(8), r.GetFieldValue<DateTimeOffset>(9), Moment(r, 10), Moment(r, 11), Text(r, 12),
        r.IsDBNull(13) ? null : (MachineStatus)r.GetInt16(13), r.GetBoolean(14));

    private static string? Text(NpgsqlDataReader r, int i) => r.IsDBNull(i) ? null : r.GetString(i);

    private static DateTimeOffset? Moment(NpgsqlDataReader r, int i) => r.IsDBNull(i) ? null : r.GetFieldValue<DateTimeOffset>(i);
}
