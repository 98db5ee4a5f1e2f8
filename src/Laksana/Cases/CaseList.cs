using Laksana.Database;
using Laksana.Officers;

namespace Laksana.Cases;

/// <summary>One case of a list.</summary>
public sealed record ListedCase(string Number, string Procedure, int ProcedureVersion, string Subject, CaseStatus Status, int Version,
    DateTimeOffset OpenedAt, string? OpenedBy, DateTimeOffset? EndedAt, DateTimeOffset? DueAt, bool Late);

/// <summary>
/// What to list. <paramref name="Search"/> wants all its words in number, title and values that are not personal, the last may be only begun; or it is a
/// personal value, whole, that the officer may read.
/// </summary>
/// <param name="After">The last case of the page before.</param>
public sealed record CaseListView(CaseStatus? Status = null, string? Procedure = null, bool LateOnly = false, string? Search = null, CasePlace? After = null, int Most = 50)
{
    /// <summary>An officer who had a hand in it.</summary>
    public string? Hand { get; init; }
    /// <summary>Opened then or later.</summary>
    public DateTimeOffset? From { get; init; }
    /// <summary>Opened before.</summary>
    public DateTimeOffset? Until { get; init; }
    /// <summary>The oldest first; not where something is searched for, or a hand.</summary>
    public bool OldestFirst { get; init; }
}

/// <summary>A page of the list.</summary>
/// <param name="More">There are more, after <see cref="Next"/>.</param>
public sealed record CaseListPage(IReadOnlyList<ListedCase> Cases, bool More)
{
    /// <summary>Where the following page begins: mostly the last case of this one, further where many were passed over that do not match.</summary>
    public CasePlace? Next { get; init; }
}

/// <summary>Where a case stands in a list, newest first.</summary>
public sealed record CasePlace(DateTimeOffset OpenedAt, string Number);

/// <summary>The cases that an officer may see, newest first, page by page: those whose sheet, in the version they run on, he plays a role in or stands above, and those he had a hand in.</summary>
public sealed class CaseList(LaksanaDatabase database, PublishedSheets sheets, PersonalSearch persons)
{
    /// <summary>Matches of a search that are looked at together.</summary>
    private const int Handful = 200;

    private const int MostHandfuls = 2;

    /// <summary>Handfuls of an officer's own cases that one page looks through for those that match; the next page goes on from there.</summary>
    private const int MostOfHands = 10;

    /// <summary>What stands between words; as in case_words.</summary>
    private const string BetweenWords = "\n\r\t -/.,;:()[]{}<>\"'\\=+*&|!?#@";

    /// <summary>After every case.</summary>
    private static readonly CasePlace Newest = new(DateTimeOffset.MaxValue, "");

    private const string Columns = "case_number, procedure, procedure_version, subject, status, version, opened_at, opened_by, ended_at, due_at, late";

    public async Task<CaseListPage> ReadAsync(OfficeAtWork office, string officer, bool administrator, CaseListView view, CancellationToken token)
    {
        if (view.Search is null && view.Hand is null) return Page(await PageAsync(office, officer, administrator, view, null, token));
        view = view with { OldestFirst = false };
        if (view.Search is not { } search) return await OfHandAsync(office, officer, administrator, view, token);
        var cases = new List<ListedCase>();
        // Values of persons are few and found at once; they stand on the first page.
        if (view.After is null && await persons.FindAsync(office, officer, administrator, search, token) is { Length: > 0 } holders)
            cases.AddRange((await PageAsync(office, officer, administrator, view, holders, token)).Cases);
        // What has the words is found first, what of it he may see and asked for afterwards, until a page is full.
        for (var (place, handfuls) = (view.After, 1); ; handfuls++)
        {
            var found = await FoundAsync(office.Id, search, place ?? End(view), token);
            if (found.Count > 0)
                foreach (var listed in (await PageAsync(office, officer, administrator, view with { After = null, Most = Handful }, [.. found.Select(f => f.Number)], token)).Cases)
                    if (cases.All(c => c.Number != listed.Number)) cases.Add(listed);
            if (cases.Count > view.Most) return Page((cases[..view.Most], true));
            if (found.Count < Handful || found[^1].OpenedAt < view.From) return Page((cases, false));
            place = found[^1];
            if (handfuls < MostHandfuls) continue;
            // Words of many cases, of which he may see few: now his own are walked and read for the words.
            var (rest, more) = await PageAsync(office, officer, administrator, view with { After = place, Most = view.Most - cases.Count }, null, token);
            return Page(([.. cases, .. rest], more));
        }
    }

    private static CaseListPage Page((IReadOnlyList<ListedCase> Cases, bool More) page) =>
        new(page.Cases, page.More) { Next = page.More && page.Cases.Count > 0 ? new CasePlace(page.Cases[^1].OpenedAt, page.Cases[^1].Number) : null };

    /// <summary>Those in which an officer had a hand, newest first, handful by handful; what matches of each is asked for afterwards.</summary>
    private async Task<CaseListPage> OfHandAsync(OfficeAtWork office, string officer, bool administrator, CaseListView view, CancellationToken token)
    {
        var cases = new List<ListedCase>();
        var place = view.After ?? End(view);
        for (var handfuls = 0; handfuls < MostOfHands; handfuls++)
        {
            var found = await OfHandAsync(office.Id, view.Hand!, place, token);
            if (found.Count > 0) cases.AddRange((await PageAsync(office, officer, administrator, view with { After = null, Most = Handful }, [.. found.Select(f => f.Number)], token)).Cases);
            if (cases.Count > view.Most) return Page((cases[..view.Most], true));
            if (found.Count < Handful || found[^1].OpenedAt < view.From) return new CaseListPage(cases, false);
            place = found[^1];
        }
        return new CaseListPage(cases, true) { Next = place };
    }

    private async Task<List<CasePlace>> OfHandAsync(string office, string hand, CasePlace after, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("select case_number, opened_at from case_hand where office = $1 and officer = $2 and (opened_at, case_number) < ($3, $4) order by opened_at desc, case_number desc limit $5",
            office, hand, after.OpenedAt, after.Number, (long)Handful);
        await using var reader = await batch.ReadAsync(token);
        var found = new List<CasePlace>();
        while (await reader.ReadAsync(token)) found.Add(new CasePlace(reader.GetFieldValue<DateTimeOffset>(1), reader.GetString(0)));
        return found;
    }

    /// <summary>Before everything that the view's last day still holds.</summary>
    private static CasePlace End(CaseListView view) => view.Until is { } until ? new CasePlace(until, "") : Newest;

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
        if (view.From is { } from) where.Add($"opened_at >= {Value(from)}");
        if (view.Until is { } until) where.Add($"opened_at < {Value(until)}");
        if (view.Hand is { } hand) where.Add($"exists (select from case_hand o where o.office = $1 and o.officer = {Value(hand)} and o.case_number = case_file.case_number)");
        var (beyond, order) = view.OldestFirst ? (">", "asc") : ("<", "desc");
        if (numbers is null && view.Search is { } search)
            where.AddRange(search.Split([.. BetweenWords], StringSplitOptions.RemoveEmptyEntries).Select(word => $"search like {Value(SearchPattern.Anywhere(word))}"));
        if (view.After is { } after) where.Add($"(opened_at, case_number) {beyond} ({Value(after.OpenedAt)}, {Value(after.Number)})");
        // The administrator's walks name status and sheet themselves, and a parameter that nothing uses is refused.
        var own = new List<string>();
        if (view.Status is { } status && (numbers is not null || !administrator)) own.Add($"status = {Value((short)status)}");
        if (view.Procedure is { } procedure && (numbers is not null || !administrator)) own.Add($"procedure = {Value(procedure)}");
        string Walk(IEnumerable<string> also) => $"(select {Columns} from case_file where {string.Join(" and ", where.Concat(also))} order by opened_at {order}, case_number {order} limit $2)";

        string sql;
        if (numbers is not null)
        {
            var mine = administrator ? "" : $" or exists (select from case_hand h where h.office = $1 and h.officer = {Value(officer)} and h.case_number = case_file.case_number)";
            sql = Walk([.. own, $"case_number = any({Value(numbers)})", $"((procedure, procedure_version) in (select * from unnest({ids}::text[], {versions}::int[])){mine})"]);
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
                    (select w.* from (select case_number as number, opened_at as since from case_hand where office = $1 and officer = {Value(officer)} order by opened_at {order}, case_number {order}) h
                    cross join lateral {Walk([.. own, "case_number = h.number"])} w order by h.since {order}, h.number {order} limit $2)
                    """;
        }
        await using var batch = database.Batch(office.Id);
        batch.Add($"select * from ({sql}) c order by opened_at {order}, case_number {order} limit $2", [.. values]);
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
