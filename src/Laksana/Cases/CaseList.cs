using Laksana.Database;
using Laksana.Officers;

namespace Laksana.Cases;

/// <summary>One case of a list.</summary>
public sealed record ListedCase(string Number, string Procedure, int ProcedureVersion, string Subject, CaseStatus Status, int Version,
    DateTimeOffset OpenedAt, string? OpenedBy, DateTimeOffset? EndedAt, DateTimeOffset? DueAt, bool Late);

/// <summary>What to list. <paramref name="Search"/> wants all its words in number, title and values that are not personal; the last may be only begun.</summary>
/// <param name="After">The last case of the page before.</param>
public sealed record CaseListView(CaseStatus? Status = null, string? Procedure = null, bool LateOnly = false, string? Search = null, CasePlace? After = null, int Most = 50);

/// <summary>Where a case stands in a list, newest first.</summary>
public sealed record CasePlace(DateTimeOffset OpenedAt, string Number);

/// <summary>The cases that an officer may see, newest first, page by page: those whose sheet, in the version they run on, he plays a role in or stands above, and those he had a hand in.</summary>
public sealed class CaseList(LaksanaDatabase database, PublishedSheets sheets)
{
    /// <summary>Matches of a search that are looked at together.</summary>
    private const int Handful = 200;

    private const int MostHandfuls = 2;

    /// <summary>What stands between words; as in case_words.</summary>
    private const string BetweenWords = "\n\r\t -/.,;:()[]{}<>\"'\\=+*&|!?#@";

    /// <summary>After every case.</summary>
    private static readonly CasePlace Newest = new(DateTimeOffset.MaxValue, "");

    private const string Columns = "case_number, procedure, procedure_version, subject, status, version, opened_at, opened_by, ended_at, due_at, late";

    /// <summary>One more than asked for tells that there are more; it is not given.</summary>
    public async Task<(IReadOnlyList<ListedCase> Cases, bool More)> ReadAsync(OfficeAtWork office, string officer, bool administrator, CaseListView view, CancellationToken token)
    {
        if (view.Search is not { } search) return await PageAsync(office, officer, administrator, view, null, token);
        // What has the words is found first, what of it he may see and asked for afterwards, until a page is full.
        var cases = new List<ListedCase>();
        for (var (place, handfuls) = (view.After, 1); ; handfuls++)
        {
            var found = await FoundAsync(office.Id, search, place ?? Newest, token);
            if (found.Count > 0) cases.AddRange((await PageAsync(office, officer, administrator, view with { After = null, Most = Handful }, [.. found.Select(f => f.Number)], token)).Cases);
            if (cases.Count > view.Most) return (cases[..view.Most], true);
            if (found.Count < Handful) return (cases, false);
            place = found[^1];
            if (handfuls < MostHandfuls) continue;
            // Words of many cases, of which he may see few: now his own are walked and read for the words.
            var (rest, more) = await PageAsync(office, officer, administrator, view with { After = place, Most = view.Most - cases.Count }, null, token);
            return ([.. cases, .. rest], more);
        }
    }

    private async Task<List<CasePlace>> FoundAsync(string office, string search, CasePlace after, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("select number, opened from cases_with($1, $2, $3, $4)", search.ToLowerInvariant(), after.OpenedAt, after.Number, Handful);
        await using var reader = await batch.ReadAsync(token);
        var found = new List<CasePlace>();
        while (await reader.ReadAsync(token)) found.Add(new CasePlace(reader.GetFieldValue<DateTimeOffset>(1), reader.GetString(0)));
        return found;
    }

    private async Task<(IReadOnlyList<ListedCase> Cases, bool More)> PageAsync(OfficeAtWork office, string officer, bool administrator, CaseListView view, string[]? numbers, CancellationToken token)
    {
        var values = new List<object?> { office.Id, (long)(view.Most + 1) };
        string Value(object? value)
        {
            values.Add(value);
            return FormattableString.Invariant($"${values.Count}");
        }

        var visible = (await sheets.AllVersionsAsync(office.Id, token))
            .Where(s => (view.Procedure is null || s.Procedure.Id == view.Procedure) && (administrator || new Rights(s.Procedure, office.Staffing).ToSeeSheet(officer))).ToList();
        var (ids, versions) = (Value(visible.Select(s => s.Procedure.Id).ToArray()), Value(visible.Select(s => s.Version).ToArray()));
        var where = new List<string> { "office = $1" };
        if (view.LateOnly) where.Add("late");
        if (numbers is null && view.Search is { } search)
            where.AddRange(search.Split([.. BetweenWords], StringSplitOptions.RemoveEmptyEntries).Select(word => $"search like {Value(SearchPattern.Anywhere(word))}"));
        if (view.After is { } after) where.Add($"(opened_at, case_number) < ({Value(after.OpenedAt)}, {Value(after.Number)})");
        // The administrator's walks name status and sheet themselves, and a parameter that nothing uses is refused.
        var own = new List<string>();
        if (view.Status is { } status && (numbers is not null || !administrator)) own.Add($"status = {Value((short)status)}");
        if (view.Procedure is { } procedure && (numbers is not null || !administrator)) own.Add($"procedure = {Value(procedure)}");
        string Walk(IEnumerable<string> also) => $"(select {Columns} from case_file where {string.Join(" and ", where.Concat(also))} order by opened_at desc, case_number desc limit $2)";

        string sql;
        if (numbers is not null)
        {
            var hand = administrator ? "" : $" or exists (select from case_hand h where h.office = $1 and h.officer = {Value(officer)} and h.case_number = case_file.case_number)";
            sql = Walk([.. own, $"case_number = any({Value(numbers)})", $"((procedure, procedure_version) in (select * from unnest({ids}::text[], {versions}::int[])){hand})"]);
        }
        else
        {
            // Each walk follows an index in the list's own order and stops after a page, however many cases there are.
            sql = $"""
                select w.* from unnest({ids}::text[], {versions}::int[]) as v (sheet, sheet_version) cross join unnest({Value(Statuses(view.Status))}::smallint[]) as s (of_status)
                cross join lateral {Walk(["procedure = v.sheet", "procedure_version = v.sheet_version", "status = s.of_status"])} w
                """;
            if (!administrator)
                sql += $"""

                    union
                    (select w.* from (select case_number as number, opened_at as since from case_hand where office = $1 and officer = {Value(officer)} order by opened_at desc, case_number desc) h
                    cross join lateral {Walk([.. own, "case_number = h.number"])} w order by h.since desc, h.number desc limit $2)
                    """;
        }
        await using var batch = database.Batch(office.Id);
        batch.Add($"select * from ({sql}) c order by opened_at desc, case_number desc limit $2", [.. values]);
        await using var reader = await batch.ReadAsync(token);
        var cases = new List<ListedCase>();
        while (await reader.ReadAsync(token))
            cases.Add(new ListedCase(reader.GetString(0), reader.GetString(1), reader.GetInt32(2), reader.GetString(3), (CaseStatus)reader.GetInt16(4), reader.GetInt32(5),
                reader.GetFieldValue<DateTimeOffset>(6), reader.IsDBNull(7) ? null : reader.GetString(7), Moment(8), Moment(9), reader.GetBoolean(10)));
        return cases.Count > view.Most ? (cases[..view.Most], true) : (cases, false);

        DateTimeOffset? Moment(int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<DateTimeOffset>(column);
    }

    private static short[] Statuses(CaseStatus? only) => only is { } status ? [(short)status] : [.. Enum.GetValues<CaseStatus>().Select(s => (short)s)];
}
