using Laksana.Cases;
using Laksana.Database;
using Npgsql;

namespace Laksana.Drafting;

/// <summary>The office's drafts of sheets. Who may do what is the caller's to ask (<see cref="DraftRights"/>); here each act happens once, or not at all.</summary>
public sealed class SheetDrafts(LaksanaDatabase database, PublishedSheets published, TimeProvider clock)
{
    private const string Columns = """
        draft, sheet, title, base_version, version, status, why, begun_by, begun_at, changed_by, changed_at,
        submitted_by, submitted_at, what_changed, effective, decided_by, decided_at, reason, published_version
        """;

    /// <summary>Begins a draft, from a page or from another part of the program that proposes a revision.</summary>
    /// <param name="sheet">Id of the sheet.</param>
    /// <param name="baseVersion">The published version that <paramref name="text"/> was made from; 0 for a sheet that is not published yet.</param>
    /// <param name="text">The text to begin with, already edited or not; errors in it are for the editor to mend.</param>
    /// <param name="why">Shown with the draft: why it was begun, and on what evidence.</param>
    /// <param name="key">Of the form that asks for it: the same key begins one draft. Null: always a new one.</param>
    /// <returns>The draft's number.</returns>
    public async Task<int> BeginAsync(string office, string sheet, int baseVersion, string text, string officer, string why, CancellationToken token, string? key = null)
    {
        text = DraftSheet.Normal(text);
        await using var transaction = await database.BeginAsync(office, token);
        await using (var one = transaction.Command("select pg_advisory_xact_lock(hashtextextended($1, 0))", $"sheet_draft:{office}"))
            await one.ExecuteNonQueryAsync(token);
        if (key is not null && await ResultAsync(transaction, office, officer, key, token) is { } before)
            return int.Parse(before, System.Globalization.CultureInfo.InvariantCulture);
        await using var next = transaction.Command("select coalesce(max(draft), 0) + 1 from sheet_draft where office = $1", office);
        var number = (int)(await next.ExecuteScalarAsync(token))!;
        var now = clock.GetUtcNow();
        await RunAsync(transaction, """
            insert into sheet_draft (office, draft, sheet, title, base_version, version, status, why, begun_by, begun_at, changed_by, changed_at)
            values ($1, $2, $3, $4, $5, 1, 1, $6, $7, $8, $7, $8)
            """, token, office, number, sheet, TitleOf(text, sheet), baseVersion, why, officer, now);
        await WriteAsync(transaction, office, number, 1, text, officer, now, token);
        if (key is not null) await OnceAsync(transaction, office, officer, key, number.ToString(System.Globalization.CultureInfo.InvariantCulture), token);
        await transaction.CommitAsync(token);
        return number;
    }

    /// <summary>Drafts being written or waiting for approval, the last touched first.</summary>
    public Task<IReadOnlyList<Draft>> OpenAsync(string office, CancellationToken token) => ListAsync(office, "status in (1, 2)", 200, token);

    /// <summary>The last drafts that were published or given up.</summary>
    public Task<IReadOnlyList<Draft>> ClosedAsync(string office, CancellationToken token) => ListAsync(office, "status in (3, 4)", 30, token);

    /// <summary>A draft as it stands; null when the office has none of that number.</summary>
    public async Task<DraftText?> FindAsync(string office, int number, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add($"select {Columns} from sheet_draft where office = $1 and draft = $2", office, number);
        batch.Add("select body from sheet_draft_text where office = $1 and draft = $2 order by version desc limit 1", office, number);
        batch.Add("select distinct written_by from sheet_draft_text where office = $1 and draft = $2", office, number);
        await using var reader = await batch.ReadAsync(token);
        if (!await reader.ReadAsync(token)) return null;
        var draft = DraftOf(reader);
        await reader.NextResultAsync(token);
        var text = await reader.ReadAsync(token) ? reader.GetString(0) : "";
        await reader.NextResultAsync(token);
        var writers = new List<string>();
        while (await reader.ReadAsync(token)) writers.Add(reader.GetString(0));
        return new DraftText(draft, text, writers);
    }

    /// <summary>The text as it was at a version; null when it is not kept.</summary>
    public async Task<string?> TextAtAsync(string office, int number, int version, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("select body from sheet_draft_text where office = $1 and draft = $2 and version = $3", office, number, version);
        await using var reader = await batch.ReadAsync(token);
        return await reader.ReadAsync(token) ? reader.GetString(0) : null;
    }

    /// <summary>Keeps an edit of the version that was read.</summary>
    /// <param name="key">Of the form: the same key writes once.</param>
    public async Task<DraftOutcome> SaveAsync(string office, int number, int version, string text, string officer, string key, CancellationToken token)
    {
        text = DraftSheet.Normal(text);
        var now = clock.GetUtcNow();
        return await ActAsync(office, officer, key, number, async transaction =>
        {
            var touched = await RunAsync(transaction, """
                update sheet_draft set version = version + 1, title = $4, changed_by = $5, changed_at = $6
                where office = $1 and draft = $2 and version = $3 and status = 1
                """, token, office, number, version, TitleOf(text, null), officer, now);
            if (touched == 0) return DraftOutcome.Overtaken;
            await WriteAsync(transaction, office, number, version + 1, text, officer, now, token);
            return DraftOutcome.Done;
        }, token);
    }

    /// <summary>Asks the head of the office to approve the version that was read.</summary>
    public Task<DraftOutcome> SubmitAsync(string office, int number, int version, string whatChanged, DateOnly effective, string officer, string key, CancellationToken token) =>
        ActAsync(office, officer, key, number, async transaction => await RunAsync(transaction, """
            update sheet_draft set status = 2, what_changed = $4, effective = $5, submitted_by = $6, submitted_at = $7, reason = null, decided_by = null, decided_at = null
            where office = $1 and draft = $2 and version = $3 and status = 1
            """, token, office, number, version, whatChanged, effective, officer, clock.GetUtcNow()) == 1 ? DraftOutcome.Done : DraftOutcome.Overtaken, token);

    /// <summary>Gives it back to its writers; without a reason they take it back themselves.</summary>
    public Task<DraftOutcome> ReturnAsync(string office, int number, int version, string? reason, string officer, string key, CancellationToken token) =>
        ActAsync(office, officer, key, number, async transaction => await RunAsync(transaction, """
            update sheet_draft set status = 1, reason = $4, decided_by = case when $4 = '' then null else $5 end, decided_at = case when $4 = '' then null::timestamptz else $6 end
            where office = $1 and draft = $2 and version = $3 and status = 2
            """, token, office, number, version, reason ?? "", officer, clock.GetUtcNow()) == 1 ? DraftOutcome.Done : DraftOutcome.Overtaken, token);

    /// <summary>Gives a draft up; its text is kept.</summary>
    public Task<DraftOutcome> DiscardAsync(string office, int number, int version, string officer, string key, CancellationToken token) =>
        ActAsync(office, officer, key, number, async transaction => await RunAsync(transaction, """
            update sheet_draft set status = 4, changed_by = $4, changed_at = $5 where office = $1 and draft = $2 and version = $3 and status = 1
            """, token, office, number, version, officer, clock.GetUtcNow()) == 1 ? DraftOutcome.Done : DraftOutcome.Overtaken, token);

    /// <summary>
    /// Publishes what was submitted, in one transaction with the mark that it is: sent twice, or by two heads at once, it becomes one version.
    /// </summary>
    /// <param name="text">The draft's text with the dates of its enactment; it must read without errors.</param>
    /// <returns>And the number of the new version, when there is one.</returns>
    public async Task<(DraftOutcome Outcome, int Version)> PublishAsync(string office, Draft draft, string text, DateOnly effective, string whatChanged, string officer, CancellationToken token)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await database.BeginAsync(office, token);
        var touched = await RunAsync(transaction, """
            update sheet_draft set status = 3, what_changed = $4, effective = $5, decided_by = $6, decided_at = $7, changed_at = $7, published_version = base_version + 1, version = version + 1
            where office = $1 and draft = $2 and version = $3 and status = 2
            """, token, office, draft.Number, draft.Version, whatChanged, effective, officer, now);
        if (touched == 0) return (DraftOutcome.Overtaken, 0);
        var (version, isNew) = await published.PublishAsync(transaction, office, text, effective, officer, whatChanged, draft.BaseVersion + 1, token);
        // Not committed: the draft still waits.
        if (!isNew) return (version == draft.BaseVersion ? DraftOutcome.Unchanged : DraftOutcome.NewerVersion, version);
        await WriteAsync(transaction, office, draft.Number, draft.Version + 1, text, officer, now, token);
        await RunAsync(transaction, "delete from sheet_draft_text where office = $1 and draft = $2 and version < $3", token, office, draft.Number, draft.Version);
        await transaction.CommitAsync(token);
        return (DraftOutcome.Done, version);
    }

    private async Task<DraftOutcome> ActAsync(string office, string officer, string key, int number, Func<OfficeTransaction, Task<DraftOutcome>> act, CancellationToken token)
    {
        await using var transaction = await database.BeginAsync(office, token);
        try
        {
            await OnceAsync(transaction, office, officer, key, $"/sop/draf/{number}", token);
        }
        catch (PostgresException failure) when (SentForms.WasSent(failure))
        {
            return DraftOutcome.SentBefore;
        }
        var outcome = await act(transaction);
        if (outcome == DraftOutcome.Done) await transaction.CommitAsync(token);
        return outcome;
    }

    private Task<int> OnceAsync(OfficeTransaction transaction, string office, string officer, string key, string result, CancellationToken token) => RunAsync(transaction,
        "insert into sent_form (office, sender, key, result, expires_at) values ($1, $2, $3, $4, $5)", token, office, officer, key, result, clock.GetUtcNow() + SentForms.Life);

    private static async Task<string?> ResultAsync(OfficeTransaction transaction, string office, string officer, string key, CancellationToken token)
    {
        await using var find = transaction.Command("select result from sent_form where office = $1 and sender = $2 and key = $3", office, officer, key);
        return await find.ExecuteScalarAsync(token) as string;
    }

    private static Task<int> WriteAsync(OfficeTransaction transaction, string office, int number, int version, string text, string officer, DateTimeOffset now, CancellationToken token) =>
        RunAsync(transaction, "insert into sheet_draft_text (office, draft, version, body, written_by, written_at) values ($1, $2, $3, $4, $5, $6)",
            token, office, number, version, text, officer, now);

    private static async Task<int> RunAsync(OfficeTransaction transaction, string sql, CancellationToken token, params object?[] values)
    {
        await using var command = transaction.Command(sql, values);
        return await command.ExecuteNonQueryAsync(token);
    }

    private async Task<IReadOnlyList<Draft>> ListAsync(string office, string which, int most, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add($"select {Columns} from sheet_draft where office = $1 and {which} order by changed_at desc limit $2", office, (long)most);
        await using var reader = await batch.ReadAsync(token);
        var drafts = new List<Draft>();
        while (await reader.ReadAsync(token)) drafts.Add(DraftOf(reader));
        return drafts;
    }

    private static string TitleOf(string text, string? otherwise) => DraftSheet.Read(text)?.Title is { Length: > 0 } title ? title : otherwise ?? "—";

    private static Draft DraftOf(NpgsqlDataReader row) => new(row.GetInt32(0), row.GetString(1), row.GetString(2), row.GetInt32(3), row.GetInt32(4), (DraftStatus)row.GetInt16(5), row.GetString(6),
        row.GetString(7), row.GetFieldValue<DateTimeOffset>(8), row.GetString(9), row.GetFieldValue<DateTimeOffset>(10))
    {
        SubmittedBy = Text(row, 11),
        SubmittedAt = Moment(row, 12),
        WhatChanged = Text(row, 13),
        Effective = row.IsDBNull(14) ? null : row.GetFieldValue<DateOnly>(14),
        DecidedBy = Text(row, 15),
        DecidedAt = Moment(row, 16),
        Reason = Text(row, 17) is { Length: > 0 } reason ? reason : null,
        PublishedVersion = row.IsDBNull(18) ? null : row.GetInt32(18),
    };

    private static string? Text(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : row.GetString(at);

    private static DateTimeOffset? Moment(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : row.GetFieldValue<DateTimeOffset>(at);
}
