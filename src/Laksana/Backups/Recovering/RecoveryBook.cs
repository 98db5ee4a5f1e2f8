using System.Text.Json;
using Laksana.Database;

namespace Laksana.Backups;

/// <summary>One line of a recovery's history.</summary>
public sealed record RecoveryEvent(int Version, DateTimeOffset At, string Officer, string Act, RecoveryStage Stage, string? Detail);

/// <summary>Recoveries as they were written.</summary>
public sealed class RecoveryBook(LaksanaDatabase database)
{
    /// <summary>The newest first.</summary>
    public async Task<IReadOnlyList<Recovery>> ListAsync(string office, int most, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("select body from recovery where office = $1 order by planned_at desc, id limit $2", office, most);
        return await ReadAsync(batch, token);
    }

    public async Task<Recovery?> FindAsync(string office, string id, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("select body from recovery where office = $1 and id = $2", office, id);
        return await ReadAsync(batch, token) is [var found, ..] ? found : null;
    }

    /// <summary>The newest of a case; null when none was planned for it.</summary>
    public async Task<Recovery?> OfCaseAsync(string office, string caseNumber, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("select body from recovery where office = $1 and case_number = $2 order by planned_at desc, id limit 1", office, caseNumber);
        return await ReadAsync(batch, token) is [var found, ..] ? found : null;
    }

    /// <summary>Those that a machine works on or that leave something to be removed: what a starting node looks at.</summary>
    public async Task<IReadOnlyList<Recovery>> UnfinishedAsync(string office, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("select body from recovery where office = $1 and (stage in (2, 6, 9) or (not cleared and stage in (7, 8, 10, 12))) order by planned_at", office);
        return await ReadAsync(batch, token);
    }

    public async Task<IReadOnlyList<RecoveryEvent>> EventsAsync(string office, string id, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("select version, at, officer, act, stage, detail from recovery_event where office = $1 and recovery = $2 order by version", office, id);
        await using var reader = await batch.ReadAsync(token);
        var events = new List<RecoveryEvent>();
        while (await reader.ReadAsync(token))
            events.Add(new RecoveryEvent(reader.GetInt32(0), reader.GetFieldValue<DateTimeOffset>(1), reader.GetString(2), reader.GetString(3),
                (RecoveryStage)reader.GetInt16(4), reader.IsDBNull(5) ? null : reader.GetString(5)));
        return events;
    }

    /// <summary>Table by table, what loses most first.</summary>
    public async Task<IReadOnlyList<TableLoss>> LossesAsync(string office, string id, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("select body from recovery_loss where office = $1 and recovery = $2 order by ordinal", office, id);
        await using var reader = await batch.ReadAsync(token);
        var losses = new List<TableLoss>();
        while (await reader.ReadAsync(token)) losses.Add(JsonSerializer.Deserialize(reader.GetString(0), RecoveryJson.Default.TableLoss)!);
        return losses;
    }

    /// <summary>What was found equal when it was restored; null before, and when the recovery has ended.</summary>
    public async Task<string?> PrintAsync(string office, string id, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("select body from recovery_print where office = $1 and recovery = $2", office, id);
        await using var reader = await batch.ReadAsync(token);
        return await reader.ReadAsync(token) ? reader.GetString(0) : null;
    }

    private static async Task<IReadOnlyList<Recovery>> ReadAsync(OfficeBatch batch, CancellationToken token)
    {
        await using var reader = await batch.ReadAsync(token);
        var found = new List<Recovery>();
        while (await reader.ReadAsync(token)) found.Add(RecoveryJson.Read(reader.GetString(0)));
        return found;
    }
}
