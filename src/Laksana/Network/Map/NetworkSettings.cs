using System.Text.Json;
using Laksana.Database;
using Laksana.Officers;

namespace Laksana.Network;

/// <summary>How an office's watch judges, whom it tells and what it opens.</summary>
public sealed record NetworkSettings
{
    public static readonly NetworkSettings Usual = new();

    /// <summary>Failures in a row before a target counts as down, 1 to 10.</summary>
    public int Checks { get; init; } = 3;

    /// <summary>Answers in a row before it counts as up again, 1 to 10.</summary>
    public int Recoveries { get; init; } = 2;

    /// <summary>After a first failure it is asked again this soon, where its interval is longer.</summary>
    public int RecheckSeconds { get; init; } = 5;

    /// <summary>The sheet whose case an incident opens; null: none is opened.</summary>
    public string? Sheet { get; init; }

    /// <summary>Broken again within so many minutes of its recovery, the same incident and case go on.</summary>
    public int ReopenMinutes { get; init; } = 60;

    /// <summary>An incident lasts so many minutes before its case is opened: what mends itself at once needs none.</summary>
    public int CaseAfterMinutes { get; init; } = 5;

    /// <summary>Minutes of working time without anybody taking note after which the level above is told, one for each level.</summary>
    public IReadOnlyList<int> EscalateMinutes { get; init => field = value ?? []; } = [30, 120];

    /// <summary>Elements of these count as urgent although nobody said so: told also outside working hours.</summary>
    public bool ServersUrgent { get; init; } = true;

    /// <summary>Tell also of what recovered.</summary>
    public bool TellRecovery { get; init; } = true;
}

/// <summary>Reads and writes them.</summary>
public sealed class NetworkSettingsBook(LaksanaDatabase database, TimeProvider clock)
{
    public async Task<(NetworkSettings Settings, int Version)> ReadAsync(string office, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("select body, version from network_setting where office = $1", office);
        await using var reader = await batch.ReadAsync(token);
        return await reader.ReadAsync(token) ? (JsonSerializer.Deserialize(reader.GetString(0), MapJson.Default.NetworkSettings)!, reader.GetInt32(1)) : (NetworkSettings.Usual, 0);
    }

    /// <returns>False when somebody else has written them since <paramref name="seen"/>.</returns>
    public async Task<bool> WriteAsync(string office, NetworkSettings settings, int seen, string by, IReadOnlyList<(string, string?)> details, CancellationToken token)
    {
        await using var transaction = await database.BeginAsync(office, token);
        await using var write = transaction.Command("""
            insert into network_setting (office, version, body) values ($1, $2 + 1, $3)
            on conflict (office) do update set version = excluded.version, body = excluded.body where network_setting.version = $2
            """, office, seen, JsonSerializer.Serialize(settings, MapJson.Default.NetworkSettings));
        if (await write.ExecuteNonQueryAsync(token) == 0) return false;
        await AdministrationLog.AddAsync(transaction, office, by, AdministrationActs.NetworkSettingsChanged, office, details, clock.GetUtcNow(), token);
        await transaction.CommitAsync(token);
        return true;
    }
}
