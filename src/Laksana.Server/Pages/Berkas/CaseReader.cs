using System.Text.RegularExpressions;
using Laksana.Automation;
using Laksana.Cases;
using Laksana.Database;
using Npgsql;

namespace Laksana.Server.Pages.Berkas;

/// <summary>Reads a case for its page: everything in one round trip.</summary>
internal sealed partial class CaseReader(LaksanaDatabase database, PublishedSheets sheets)
{
    /// <summary>The case, or null when the office has none of that number. Whether the officer may see it is for the caller to ask.</summary>
    /// <param name="today">The office's date: a sheet's version that comes into force later is not yet the newest.</param>
    public async Task<CaseReading?> ReadAsync(string office, string number, DateOnly today, CancellationToken token)
    {
        if (!Number().IsMatch(number))
            return null;
        await using var batch = database.Batch(office);
        batch.Add("select kind, body_version, body, hash from event where office = $1 and case_number = $2 order by version", office, number);
        batch.Add("select digest, value from personal_value where office = $1 and case_number = $2", office, number);
        batch.Add("""
            select id, run, action, status, tries, progress, fraction, counted, created_at, ended_at, case when status = 0 and tries > 0 then not_before end
            from action_run where office = $1 and case_number = $2
            """, office, number);
        batch.Add("""
            select l.number, l.version, s.sealed_at from seal_leaf l join seal s on s.office = l.office and s.number = l.number
            where l.office = $1 and l.case_number = $2 order by l.version desc limit 1
            """, office, number);
        batch.Add("""
            select coalesce(max(v.version), 0) from case_file f join sheet_version v on v.office = f.office and v.procedure = f.procedure
            where f.office = $1 and f.case_number = $2 and v.effective <= $3
            """, office, number, today);
        await using var reader = await batch.ReadAsync(token);
        var (events, head) = await EventsAsync(reader, token);
        if (CaseEngine.Replay(events) is not { } state)
            return null;
        await reader.NextResultAsync(token);
        var personal = await PersonalAsync(reader, token);
        await reader.NextResultAsync(token);
        var machines = await MachinesAsync(reader, token);
        await reader.NextResultAsync(token);
        var seal = await reader.ReadAsync(token) ? new SealedUpTo(reader.GetInt64(0), reader.GetInt32(1), reader.GetFieldValue<DateTimeOffset>(2)) : null;
        await reader.NextResultAsync(token);
        await reader.ReadAsync(token);
        var newest = reader.GetInt32(0);
        await reader.DisposeAsync();
        return new CaseReading
        {
            State = state,
            Sheet = await sheets.FindAsync(office, state.Procedure, state.ProcedureVersion, token)
                ?? throw new InvalidOperationException($"The sheet {state.Procedure} version {state.ProcedureVersion} of case {number} is gone."),
            Events = events,
            Head = head,
            Personal = personal,
            Machines = machines,
            Seal = seal,
            NewestSheet = newest,
        };
    }

    private static async Task<(List<CaseEvent> Events, byte[] Head)> EventsAsync(NpgsqlDataReader reader, CancellationToken token)
    {
        var (events, head) = (new List<CaseEvent>(), Array.Empty<byte>());
        while (await reader.ReadAsync(token))
        {
            events.Add(EventJson.Deserialize(reader.GetString(0), reader.GetInt16(1), reader.GetFieldValue<byte[]>(2)));
            head = reader.GetFieldValue<byte[]>(3);
        }
        return (events, head);
    }

    private static async Task<Dictionary<string, string>> PersonalAsync(NpgsqlDataReader reader, CancellationToken token)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        while (await reader.ReadAsync(token))
            values[Convert.ToHexStringLower(reader.GetFieldValue<byte[]>(0))] = reader.GetString(1);
        return values;
    }

    private static async Task<Dictionary<Guid, ActionRunNow>> MachinesAsync(NpgsqlDataReader reader, CancellationToken token)
    {
        var runs = new Dictionary<Guid, ActionRunNow>();
        while (await reader.ReadAsync(token))
            runs[reader.GetGuid(0)] = new ActionRunNow(reader.GetGuid(0), reader.GetInt32(1), reader.GetString(2), (ActionRunStatus)reader.GetInt16(3), reader.GetInt32(4),
                reader.GetString(5).Split('\n', StringSplitOptions.RemoveEmptyEntries), reader.IsDBNull(6) ? null : reader.GetFloat(6),
                WorkCount.Read(reader.IsDBNull(7) ? null : reader.GetString(7)), reader.GetFieldValue<DateTimeOffset>(8), At(reader, 9), At(reader, 10));
        return runs;
    }

    private static DateTimeOffset? At(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<DateTimeOffset>(column);

    /// <summary>What the numbers of cases are made of; anything else is not worth a question to the database.</summary>
    [GeneratedRegex("^[A-Z0-9-]{3,40}$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Number();
}
