using Laksana.Cases;
using Laksana.Database;
using Laksana.Officers;
using Npgsql;

namespace Laksana.Agenda;

/// <summary>
/// The agenda as far as it is sealed: the acts in the cases that an officer may see (the same as in <see cref="CaseList"/>), page by page. Every walk follows an index in
/// the order of the lines and stops after a page, however long the agenda is.
/// </summary>
public sealed class AgendaBook(LaksanaDatabase database, PublishedSheets sheets)
{
    /// <summary>Newest cases that a search looks at; and of those that an officer sees only for having had a hand in them.</summary>
    public const int MostCases = 400;

    private const string Columns = "l.at, l.case_number, l.version, l.procedure, l.procedure_version, l.step, l.site, l.seal, l.kind";

    /// <summary>One more than asked for tells that there are more; it is not given.</summary>
    public async Task<(IReadOnlyList<AgendaEntry> Entries, bool More)> ReadAsync(OfficeAtWork office, string officer, bool administrator, AgendaView view, CancellationToken token)
    {
        var found = view.Search is { } search ? await FoundAsync(office.Id, search, token) : null;
        if (found is { Length: 0 }) return ([], false);
        var walk = new AgendaWalk(office, officer, administrator, await sheets.AllVersionsAsync(office.Id, token), view, found);
        var order = view.OldestFirst ? "asc" : "desc";
        await using var batch = database.Batch(office.Id);
        // Planned for what is asked now: which index serves depends on which filters are set and how rare what they want is.
        batch.Add("set local plan_cache_mode = force_custom_plan");
        batch.Add($"""
            select {Columns}, f.subject, e.body_version, e.body from ({walk.Sql(Columns)}) l
            join case_file f on f.office = $1 and f.case_number = l.case_number
            join event e on e.office = $1 and e.case_number = l.case_number and e.version = l.version
            order by l.at {order}, l.case_number {order}, l.version {order} limit $2
            """, [.. walk.Values]);
        await using var reader = await batch.ReadAsync(token);
        var entries = new List<AgendaEntry>();
        while (await reader.ReadAsync(token)) entries.Add(Read(reader));
        return entries.Count > view.Most ? (entries[..view.Most], true) : (entries, false);
    }

    /// <summary>As <see cref="ReadAsync"/>, of each line only where it stands: for long stretches.</summary>
    public async Task<(IReadOnlyList<AgendaPlace> Places, bool More)> PlacesAsync(OfficeAtWork office, string officer, bool administrator, AgendaView view, CancellationToken token)
    {
        var walk = new AgendaWalk(office, officer, administrator, await sheets.AllVersionsAsync(office.Id, token), view, null);
        var order = view.OldestFirst ? "asc" : "desc";
        await using var batch = database.Batch(office.Id);
        batch.Add("set local plan_cache_mode = force_custom_plan");
        batch.Add($"select l.* from ({walk.Sql("l.at, l.case_number, l.version")}) l order by l.at {order}, l.case_number {order}, l.version {order} limit $2", [.. walk.Values]);
        await using var reader = await batch.ReadAsync(token);
        var places = new List<AgendaPlace>();
        while (await reader.ReadAsync(token)) places.Add(new AgendaPlace(reader.GetFieldValue<DateTimeOffset>(0), reader.GetString(1), reader.GetInt32(2)));
        return places.Count > view.Most ? (places[..view.Most], true) : (places, false);
    }

    private async Task<string[]> FoundAsync(string office, string search, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("select number from cases_with($1, $2, $3, $4)", search.ToLowerInvariant(), DateTimeOffset.MaxValue, "", MostCases);
        await using var reader = await batch.ReadAsync(token);
        var numbers = new List<string>();
        while (await reader.ReadAsync(token)) numbers.Add(reader.GetString(0));
        return [.. numbers];
    }

    private static AgendaEntry Read(NpgsqlDataReader r) => new(r.GetString(1), r.GetInt32(2), r.GetString(9), r.GetString(3), r.GetInt32(4), Text(r, 5), Text(r, 6), r.GetInt64(7),
        EventJson.Deserialize(r.GetString(8), r.GetInt16(10), r.GetFieldValue<byte[]>(11)));

    private static string? Text(NpgsqlDataReader r, int i) => r.IsDBNull(i) ? null : r.GetString(i);
}
