using Laksana.Database;
using Laksana.Officers;
using Npgsql;

namespace Laksana.Cases;

/// <summary>
/// An officer's tasks. Each query walks an index that is already in order of urgency and stops after a page, so that the inbox costs the same
/// with a hundred thousand open tasks as with a hundred.
/// </summary>
public sealed class Inbox(LaksanaDatabase database, PublishedSheets sheets, PersonalSearch persons, TimeProvider clock)
{
    public const int PageSize = 25;
    public const int CountCap = 100;

    /// <summary>An order other than by limit is made of that many of the most urgent.</summary>
    public const int OrderCap = 1000;

    /// <summary>Cases found by their values that a search takes along; what more cases hold is still found by number and title.</summary>
    private const int MostFound = 400;

    // A limit that a new calendar moved counts as it stands now, in the list as in the tray; a row whose clock stands still keeps what was said of it.
    private const string Columns =
        "t.case_number, t.run, t.procedure, t.step, t.site, t.role, t.status, t.officer, t.subject, t.ready_at, t.begun_at, t.due_at, t.party, t.machine, coalesce(t.due_at < $4, t.late), t.returned";

    private static string Mine(string filter) => $"select * from task t where t.office = $1 and t.officer = $2 {filter} order by t.due_at limit $5";

    private static string Claimable(string filter) => $"""
        select t.* from unnest($3::text[]) as q (queue) cross join lateral
            (select * from task t where t.office = $1 and t.queue = q.queue and t.officer is null and t.sender is distinct from $2 {filter} order by t.due_at limit $5) t
        """;

    private static string Waiting(string filter) => $"""
        (select * from task t where t.office = $1 and t.sender = $2 {filter} order by t.due_at limit $5) union all
        (select * from task t where t.office = $1 and t.officer = $2 and t.status = 2 {filter} order by t.due_at limit $5)
        """;

    /// <summary>What nobody took in the trays beneath, and what those beneath have of it. A report lies with its receiver and is nobody's to give away.</summary>
    private static string Below(string filter) => $"""
        (select t.* from unnest($2::text[]) as q (queue) cross join lateral
            (select * from task t where t.office = $1 and t.queue = q.queue and t.officer is null and t.status <> 3 {filter} order by t.due_at limit $5) t) union all
        (select t.* from unnest($3::text[]) as o (officer) cross join lateral
            (select * from task t where t.office = $1 and t.officer = o.officer and t.queue = any($2::text[]) {filter} order by t.due_at limit $5) t)
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

    /// <summary>The trays beneath an officer: roles over which he stands, and those who hold positions beneath his.</summary>
    public async Task<(string[] Queues, string[] Officers)> BeneathAsync(OfficeAtWork office, string officer, CancellationToken token)
    {
        var officers = office.Staffing.Holdings.Where(h => h.Officer != officer && office.Staffing.StandsAbove(officer, h.Position)).Select(h => h.Officer).Distinct(StringComparer.Ordinal).ToArray();
        if (officers.Length == 0) return ([], []);
        var all = await sheets.AllVersionsAsync(office.Id, token);
        return ([.. all.SelectMany(s => s.Procedure.Roles.Where(r => office.Staffing.SuperiorHolding(officer, s.Procedure.Id, r.Id) is not null).Select(r => s.Procedure.Id + "/" + r.Id))
            .Distinct(StringComparer.Ordinal)], officers);
    }

    /// <summary>A page of a tray and the counts of all, read in one round trip; a search asks first which cases hold the words.</summary>
    public async Task<(InboxCounts Counts, IReadOnlyList<InboxTask> Tasks, bool More)> ReadAsync(OfficeAtWork office, string officer, InboxView view, CancellationToken token)
    {
        var (queues, beneath) = (await QueuesAsync(office, officer, token), await BeneathAsync(office, officer, token));
        var now = clock.GetUtcNow();
        var filter = new InboxFilter(office, view, view.Search is { } search ? await FoundAsync(office, officer, search, token) : [], 7);
        await using var batch = database.Batch(office.Id);
        object?[] head = [office.Id, officer, queues, now];
        object?[] below = [office.Id, beneath.Queues, beneath.Officers, now];
        batch.Add($"""
            select (select count(*) from ({Mine("and t.status <> 2")}) x),
                   (select count(*) from ({Claimable("")} limit $5) x),
                   (select count(*) from ({Late("")} limit $5) x),
                   (select count(*) from ({Waiting("")} limit $5) x),
                   (select count(*) from ({Mine("and t.machine = 0")}) x)
            """, [.. head, (long)CountCap]);
        batch.Add($"select count(*) from (select from ({Below("")}) y limit $5) x", [.. below, (long)CountCap]);
        var (walk, shown, order) = view.Order == TaskOrder.Limit ? (view.Page * PageSize + 1, PageSize + 1, "t.due_at") : (OrderCap, PageSize + 1, OrderOf(view.Order));
        batch.Add($"select {Columns} from ({Of(view.Tray, filter.Sql)}) t order by {order}, t.case_number, t.run limit {shown} offset $6",
            [.. view.Tray == Tray.Below ? below : head, (long)walk, (long)((view.Page - 1) * PageSize), .. filter.Values]);

        await using var reader = await batch.ReadAsync(token);
        await reader.ReadAsync(token);
        int Count(int i) => (int)Math.Min(CountCap, reader.GetInt64(i));
        var counts = new InboxCounts(Count(0), Count(1), Count(2), Count(3), Count(4));
        await reader.NextResultAsync(token);
        await reader.ReadAsync(token);
        counts = counts with { Below = Count(0) };
        await reader.NextResultAsync(token);
        var tasks = new List<InboxTask>();
        while (await reader.ReadAsync(token)) tasks.Add(Row(reader));
        return (counts, tasks.Count > PageSize ? tasks[..PageSize] : tasks, tasks.Count > PageSize);
    }

    /// <summary>Numbers of the newest cases that hold the words in a value that is not personal, and of those that hold them as a personal one he may read.</summary>
    private async Task<string[]> FoundAsync(OfficeAtWork office, string officer, string search, CancellationToken token)
    {
        var found = new List<string>(await persons.FindAsync(office, officer, false, search, token));
        await using var batch = database.Batch(office.Id);
        batch.Add("select number from cases_with($1, $2, $3, $4)", search.ToLowerInvariant(), DateTimeOffset.MaxValue, "", MostFound);
        await using var reader = await batch.ReadAsync(token);
        while (await reader.ReadAsync(token)) found.Add(reader.GetString(0));
        return [.. found.Distinct(StringComparer.Ordinal)];
    }

    private static string OrderOf(TaskOrder order) => order switch { TaskOrder.Newest => "t.ready_at desc", TaskOrder.Subject => "lower(t.subject)", _ => "t.case_number" };

    private static string Of(Tray tray, string filter) => tray switch
    {
        Tray.Open => $"({Mine("and t.status <> 2 " + filter)}) union all ({Claimable(filter)})",
        Tray.Mine => Mine("and t.status <> 2 " + filter),
        Tray.Claimable => Claimable(filter),
        Tray.Late => Late(filter),
        Tray.Waiting => Waiting(filter),
        Tray.Machine => Mine("and t.machine = 0 " + filter),
        Tray.Below => Below(filter),
        _ => throw new ArgumentOutOfRangeException(nameof(tray)),
    };

    private static string Late(string filter) =>
        $"({Mine("and t.due_at < $4 " + filter)}) union all ({Claimable("and t.due_at < $4 " + filter)})";

    private static InboxTask Row(NpgsqlDataReader r) => new(r.GetString(0), r.GetInt32(1), r.GetString(2), r.GetString(3), Text(r, 4), r.GetString(5),
        (RunStatus)r.GetInt16(6), Text(r, 7), r.GetString(8), r.GetFieldValue<DateTimeOffset>(9), Moment(r, 10), Moment(r, 11), Text(r, 12),
        r.IsDBNull(13) ? null : (MachineStatus)r.GetInt16(13), r.GetBoolean(14), r.GetBoolean(15));

    private static string? Text(NpgsqlDataReader r, int i) => r.IsDBNull(i) ? null : r.GetString(i);

    private static DateTimeOffset? Moment(NpgsqlDataReader r, int i) => r.IsDBNull(i) ? null : r.GetFieldValue<DateTimeOffset>(i);
}
