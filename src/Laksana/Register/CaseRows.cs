using Npgsql;

namespace Laksana.Register;

/// <summary>Reads one case's events and what was sealed of it.</summary>
internal static class CaseRows
{
    internal static async Task<(IReadOnlyList<ChainedEvent> Events, IReadOnlyList<SealedHead> Heads)> ReadAsync(
        NpgsqlConnection connection, string office, string caseNumber, CancellationToken token) =>
        (await EventsAsync(connection, office, caseNumber, token), await HeadsAsync(connection, office, caseNumber, token));

    internal static async Task<IReadOnlyList<ChainedEvent>> EventsAsync(NpgsqlConnection connection, string office, string caseNumber, CancellationToken token)
    {
        await using var command = Command(connection, """
            select version, kind, body_version, body, previous, hash from event where office = $1 and case_number = $2 order by version
            """, office, caseNumber);
        await using var reader = await command.ExecuteReaderAsync(token);
        var events = new List<ChainedEvent>();
        while (await reader.ReadAsync(token))
            events.Add(new ChainedEvent(office, caseNumber, reader.GetInt32(0), reader.GetString(1), reader.GetInt16(2),
                reader.GetFieldValue<byte[]>(3), reader.GetFieldValue<byte[]>(4), reader.GetFieldValue<byte[]>(5)));
        return events;
    }

    private static async Task<IReadOnlyList<SealedHead>> HeadsAsync(NpgsqlConnection connection, string office, string caseNumber, CancellationToken token)
    {
        await using var command = Command(connection, """
            select l.version, l.hash, l.number, s.sealed_at from seal_leaf l join seal s using (office, number)
            where office = $1 and l.case_number = $2 order by l.version, l.number
            """, office, caseNumber);
        await using var reader = await command.ExecuteReaderAsync(token);
        var heads = new List<SealedHead>();
        while (await reader.ReadAsync(token))
            heads.Add(new SealedHead(reader.GetInt32(0), reader.GetFieldValue<byte[]>(1), reader.GetInt64(2), reader.GetFieldValue<DateTimeOffset>(3)));
        return heads;
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, string office, string caseNumber) =>
        new(sql, connection) { Parameters = { new() { Value = office }, new() { Value = caseNumber } } };
}
