using System.Text.Json;
using Laksana.Database;
using Laksana.Officers;
using Npgsql;

namespace Laksana.Backups;

/// <summary>An act as it arrives: from a page, a call, a command or the machine.</summary>
/// <param name="Seen">The version that the officer looked at; null: whatever it is by now.</param>
/// <param name="Key">Of the request: sent twice, it is done once.</param>
public sealed record RecoveryRequest(string Office, string Id, RecoveryAct Act, string Officer, int? Seen = null, string? Key = null)
{
    /// <summary>With <see cref="RecoveryAct.ReportLoss"/>: the lines table by table.</summary>
    public IReadOnlyList<TableLoss> Losses { get; init; } = [];

    /// <summary>With <see cref="RecoveryAct.FinishRestore"/>: what was found equal.</summary>
    public string? Print { get; init; }
}

/// <summary>What a recovery is to be of. All names in it have been checked by <see cref="RecoveryPlanning"/>.</summary>
public sealed record RecoveryOutline(string Office, string Source, SourceKind Kind, string? Backup, string? Folder, DateTimeOffset Moment, string Reason,
    string? CaseNumber, string Live, string Officer, string? Key = null)
{
    /// <summary>Given where a repeated attempt must find its own; otherwise drawn by lot.</summary>
    public string? Id { get; init; }
}

/// <summary>What came of it: the recovery as it is now, or why not.</summary>
public abstract record RecoveryAnswer
{
    /// <param name="Repeated">The same request had been done before.</param>
    /// <param name="Job">The work that was asked of a node, where there is some.</param>
    public sealed record Done(Recovery Recovery, bool Repeated = false, Guid? Job = null) : RecoveryAnswer;

    public sealed record Refused(RecoveryRefusal Why, Recovery? Recovery = null) : RecoveryAnswer;

    /// <summary>Somebody else acted since; the officer looks again.</summary>
    public sealed record Changed(Recovery Recovery) : RecoveryAnswer;

    public sealed record Unknown : RecoveryAnswer;
}

/// <summary>
/// Where an act on a recovery becomes durable: the row is locked, the rules decide, and the new state, the event and (for what the office's log
/// of administration keeps) its line are one transaction.
/// </summary>
public sealed class RecoveryDesk(LaksanaDatabase database, RecoveryPolicy policy, TimeProvider clock)
{
    /// <summary>What may be done, as pages ask before they offer it.</summary>
    public RecoveryRules Rules { get; } = new(policy);

    /// <summary>Writes a new recovery down. Refused while another of the source is under way.</summary>
    public async Task<RecoveryAnswer> PlanAsync(RecoveryOutline outline, CancellationToken token)
    {
        var now = clock.GetUtcNow();
        var id = outline.Id ?? Guid.NewGuid().ToString("N")[..8];
        var recovery = new Recovery
        {
            Office = outline.Office, Id = id, Source = outline.Source, Kind = outline.Kind, Backup = outline.Backup, Folder = outline.Folder, Moment = outline.Moment,
            Reason = outline.Reason, CaseNumber = outline.CaseNumber, Names = BesideNames.Of(outline.Kind, outline.Live, id), PlannedBy = outline.Officer, PlannedAt = now,
        };
        await using var transaction = await database.BeginAsync(outline.Office, token);
        if (await RepeatedAsync(transaction, outline.Office, outline.Key, token) is { } before) return before;
        if (outline.Id is not null && await LockAsync(transaction, outline.Office, id, token) is { } own) return new RecoveryAnswer.Done(own, Repeated: true);
        try
        {
            await using var insert = transaction.Command("""
                insert into recovery (office, id, version, stage, source, case_number, planned_at, changed_at, body) values ($1, $2, 1, 0, $3, $4, $5, $5, $6)
                """, outline.Office, id, outline.Source, OrNull.Text(outline.CaseNumber), now, RecoveryJson.Write(recovery));
            await insert.ExecuteNonQueryAsync(token);
            await WriteEventAsync(transaction, recovery, outline.Officer, "plan", outline.Reason, outline.Key, now, token);
            await AdministrationLog.AddAsync(transaction, outline.Office, outline.Officer, AdministrationActs.RecoveryPlanned, recovery.Source, Details(recovery), now, token, outline.Reason);
            await transaction.CommitAsync(token);
        }
        catch (PostgresException taken) when (taken is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "recovery_under_way" })
        {
            return new RecoveryAnswer.Refused(new RecoveryRefusal("under-way", outline.Source));
        }
        return new RecoveryAnswer.Done(recovery);
    }

    public async Task<RecoveryAnswer> DoAsync(RecoveryRequest request, CancellationToken token)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await database.BeginAsync(request.Office, token);
        if (await LockAsync(transaction, request.Office, request.Id, token) is not { } recovery) return new RecoveryAnswer.Unknown();
        if (await RepeatedAsync(transaction, request.Office, request.Key, token) is { } before) return before;
        if (request.Seen is { } seen && seen != recovery.Version) return new RecoveryAnswer.Changed(recovery);
        var rules = new RecoveryRules(policy, await SupersededAsync(transaction, recovery, token));
        var decision = rules.Decide(recovery, request.Act, request.Officer, now);
        if (decision.Next is not { } next) return new RecoveryAnswer.Refused(decision.Refused!, recovery);
        try
        {
            await WriteAsync(transaction, next, now, token);
            await WriteEventAsync(transaction, next, request.Officer, request.Act.Name, request.Act.Detail, request.Key, now, token);
            await WriteLossesAsync(transaction, next, request, token);
            await WritePrintAsync(transaction, next, request, token);
            if (LoggedAs(request.Act) is { } act)
                await AdministrationLog.AddAsync(transaction, next.Office, request.Officer, act, next.Source, Details(next), now, token, request.Act.Detail);
            await transaction.CommitAsync(token);
        }
        catch (PostgresException taken) when (taken is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "recovery_under_way" })
        {
            return new RecoveryAnswer.Refused(new RecoveryRefusal("under-way", recovery.Source), recovery);
        }
        return new RecoveryAnswer.Done(next);
    }

    /// <summary>Acts that the office's log of administration keeps: what changes what is live, and who let it.</summary>
    private static string? LoggedAs(RecoveryAct act) => act switch
    {
        RecoveryAct.Approve => AdministrationActs.RecoveryApproved,
        RecoveryAct.Reject => AdministrationActs.RecoveryRejected,
        RecoveryAct.FinishSwap => AdministrationActs.RecoverySwapped,
        RecoveryAct.FinishUndo => AdministrationActs.RecoveryUndone,
        RecoveryAct.AgreeRelease => AdministrationActs.RecoveryReleased,
        RecoveryAct.Cancel => AdministrationActs.RecoveryCancelled,
        _ => null,
    };

    private static (string, string?)[] Details(Recovery r) =>
    [
        ("recovery", r.Id), ("backup", r.Backup), ("live", r.Names.Live), ("kept", r.Stage.Keeps() ? RecoveryRules.Kept(r) : null), ("case", r.CaseNumber),
    ];

    private static async Task<Recovery?> LockAsync(OfficeTransaction transaction, string office, string id, CancellationToken token)
    {
        await using var select = transaction.Command("select body from recovery where office = $1 and id = $2 for update", office, id);
        return await select.ExecuteScalarAsync(token) is string body ? RecoveryJson.Read(body) : null;
    }

    /// <summary>The answer to a request that was done before, as the recovery is by now.</summary>
    private static async Task<RecoveryAnswer?> RepeatedAsync(OfficeTransaction transaction, string office, string? key, CancellationToken token)
    {
        if (key is null) return null;
        await using var select = transaction.Command("select r.body from recovery_event e join recovery r on r.office = e.office and r.id = e.recovery where e.office = $1 and e.key = $2", office, key);
        return await select.ExecuteScalarAsync(token) is string body ? new RecoveryAnswer.Done(RecoveryJson.Read(body), Repeated: true) : null;
    }

    private static async Task<bool> SupersededAsync(OfficeTransaction transaction, Recovery recovery, CancellationToken token)
    {
        if (recovery.Swapped is not { } swapped) return false;
        await using var select = transaction.Command("select exists (select from recovery where office = $1 and source = $2 and id <> $3 and swapped_at > $4)",
            recovery.Office, recovery.Source, recovery.Id, swapped.At);
        return await select.ExecuteScalarAsync(token) is true;
    }

    private static async Task WriteAsync(OfficeTransaction transaction, Recovery next, DateTimeOffset now, CancellationToken token)
    {
        await using var update = transaction.Command("""
            update recovery set version = $3, stage = $4, changed_at = $5, swapped_at = $6, keep_until = $7, cleared = $8, body = $9 where office = $1 and id = $2
            """, next.Office, next.Id, next.Version, (short)next.Stage, now, OrNull.Moment(next.Stage == RecoveryStage.Undone ? null : next.Swapped?.At),
            OrNull.Moment(next.KeepUntil), next.Cleared, RecoveryJson.Write(next));
        await update.ExecuteNonQueryAsync(token);
    }

    private static async Task WriteEventAsync(OfficeTransaction transaction, Recovery next, string officer, string act, string? detail, string? key, DateTimeOffset now, CancellationToken token)
    {
        await using var insert = transaction.Command("insert into recovery_event (office, recovery, version, at, officer, act, stage, detail, key) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            next.Office, next.Id, next.Version, now, officer, act, (short)next.Stage, OrNull.Text(detail), OrNull.Text(key));
        await insert.ExecuteNonQueryAsync(token);
    }

    private static async Task WriteLossesAsync(OfficeTransaction transaction, Recovery next, RecoveryRequest request, CancellationToken token)
    {
        // Keys of rows may be persons' numbers: they are not kept longer than they are needed to decide.
        if (request.Act is not RecoveryAct.ReportLoss && !next.Stage.IsEnded()) return;
        await using var delete = transaction.Command("delete from recovery_loss where office = $1 and recovery = $2", next.Office, next.Id);
        await delete.ExecuteNonQueryAsync(token);
        if (request.Act is not RecoveryAct.ReportLoss) return;
        var ordered = request.Losses.OrderByDescending(l => l.Lost + l.Changed).ThenByDescending(l => l.Back).ThenBy(l => l.Schema, StringComparer.Ordinal).ThenBy(l => l.Name, StringComparer.Ordinal);
        await using var insert = transaction.Command("insert into recovery_loss (office, recovery, ordinal, schema_name, name, body) select $1, $2, n, s, t, b from unnest($3, $4, $5, $6) x (n, s, t, b)",
            next.Office, next.Id);
        var lines = ordered.ToList();
        insert.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = [.. Enumerable.Range(1, lines.Count)] });
        insert.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. lines.Select(l => l.Schema)] });
        insert.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. lines.Select(l => l.Name)] });
        insert.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. lines.Select(l => JsonSerializer.Serialize(l, RecoveryJson.Default.TableLoss))] });
        await insert.ExecuteNonQueryAsync(token);
    }

    private static async Task WritePrintAsync(OfficeTransaction transaction, Recovery next, RecoveryRequest request, CancellationToken token)
    {
        if (request.Print is null && !next.Stage.IsEnded()) return;
        await using var delete = transaction.Command("delete from recovery_print where office = $1 and recovery = $2", next.Office, next.Id);
        await delete.ExecuteNonQueryAsync(token);
        if (request.Print is not { } print) return;
        await using var insert = transaction.Command("insert into recovery_print (office, recovery, body) values ($1, $2, $3)", next.Office, next.Id, print);
        await insert.ExecuteNonQueryAsync(token);
    }
}
