using Laksana.Database;

namespace Laksana.Officers;

/// <summary>An officer with everything he holds, held or will hold. <paramref name="LeftOn"/> is the first day on which he no longer belongs to the office.</summary>
public sealed record StaffMember(string Officer, string Name, bool Administrator, string? Phone, string? Nip, DateOnly? LeftOn, IReadOnlyList<DatedHolding> Holdings, IReadOnlyList<DatedAbsence> Absences);

/// <summary>A position with its dates; <paramref name="Until"/> is the last day in force, null without an end.</summary>
public sealed record DatedHolding(string Position, Capacity Capacity, string? Warrant, DateOnly Since, DateOnly? Until);

/// <summary>Both days included.</summary>
public sealed record DatedAbsence(DateOnly Since, DateOnly Until, string Reason);

/// <summary>Reads the office's books about its officers, whole: past, present and future.</summary>
public sealed class StaffList(LaksanaDatabase database)
{
    /// <summary>Every officer, by id; or the one that is named.</summary>
    public async Task<IReadOnlyList<StaffMember>> ReadAsync(string office, string? officer, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("select officer, name, administrator, phone, nip, left_on from officer where office = $1 and ($2::text is null or officer = $2) order by officer", office, officer);
        batch.Add("select officer, position, capacity, warrant, since, until from holding where office = $1 and ($2::text is null or officer = $2) order by since, position", office, officer);
        batch.Add("select officer, since, until, reason from absence where office = $1 and ($2::text is null or officer = $2) order by since", office, officer);
        await using var reader = await batch.ReadAsync(token);
        var members = new List<StaffMember>();
        var (holdings, absences) = (new Dictionary<string, List<DatedHolding>>(StringComparer.Ordinal), new Dictionary<string, List<DatedAbsence>>(StringComparer.Ordinal));
        while (await reader.ReadAsync(token))
        {
            var id = reader.GetString(0);
            members.Add(new StaffMember(id, reader.GetString(1), reader.GetBoolean(2), Text(3), Text(4), Day(5), holdings[id] = [], absences[id] = []));
        }
        await reader.NextResultAsync(token);
        while (await reader.ReadAsync(token))
            holdings[reader.GetString(0)].Add(new DatedHolding(reader.GetString(1), (Capacity)reader.GetInt16(2), Text(3), reader.GetFieldValue<DateOnly>(4), Day(5)));
        await reader.NextResultAsync(token);
        while (await reader.ReadAsync(token))
            absences[reader.GetString(0)].Add(new DatedAbsence(reader.GetFieldValue<DateOnly>(1), reader.GetFieldValue<DateOnly>(2), reader.GetString(3)));
        return members;

        string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
        DateOnly? Day(int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<DateOnly>(column);
    }
}
