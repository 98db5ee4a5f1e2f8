using Laksana.Database;
using Laksana.Officers;
using Npgsql;

namespace Laksana.Cases;

/// <summary>A case at the other end of a link.</summary>
/// <param name="Own">The link stands in this case's own register; else the other one was tied to it.</param>
/// <param name="Subject">Null when the officer may not see that case: he learns its number and nothing more.</param>
public sealed record LinkedCase(string Number, LinkKind Kind, bool Own, string? Subject, CaseStatus Status);

/// <summary>Reads what a case is tied to, from both sides.</summary>
public sealed class CaseLinks(LaksanaDatabase database, PublishedSheets sheets)
{
    private const int Most = 100;

    public async Task<IReadOnlyList<LinkedCase>> ReadAsync(OfficeAtWork office, string number, string officer, bool administrator, CancellationToken token)
    {
        await using var batch = database.Batch(office.Id);
        batch.Add("""
            select l.number, l.kind, l.own, f.subject, f.status, f.procedure, f.procedure_version,
                   exists (select from case_hand h where h.office = $1 and h.officer = $3 and h.case_number = l.number)
            from ((select other as number, kind, true as own from case_link where office = $1 and case_number = $2 limit $4)
                  union all (select case_number, kind, false from case_link where office = $1 and other = $2 order by case_number desc limit $4)) l
            join case_file f on f.office = $1 and f.case_number = l.number
            order by l.own desc, l.number
            """, office.Id, number, officer, (long)Most);
        var found = new List<(LinkedCase Case, string Procedure, int Version, bool Hand)>();
        await using (var reader = await batch.ReadAsync(token))
            while (await reader.ReadAsync(token)) found.Add(Row(reader));
        var shown = new List<LinkedCase>();
        foreach (var (linked, procedure, version, hand) in found)
        {
            var seen = administrator || hand || await sheets.FindAsync(office.Id, procedure, version, token) is { } sheet && new Rights(sheet.Procedure, office.Staffing).ToSeeSheet(officer);
            shown.Add(seen ? linked : linked with { Subject = null });
        }
        return shown;
    }

    private static (LinkedCase, string, int, bool) Row(NpgsqlDataReader r) =>
        (new LinkedCase(r.GetString(0), (LinkKind)r.GetInt16(1), r.GetBoolean(2), r.GetString(3), (CaseStatus)r.GetInt16(4)), r.GetString(5), r.GetInt32(6), r.GetBoolean(7));
}
