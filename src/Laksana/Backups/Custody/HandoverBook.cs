using Laksana.Database;
using Npgsql;

namespace Laksana.Backups;

/// <summary>Reads handovers.</summary>
public sealed class HandoverBook(LaksanaDatabase database)
{
    private const string Columns = """
        id, version, medium, backup, giver, receiver, state, note, offered_at, measured, content, place, reason, answered_at, recorded_by, case_number, run
        """;

    /// <summary>The newest first; of one medium, or of all.</summary>
    public Task<IReadOnlyList<Handover>> ListAsync(string office, string? medium, int most, CancellationToken token) =>
        ReadAsync(office, "($2::text is null or medium = $2) order by offered_at desc, id desc limit " + most, token, OrNull.Text(medium));

    /// <summary>Those that wait for an officer's answer, the oldest first.</summary>
    public Task<IReadOnlyList<Handover>> WaitingForAsync(string office, string receiver, CancellationToken token) => ReadAsync(office, "receiver = $2 and state = 0 order by offered_at", token, receiver);

    public async Task<Handover?> FindAsync(string office, Guid id, CancellationToken token) => await ReadAsync(office, "id = $2", token, id) is [var found, ..] ? found : null;

    /// <summary>The one that a row of a case became.</summary>
    public async Task<Handover?> OfRunAsync(string office, string caseNumber, int run, CancellationToken token) => await ReadAsync(office, "case_number = $2 and run = $3", token, caseNumber, run) is [var found, ..] ? found : null;

    /// <summary>The one that waits for an answer about a medium.</summary>
    public async Task<Handover?> OpenOnAsync(string office, string medium, CancellationToken token) => await ReadAsync(office, "medium = $2 and state = 0", token, medium) is [var found, ..] ? found : null;

    /// <summary>Whether a measurement carried a handover already.</summary>
    public async Task<bool> IsUsedAsync(string office, Guid measured, CancellationToken token) => (await ReadAsync(office, "measured = $2", token, measured)).Count > 0;

    private async Task<IReadOnlyList<Handover>> ReadAsync(string office, string condition, CancellationToken token, params object?[] values)
    {
        await using var batch = database.Batch(office);
        batch.Add($"select {Columns} from handover where office = $1 and {condition}", [office, .. values]);
        await using var r = await batch.ReadAsync(token);
        var found = new List<Handover>();
        while (await r.ReadAsync(token)) found.Add(Row(r));
        return found;
    }

    private static Handover Row(NpgsqlDataReader r)
    {
        return new(r.GetGuid(0), r.GetInt32(1), r.GetString(2), Text(3), r.GetString(4), r.GetString(5), (HandoverState)r.GetInt16(6), Text(7), r.GetFieldValue<DateTimeOffset>(8), r.IsDBNull(9) ? null : r.GetGuid(9),
            HandedCopy.Read(Text(10)), Text(11), Text(12), r.IsDBNull(13) ? null : r.GetFieldValue<DateTimeOffset>(13), Text(14), Text(15), r.IsDBNull(16) ? null : r.GetInt32(16));

        string? Text(int column) => r.IsDBNull(column) ? null : r.GetString(column);
    }
}
