using System.Text.Json;
using System.Text.Json.Serialization;
using Laksana.Database;
using Npgsql;

namespace Laksana.Network;

/// <summary>Reads incidents.</summary>
public sealed class IncidentBook(LaksanaDatabase database)
{
    internal const string Columns = """
        number, element, state, kind, began_at, opened_at, ended_at, part_of, between_with, affected, reopened, level, next_at, acknowledged_at, acknowledged_by, evidence, case_at, case_time, case_number
        """;

    /// <summary>What is open now, the oldest first.</summary>
    public Task<IReadOnlyList<Incident>> OpenAsync(string office, CancellationToken token) =>
        ReadAsync(office, "where office = $1 and state = 0 order by began_at, number limit 500", token);

    /// <summary>What has ended, the newest first, without those that became part of another.</summary>
    public Task<IReadOnlyList<Incident>> EndedAsync(string office, DateTimeOffset before, int most, CancellationToken token) =>
        ReadAsync(office, "where office = $1 and state = 1 and ended_at < $2 order by ended_at desc, number limit $3", token, before, (long)most);

    /// <summary>Incidents of an element or explained by it, the newest first.</summary>
    public Task<IReadOnlyList<Incident>> OfElementsAsync(string office, IReadOnlyCollection<string> elements, int most, CancellationToken token) =>
        ReadAsync(office, """
            where office = $1 and state <> 2 and (element = any($2) or number in (select number from network_affected where office = $1 and element = any($2))) order by began_at desc limit $3
            """, token, elements.ToArray(), (long)most);

    public async Task<Incident?> FindAsync(string office, string number, CancellationToken token) =>
        number.Length <= 40 && await ReadAsync(office, "where office = $1 and number = $2", token, number) is [var found, ..] ? found : null;

    public async Task<IReadOnlyList<IncidentEvent>> EventsAsync(string office, string number, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("select place, at, kind, arguments, officer from network_incident_event where office = $1 and number = $2 order by place limit 1000", office, number);
        await using var row = await batch.ReadAsync(token);
        var events = new List<IncidentEvent>();
        while (await row.ReadAsync(token))
            events.Add(new(row.GetInt32(0), row.GetFieldValue<DateTimeOffset>(1), row.GetString(2), JsonSerializer.Deserialize(row.GetString(3), IncidentJson.Default.IReadOnlyListString)!, row.IsDBNull(4) ? null : row.GetString(4)));
        return events;
    }

    public async Task<IReadOnlyList<string>> AffectedAsync(string office, string number, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("select element from network_affected where office = $1 and number = $2 order by element", office, number);
        await using var row = await batch.ReadAsync(token);
        var affected = new List<string>();
        while (await row.ReadAsync(token)) affected.Add(row.GetString(0));
        return affected;
    }

    private async Task<IReadOnlyList<Incident>> ReadAsync(string office, string where, CancellationToken token, params object?[] values)
    {
        await using var batch = database.Batch(office);
        batch.Add($"select {Columns} from network_incident {where}", [office, .. values]);
        await using var row = await batch.ReadAsync(token);
        var incidents = new List<Incident>();
        while (await row.ReadAsync(token)) incidents.Add(Of(row));
        return incidents;
    }

    internal static Incident Of(NpgsqlDataReader row)
    {
        DateTimeOffset? Moment(int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);
        string? Text(int column) => row.IsDBNull(column) ? null : row.GetString(column);
        return new Incident
        {
            Number = row.GetString(0), Element = row.GetString(1), State = (IncidentState)row.GetInt16(2), Kind = (IncidentKind)row.GetInt16(3), BeganAt = row.GetFieldValue<DateTimeOffset>(4),
            OpenedAt = row.GetFieldValue<DateTimeOffset>(5), EndedAt = Moment(6), PartOf = Text(7), Between = row.GetString(8).Split(' ', StringSplitOptions.RemoveEmptyEntries), Affected = row.GetInt32(9),
            Reopened = row.GetInt32(10), Level = row.GetInt32(11), NextAt = Moment(12), AcknowledgedAt = Moment(13), AcknowledgedBy = Text(14),
            Evidence = JsonSerializer.Deserialize(row.GetString(15), IncidentJson.Default.IReadOnlyListIReadOnlyListString)!, CaseAt = Moment(16), CaseTime = row.GetFieldValue<DateTimeOffset>(17), CaseNumber = Text(18),
        };
    }
}

[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IReadOnlyList<IReadOnlyList<string>>))]
internal sealed partial class IncidentJson : JsonSerializerContext;
