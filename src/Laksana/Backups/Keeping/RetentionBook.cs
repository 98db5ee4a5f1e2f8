using Laksana.Database;
using Npgsql;

namespace Laksana.Backups;

/// <summary>Reads what there is to keep.</summary>
public sealed class RetentionBook(LaksanaDatabase database)
{
    private const string PolicyColumns = """
        version, source, daily, weekly, monthly, yearly, minimum, wait_days, reason, proposed_by, proposed_at, decision, decided_by, decided_at, decision_reason
        """;

    // state 0 and 2 of a backup: present, damaged (BackupState). What is missing may come back with its disk: it is neither kept nor thrown away.
    private static readonly string[] Questions =
    [
        """
        select id, source, taken_at, recorded, level, state = 2, machine, bytes, hold_reason, hold_by, hold_at from backup
        where office = $1 and state in (0, 2) order by source, recorded
        """,
        $"select {PolicyColumns} from backup_policy where office = $1 order by version desc",
        """
        select c.backup, count(*) from medium_copy c join medium m on m.office = c.office and m.label = c.medium
        where c.office = $1 and c.state = 0 and m.state = 0 group by c.backup
        """,
    ];

    public async Task<Retention> ReadAsync(string office, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        foreach (var question in Questions) batch.Add(question, office);
        await using var reader = await batch.ReadAsync(token);
        var backups = await ListAsync(reader, Backup, token);
        await reader.NextResultAsync(token);
        var policies = await ListAsync(reader, Policy, token);
        await reader.NextResultAsync(token);
        var copies = await ListAsync(reader, r => (Backup: r.GetString(0), Count: (int)r.GetInt64(1)), token);
        return new Retention(backups, policies, copies.ToDictionary(c => c.Backup, c => c.Count, StringComparer.Ordinal));
    }

    private static Keepable Backup(NpgsqlDataReader r) => new(r.GetString(0), r.GetString(1), r.GetFieldValue<DateTimeOffset>(2), r.GetInt64(3), (BackupLevel)r.GetInt16(4), r.GetBoolean(5))
    {
        Machine = r.GetString(6), Bytes = r.GetInt64(7),
        Hold = r.IsDBNull(8) ? null : new LegalHold(r.GetString(8), r.GetString(9), r.GetFieldValue<DateTimeOffset>(10)),
    };

    private static KeptPolicy Policy(NpgsqlDataReader r) => new(r.GetInt32(0), r.GetString(1),
        new RetentionPolicy(r.GetInt32(2), r.GetInt32(3), r.GetInt32(4), r.GetInt32(5), r.GetInt32(6), r.GetInt32(7)), r.GetString(8), r.GetString(9), r.GetFieldValue<DateTimeOffset>(10),
        r.IsDBNull(11) ? null : (PolicyDecision)r.GetInt16(11), r.IsDBNull(12) ? null : r.GetString(12), r.IsDBNull(13) ? null : r.GetFieldValue<DateTimeOffset>(13),
        r.IsDBNull(14) ? null : r.GetString(14));

    private static async Task<List<T>> ListAsync<T>(NpgsqlDataReader reader, Func<NpgsqlDataReader, T> row, CancellationToken token)
    {
        var rows = new List<T>();
        while (await reader.ReadAsync(token)) rows.Add(row(reader));
        return rows;
    }
}
