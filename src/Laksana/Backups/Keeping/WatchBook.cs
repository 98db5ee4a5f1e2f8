using System.Text.Json;
using Laksana.Database;
using Laksana.Officers;
using Npgsql;
using static Laksana.Backups.KeepingTransaction;

namespace Laksana.Backups;

/// <summary>A finding as it is kept.</summary>
/// <param name="Since">When it was first found; a trouble that ended and came again is a new one.</param>
/// <param name="OpeningAt">The time under which its case is opened: the same names the same case.</param>
/// <param name="NotedState">The state that its case was told last.</param>
public sealed record KeptFinding(WatchFinding Finding, DateTimeOffset Since, DateTimeOffset OpeningAt, DateTimeOffset? EndedAt, string? CaseNumber, string? NotedState);

/// <summary>The watch's memory: its limits, when it looked last, and what it found.</summary>
public sealed class WatchBook(LaksanaDatabase database, TimeProvider clock)
{
    private const string Columns = "key, kind, state, arguments, source, grave, since, opening_at, ended_at, case_number, noted_state";

    public async Task<(WatchSettings Settings, int Version)> SettingsAsync(string office, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("select settings, version from backup_watch where office = $1", office);
        await using var reader = await batch.ReadAsync(token);
        if (!await reader.ReadAsync(token)) return (new WatchSettings(), 0);
        return (reader.IsDBNull(0) ? new WatchSettings() : JsonSerializer.Deserialize(reader.GetString(0), KeepingJson.Default.WatchSettings)!, reader.GetInt32(1));
    }

    /// <param name="seen">The version that the form was made from.</param>
    public Task<KeepingAnswer> ChangeAsync(KeepingForm form, WatchSettings settings, int seen, CancellationToken token) => KeepingTransaction.RunAsync(database, form, clock.GetUtcNow(), async transaction =>
    {
        if (settings.Faults().Any()) return new KeepingAnswer.Refused("watch-limits", WatchSettings.MostDays);
        var body = JsonSerializer.Serialize(settings, KeepingJson.Default.WatchSettings);
        var done = await DoAsync(transaction, """
            insert into backup_watch (office, settings, version) values ($1, $2, 1)
            on conflict (office) do update set settings = excluded.settings, version = backup_watch.version + 1 where backup_watch.version = $3
            """, token, form.Office, body, seen);
        if (done == 0) return new KeepingAnswer.Refused("changed-meanwhile");
        await AdministrationLog.AddAsync(transaction, form.Office, form.By, AdministrationActs.BackupWatchChanged, form.Office, [("pengaturan", body)], clock.GetUtcNow(), token);
        return new KeepingAnswer.Done(seen + 1);
    }, token);

    /// <summary>Whether dates of backups can be relied on: not while the clock shows less than it did, nor soon after it went back.</summary>
    public async Task<bool> ClockIsDoubtfulAsync(string office, DateTimeOffset now, CancellationToken token)
    {
        var (looked, jump) = await LookedAsync(office, token);
        return ClockJump.Between(looked, now) is not null || jump?.IsRecent(now) == true;
    }

    /// <summary>What is wrong now, the gravest first.</summary>
    public Task<IReadOnlyList<KeptFinding>> OpenAsync(string office, CancellationToken token) => ReadAsync(office, "ended_at is null order by grave desc, since, key", token);

    /// <summary>What ended last.</summary>
    public Task<IReadOnlyList<KeptFinding>> EndedAsync(string office, int most, CancellationToken token) => ReadAsync(office, $"ended_at is not null order by ended_at desc limit {most}", token);

    /// <summary>Those whose case does not know yet how they stand: new, changed, or ended.</summary>
    internal Task<IReadOnlyList<KeptFinding>> ToTellAsync(string office, CancellationToken token) =>
        ReadAsync(office, "ended_at is null or case_number is not null and noted_state is distinct from '' order by since, key", token);

    internal async Task<(DateTimeOffset? LookedAt, ClockJump? Jump)> LookedAsync(string office, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("select looked_at, jump_from, jump_to from backup_watch where office = $1", office);
        await using var r = await batch.ReadAsync(token);
        if (!await r.ReadAsync(token)) return (null, null);
        return (r.IsDBNull(0) ? null : r.GetFieldValue<DateTimeOffset>(0), r.IsDBNull(1) ? null : new ClockJump(r.GetFieldValue<DateTimeOffset>(1), r.GetFieldValue<DateTimeOffset>(2)));
    }

    /// <summary>Writes down what a look found: what is new, what has changed, and what is over. One look of an office at a time.</summary>
    internal async Task RememberAsync(string office, IReadOnlyList<WatchFinding> found, DateTimeOffset now, ClockJump? jump, CancellationToken token)
    {
        await using var transaction = await database.BeginAsync(office, token);
        await DoAsync(transaction, "select pg_advisory_xact_lock(hashtextextended($1, 0))", token, "backup-watch:" + office);
        await DoAsync(transaction, """
            insert into backup_watch (office, looked_at, jump_from, jump_to) values ($1, $2, $3, $4)
            on conflict (office) do update set looked_at = excluded.looked_at, jump_from = excluded.jump_from, jump_to = excluded.jump_to
            """, token, office, now, OrNull.Moment(jump?.From), OrNull.Moment(jump?.To));
        await DoAsync(transaction, "update backup_finding set ended_at = $3 where office = $1 and ended_at is null and key <> all ($2)", token, office, found.Select(f => f.Key).ToArray(), now);
        // The opening's time names the case of a sheet, so no two findings may share one: a microsecond is the least that the database tells apart.
        var from = await OneAsync<DateTime>(transaction, "select greatest($2, max(opening_at)) from backup_finding where office = $1", token, office, now) is { Ticks: > 0 } last ? last : now.UtcDateTime;
        for (var i = 0; i < found.Count; i++)
        {
            var f = found[i];
            await DoAsync(transaction, """
                insert into backup_finding (office, key, since, opening_at, kind, source, state, arguments, grave, seen_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $3)
                on conflict (office, key) where ended_at is null do update set state = excluded.state, arguments = excluded.arguments, grave = excluded.grave, seen_at = excluded.seen_at
                """, token, office, f.Key, now, new DateTimeOffset(from, TimeSpan.Zero).AddMicroseconds(i + 1), f.Kind.ToString(), OrNull.Text(f.Source), f.State,
                JsonSerializer.Serialize(f.Arguments, KeepingJson.Default.IReadOnlyListString), f.Grave);
        }
        await transaction.CommitAsync(token);
    }

    /// <summary>A case of a finding was opened, found or told.</summary>
    internal async Task NotedAsync(string office, KeptFinding finding, string caseNumber, string state, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("update backup_finding set case_number = $4, noted_state = $5 where office = $1 and key = $2 and since = $3", office, finding.Finding.Key, finding.Since, caseNumber, state);
        await batch.ExecuteAsync(token);
    }

    /// <summary>The case of a finding was ended by people while the trouble goes on: the next one is opened under another time.</summary>
    internal async Task<KeptFinding> ForgetCaseAsync(string office, KeptFinding finding, CancellationToken token)
    {
        await using var transaction = await database.BeginAsync(office, token);
        await DoAsync(transaction, "select pg_advisory_xact_lock(hashtextextended($1, 0))", token, "backup-watch:" + office);
        await DoAsync(transaction, """
            update backup_finding f set case_number = null, noted_state = null,
                opening_at = (select max(o.opening_at) from backup_finding o where o.office = $1) + interval '1 microsecond'
            where office = $1 and key = $2 and since = $3 and case_number is not distinct from $4
            """, token, office, finding.Finding.Key, finding.Since, OrNull.Text(finding.CaseNumber));
        var opening = await OneAsync<DateTime>(transaction, "select opening_at from backup_finding where office = $1 and key = $2 and since = $3", token, office, finding.Finding.Key, finding.Since);
        await transaction.CommitAsync(token);
        return finding with { CaseNumber = null, NotedState = null, OpeningAt = new DateTimeOffset(opening, TimeSpan.Zero) };
    }

    private async Task<IReadOnlyList<KeptFinding>> ReadAsync(string office, string which, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add($"select {Columns} from backup_finding where office = $1 and ({which.Replace(" order by", ") order by", StringComparison.Ordinal)}", office);
        await using var reader = await batch.ReadAsync(token);
        var findings = new List<KeptFinding>();
        while (await reader.ReadAsync(token)) findings.Add(Row(reader));
        return findings;
    }

    private static KeptFinding Row(NpgsqlDataReader r) => new(
        new WatchFinding(r.GetString(0), Enum.Parse<FindingKind>(r.GetString(1)), r.GetString(2), JsonSerializer.Deserialize(r.GetString(3), KeepingJson.Default.IReadOnlyListString)!)
            { Source = Text(r, 4), Grave = r.GetBoolean(5) },
        r.GetFieldValue<DateTimeOffset>(6), r.GetFieldValue<DateTimeOffset>(7), r.IsDBNull(8) ? null : r.GetFieldValue<DateTimeOffset>(8), Text(r, 9), Text(r, 10));

    private static string? Text(NpgsqlDataReader r, int column) => r.IsDBNull(column) ? null : r.GetString(column);
}
