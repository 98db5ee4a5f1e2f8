using Laksana.Database;

namespace Laksana.Cases;

/// <summary>An event of a case as it stands in the register: <paramref name="Body"/> are the stored bytes, <paramref name="Hash"/> chains it to the one before.</summary>
public sealed record RecordedEvent(int Version, string Kind, short BodyVersion, ReadOnlyMemory<byte> Body, ReadOnlyMemory<byte> Hash, CaseEvent Happened);

/// <summary>What happened in a case, event by event.</summary>
public sealed class CaseHistory(LaksanaDatabase database)
{
    /// <summary>At most <paramref name="most"/> events after a version, oldest first.</summary>
    public async Task<IReadOnlyList<RecordedEvent>> ReadAsync(string office, string number, int after, int most, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("select version, kind, body_version, body, hash from event where office = $1 and case_number = $2 and version > $3 order by version limit $4",
            office, number, after, (long)most);
        await using var reader = await batch.ReadAsync(token);
        var events = new List<RecordedEvent>();
        while (await reader.ReadAsync(token))
        {
            var (kind, form, body) = (reader.GetString(1), reader.GetInt16(2), reader.GetFieldValue<byte[]>(3));
            events.Add(new RecordedEvent(reader.GetInt32(0), kind, form, body, reader.GetFieldValue<byte[]>(4), EventJson.Deserialize(kind, form, body)));
        }
        return events;
    }
}
