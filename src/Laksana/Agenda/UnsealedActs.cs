using Laksana.Cases;
using Laksana.Database;
using Laksana.Officers;

namespace Laksana.Agenda;

/// <summary>
/// The acts of the last seconds, which no seal holds or which did not come into the agenda yet: read from their cases. Where sealing stands still they grow, and only those of
/// the newest cases are shown.
/// </summary>
public sealed class UnsealedActs(LaksanaDatabase database, PublishedSheets sheets)
{
    /// <summary>Cases that are looked at.</summary>
    public const int MostCases = 30;

    /// <summary>Those that the officer may see and that the view holds, newest first.</summary>
    public async Task<IReadOnlyList<AgendaEntry>> ReadAsync(OfficeAtWork office, string officer, bool administrator, AgendaView view, CancellationToken token)
    {
        var entries = new List<AgendaEntry>();
        foreach (var (number, subject, known, proved, events) in await CasesAsync(office.Id, token))
        {
            if (CaseEngine.Replay(events) is not { } state || await sheets.FindAsync(office.Id, state.Procedure, state.ProcedureVersion, token) is not { } sheet
                || !new Rights(sheet.Procedure, office.Staffing).ToSee(state, officer, administrator)) continue;
            entries.AddRange(AgendaFollower.LinesOf(number, events, known).Where(view.Holds).Select(a => new AgendaEntry(number, a.Version, subject, a.Procedure, a.ProcedureVersion,
                a.Run?.Step, a.Run?.Site, a.Version <= proved.Version ? proved.Seal : null, a.Happened)));
        }
        return [.. entries.OrderByDescending(e => e.At).ThenByDescending(e => e.CaseNumber, StringComparer.Ordinal).ThenByDescending(e => e.Version)];
    }

    private async Task<List<(string Number, string Subject, int Known, (int Version, long Seal) Proved, List<CaseEvent> Events)>> CasesAsync(string office, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("""
            with place as (select coalesce((select seal from seal_follower where office = $1 and name = $2), 0) as seal),
                 waiting as (select case_number, max(id) as id from (select case_number, id from seal_pending where office = $1 order by id desc limit 500) w group by case_number),
                 behind as (select l.case_number, null::bigint as id from seal_leaf l, place p where l.office = $1 and l.number > p.seal order by l.number desc, l.position desc limit $3),
                 newest as (select case_number from (select * from waiting union all select * from behind) n group by case_number order by max(id) desc nulls last limit $3)
            select n.case_number, f.subject, coalesce((select max(version) from agenda_entry a where a.office = $1 and a.case_number = n.case_number), 0),
                   coalesce(s.version, 0), coalesce(s.number, 0), e.kind, e.body_version, e.body
            from newest n join case_file f on f.office = $1 and f.case_number = n.case_number
            left join lateral (select l.version, l.number from seal_leaf l where l.office = $1 and l.case_number = n.case_number order by l.version desc limit 1) s on true
            join event e on e.office = $1 and e.case_number = n.case_number
            order by n.case_number, e.version
            """, office, AgendaFollower.Name, (long)MostCases);
        await using var reader = await batch.ReadAsync(token);
        var cases = new List<(string Number, string Subject, int Known, (int Version, long Seal) Proved, List<CaseEvent> Events)>();
        while (await reader.ReadAsync(token))
        {
            if (cases.Count == 0 || cases[^1].Number != reader.GetString(0))
                cases.Add((reader.GetString(0), reader.GetString(1), reader.GetInt32(2), (reader.GetInt32(3), reader.GetInt64(4)), []));
            cases[^1].Events.Add(EventJson.Deserialize(reader.GetString(5), reader.GetInt16(6), reader.GetFieldValue<byte[]>(7)));
        }
        return cases;
    }
}
