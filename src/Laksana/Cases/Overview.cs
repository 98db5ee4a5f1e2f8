using Laksana.Database;
using Laksana.Officers;
using Npgsql;

namespace Laksana.Cases;

/// <summary>What lies at a position now.</summary>
/// <param name="Queued">Rows in its trays that nobody has taken.</param>
/// <param name="Working">Rows that its holders have taken.</param>
/// <param name="Capped">A tray or an officer has so many that they were not counted to the end.</param>
public sealed record PositionLoad(string Position, int Queued, int Working, bool Capped);

/// <summary>A row that calls for its superior.</summary>
public sealed record CallingRow(string CaseNumber, string Procedure, string Step, string? Site, string Role, string? Officer, string Subject, DateTimeOffset ReadyAt, DateTimeOffset? DueAt);

/// <summary>A case whose own limit comes near.</summary>
public sealed record NearCase(string Number, string Procedure, string Subject, DateTimeOffset DueAt);

/// <summary>The work of an office, or of the part below an officer, at one look.</summary>
/// <param name="Late">Rows past their limit; <see cref="Overviews.CountCap"/> stands for that many or more.</param>
/// <param name="Worst">Those that are late for the longest.</param>
public sealed record Overview(int Late, IReadOnlyList<CallingRow> Worst, IReadOnlyList<CallingRow> Failed, IReadOnlyList<NearCase> Near, IReadOnlyList<PositionLoad> Loads);

/// <summary>Reads it. Each question walks an index and stops; none counts all there is.</summary>
public sealed class Overviews(LaksanaDatabase database, PublishedSheets sheets, TimeProvider clock)
{
    public const int CountCap = 1000;

    private const int Shown = 5;
    private const int TrayCap = 100;
    private static readonly TimeSpan Near = TimeSpan.FromDays(5);

    private const string Columns = "t.case_number, t.procedure, t.step, t.site, t.role, t.officer, t.subject, t.ready_at, t.due_at";

    /// <summary>Whether the officer holds a position that has others below it.</summary>
    public static bool Leads(Staffing staffing, string officer) => staffing.Holdings.Any(h => h.Officer == officer && staffing.Superiors.Values.Contains(h.Position));

    /// <summary>Positions below those that the officer holds, nearest first, in the order of the office's file.</summary>
    public static IReadOnlyList<string> Below(OfficeAtWork office, string officer)
    {
        var own = office.Staffing.Holdings.Where(h => h.Officer == officer).Select(h => h.Position).ToHashSet(StringComparer.Ordinal);
        bool IsBelow(string position)
        {
            // As many steps as there are positions: a circle in the file would not end.
            for (var (p, steps) = (position, 0); office.Staffing.Superiors.TryGetValue(p, out var up) && steps <= office.Staffing.Superiors.Count; p = up, steps++)
                if (own.Contains(up)) return true;
            return false;
        }
        return [.. office.Definition.Positions.Select(p => p.Id).Where(IsBelow)];
    }

    /// <summary>Of the sheets whose cases the officer sees all of.</summary>
    public async Task<Overview> ReadAsync(OfficeAtWork office, string officer, CancellationToken token)
    {
        var all = await sheets.AllVersionsAsync(office.Id, token);
        var seen = all.GroupBy(s => s.Procedure.Id, StringComparer.Ordinal).Where(g => g.All(s => new Rights(s.Procedure, office.Staffing).ToSeeSheet(officer))).Select(g => g.Key).ToArray();
        var below = Below(office, officer);
        var trays = Trays(office, all, below);
        var now = clock.GetUtcNow();
        await using var batch = database.Batch(office.Id);
        batch.Add("""
            select count(*) from (
                (select from task where office = $1 and late and procedure = any($2) limit $4) union all
                (select from task where office = $1 and not late and due_at < $3 and procedure = any($2) limit $4) limit $4) l
            """, office.Id, seen, now, (long)CountCap);
        batch.Add($"""
            select {Columns} from (
                (select * from task where office = $1 and late and procedure = any($2) order by due_at limit {Shown}) union all
                (select * from task where office = $1 and not late and due_at < $3 and procedure = any($2) order by due_at limit {Shown})) t
            order by t.due_at, t.case_number limit {Shown}
            """, office.Id, seen, now);
        batch.Add($"select {Columns} from task t where office = $1 and machine = 2 and procedure = any($2) order by ready_at limit {Shown}", office.Id, seen);
        batch.Add($"""
            select case_number, procedure, subject, due_at from case_file
            where office = $1 and status = 0 and not late and due_at >= $3 and due_at < $4 and procedure = any($2) order by due_at limit {Shown}
            """, office.Id, seen, now, now + Near);
        batch.Add("""
            select q.queue, (select count(*) from (select from task t where t.office = $1 and t.queue = q.queue and t.officer is null limit $3) c) from unnest($2::text[]) as q (queue)
            """, office.Id, trays.Keys.ToArray(), (long)TrayCap);
        batch.Add("""
            select o.officer, (select count(*) from (select from task t where t.office = $1 and t.officer = o.officer limit $3) c) from unnest($2::text[]) as o (officer)
            """, office.Id, office.Staffing.Holdings.Where(h => below.Contains(h.Position)).Select(h => h.Officer).Distinct(StringComparer.Ordinal).ToArray(), (long)TrayCap);

        await using var reader = await batch.ReadAsync(token);
        await reader.ReadAsync(token);
        var late = (int)reader.GetInt64(0);
        var worst = await ListAsync(reader, Row, token);
        var failed = await ListAsync(reader, Row, token);
        var near = await ListAsync(reader, r => new NearCase(r.GetString(0), r.GetString(1), r.GetString(2), r.GetFieldValue<DateTimeOffset>(3)), token);
        var queued = await ListAsync(reader, r => (Queue: r.GetString(0), Count: (int)r.GetInt64(1)), token);
        var working = (await ListAsync(reader, r => (Officer: r.GetString(0), Count: (int)r.GetInt64(1)), token)).ToDictionary(w => w.Officer, w => w.Count, StringComparer.Ordinal);
        var loads = below.Select(p =>
        {
            var own = queued.Where(q => trays[q.Queue] == p).Select(q => q.Count).ToList();
            var taken = office.Staffing.Holdings.Where(h => h.Position == p).Select(h => working[h.Officer]).ToList();
            return new PositionLoad(p, own.Sum(), taken.Sum(), own.Concat(taken).Any(c => c >= TrayCap));
        });
        return new Overview(late, worst, failed, near, [.. loads]);
    }

    /// <summary>Each tray of the positions, at the first one that it belongs to: what two positions share is counted once.</summary>
    private static Dictionary<string, string> Trays(OfficeAtWork office, IReadOnlyList<SheetVersion> all, IReadOnlyList<string> positions)
    {
        var trays = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var sheet in all.Select(s => s.Procedure))
        {
            foreach (var role in sheet.Roles)
                if (positions.FirstOrDefault(p => office.Staffing.PositionsOf(sheet.Id, role.Id).Contains(p)) is { } position) trays[$"{sheet.Id}/{role.Id}"] = position;
            foreach (var position in positions) trays[$"{sheet.Id}/@{position}"] = position;
        }
        return trays;
    }

    private static CallingRow Row(NpgsqlDataReader r) => new(r.GetString(0), r.GetString(1), r.GetString(2), r.IsDBNull(3) ? null : r.GetString(3), r.GetString(4),
        r.IsDBNull(5) ? null : r.GetString(5), r.GetString(6), r.GetFieldValue<DateTimeOffset>(7), r.IsDBNull(8) ? null : r.GetFieldValue<DateTimeOffset>(8));

    private static async Task<List<T>> ListAsync<T>(NpgsqlDataReader reader, Func<NpgsqlDataReader, T> read, CancellationToken token)
    {
        await reader.NextResultAsync(token);
        var list = new List<T>();
        while (await reader.ReadAsync(token)) list.Add(read(reader));
        return list;
    }
}
