using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Laksana.Database;
using Laksana.Officers;
using Npgsql;

namespace Laksana.Cases;

/// <summary>Names of the actions this installation can run; filled by the automation's registry.</summary>
/// <param name="Witnesses">Those of the actions that have a word in what officers do on their rows.</param>
public sealed record KnownActions(IReadOnlySet<string> Names, params IReadOnlyList<IRowWitness> Witnesses);

/// <summary>
/// Where commands become durable: loads the case, lets the pure engine decide, and writes events, current tasks, search fields, the seal's
/// outbox and the idempotency key in one transaction and one round trip. Optimistic: two writers of one case collide on the event table's
/// primary key; the loser reads again and lets the engine decide anew.
/// </summary>
public sealed class CaseDesk(LaksanaDatabase database, Offices offices, PublishedSheets sheets, CaseLoader loader, KnownActions actions, TimeProvider clock)
{
    /// <summary>How long a repeated request still answers the same.</summary>
    public static readonly TimeSpan KeyLife = TimeSpan.FromDays(7);

    private const int Tries = 8;

    /// <summary>Raised by require_action_lease.</summary>
    private const string LeaseLost = "LK001";

    /// <summary>Raised by a witness's statement when what it rests on has changed.</summary>
    private const string WitnessOvertaken = "LK002";

    /// <summary>Handles a request; returns only when its outcome is durable.</summary>
    public async Task<CaseAnswer> HandleAsync(CaseRequest request, CancellationToken token)
    {
        var office = await offices.GetAsync(request.Office, token);
        return request.Command is OpenCase ? await OpenAsync(office, request, token) : await ActAsync(office, request, token);
    }

    private async Task<CaseAnswer> ActAsync(OfficeAtWork office, CaseRequest request, CancellationToken token)
    {
        var number = request.Number ?? throw new ArgumentException("A command needs a case number.", nameof(request));
        var loaded = request.Strict ? null : loader.Kept(office.Id, number);
        var fresh = loaded is null;
        for (var attempt = 1; ; attempt++)
        {
            loaded = fresh ? await loader.LoadAsync(office.Id, number, token) : loaded;
            if (loaded is null) return new CaseAnswer.NotFound();
            if (StaleView(request, loaded.State))
            {
                if (!fresh) { fresh = true; continue; }
                if (await ConflictAsync(office, request, loaded.State, token) is { } conflict)
                    return await RepeatedAsync(request, token) ?? conflict;
            }
            var sheet = await SheetAsync(office.Id, loaded.State, token);
            var decision = new Deciding(office, sheet, request, actions, clock);
            var answer = CaseEngine.Decide(sheet.Procedure, loaded.State, request.Command, await decision.ContextAsync(sheets, loader, token));
            if (answer is Decision.Refused refused)
            {
                if (!fresh) { fresh = true; continue; }
                return await RepeatedAsync(request, token) ?? new CaseAnswer.Refused(refused.Why);
            }
            var events = ((Decision.Accepted)answer).Events;
            if (events.Count == 0) return new CaseAnswer.Done(number, loaded.State.Version, false, loaded.State, events);
            var (objection, further) = await AttendAsync(decision, loaded.State, events, token);
            if (objection is not null) return await RepeatedAsync(request, token) ?? new CaseAnswer.Refused(objection);
            var written = await WriteAsync(decision, loaded, events, null, token, further);
            if (written is not null) return written;
            if (await RepeatedAsync(request, token) is { } repeated) return repeated;
            if (attempt == Tries) throw new OperatorException($"Case {number} is written by too many at once.", "Try again.");
            fresh = true;
        }
    }

    /// <summary>Asks the witnesses of the rows that are finished or sent back.</summary>
    private async Task<(Refusal? Objection, IReadOnlyList<WitnessStatement> Further)> AttendAsync(Deciding deciding, CaseState before, IReadOnlyList<CaseEvent> events, CancellationToken token)
    {
        if (actions.Witnesses.Count == 0) return (null, []);
        var (sheet, after, further) = (deciding.Sheet.Procedure, events.Aggregate(before, CaseEngine.Apply)!, new List<WitnessStatement>());
        foreach (var (happened, number) in events.Select(e => (e, e switch { StepCompleted c => c.Run, StepReturned r => r.Run, _ => 0 })).Where(e => e.Item2 > 0))
        {
            if (sheet.Step(after.Runs[number - 1].Step).Action is not { } action || actions.Witnesses.FirstOrDefault(w => w.Name == action.Name) is not { } witness) continue;
            var act = new WitnessedAct(deciding.Office, sheet, before, after, before.FindRun(number) ?? after.Runs[number - 1], happened);
            switch (await witness.AttendAsync(act, token))
            {
                case Testimony.Refuses refuses: return (refuses.Why, []);
                case Testimony.Agrees agrees: further.AddRange(agrees.Statements); break;
            }
        }
        return (null, further);
    }

    private async Task<CaseAnswer> OpenAsync(OfficeAtWork office, CaseRequest request, CancellationToken token)
    {
        if ((await RepeatedAsync(request, token) ?? await TrackedAsync(request, token)) is { } before) return before;
        var today = office.DayOf(clock.GetUtcNow());
        var sheet = await sheets.CurrentAsync(office.Id, request.Procedure ?? "", today, token);
        if (sheet is null) return new CaseAnswer.NotFound();
        var deciding = new Deciding(office, sheet, request, actions, clock);
        var context = await deciding.ContextAsync(sheets, loader, token);
        var wish = (OpenCase)request.Command;
        // Decided once with a number that stands for none, so that a refusal uses up no number.
        if (CaseEngine.Decide(sheet.Procedure, null, wish with { Number = "?", ProcedureVersion = sheet.Version }, context) is Decision.Refused refused)
            return new CaseAnswer.Refused(refused.Why);

        await using var transaction = await database.BeginAsync(office.Id, token);
        await using var next = transaction.Command("""
            insert into case_counter (office, code, year, last) values ($1, $2, $3, 1)
            on conflict (office, code, year) do update set last = case_counter.last + 1 returning last
            """, office.Id, sheet.Procedure.CaseCode, today.Year);
        var last = (int)(await next.ExecuteScalarAsync(token))!;
        var number = string.Create(CultureInfo.InvariantCulture, $"{sheet.Procedure.CaseCode}-{today.Year}-{last:0000}");
        var decided = CaseEngine.Decide(sheet.Procedure, null, wish with { Number = number, ProcedureVersion = sheet.Version }, context);
        var written = await WriteAsync(deciding, null, ((Decision.Accepted)decided).Events, transaction, token);
        return written ?? await RepeatedAsync(request, token) ?? await FiredAsync(request, wish, token) ?? await TrackedAsync(request, token)
            ?? throw new InvalidOperationException($"Case {number} could not be opened.");
    }

    /// <summary>The case that this firing of the schedule has opened already.</summary>
    private async Task<CaseAnswer.Done?> FiredAsync(CaseRequest request, OpenCase wish, CancellationToken token)
    {
        if (wish.Schedule is null) return null;
        await using var batch = database.Batch(request.Office);
        batch.Add("""
            select c.case_number, c.version from schedule_fired f join case_file c on c.office = f.office and c.case_number = f.case_number
            where f.office = $1 and f.procedure = $2 and f.fire_time = $3
            """, request.Office, request.Procedure, wish.FireTime);
        await using var reader = await batch.ReadAsync(token);
        return await reader.ReadAsync(token) ? new CaseAnswer.Done(reader.GetString(0), reader.GetInt32(1), true) : null;
    }

    /// <summary>The case that the public has opened already under this tracking number.</summary>
    private async Task<CaseAnswer.Done?> TrackedAsync(CaseRequest request, CancellationToken token)
    {
        if (request.Command is not OpenCase { Public: { } applicant }) return null;
        await using var batch = database.Batch(request.Office);
        batch.Add("""
            select c.case_number, c.version from service_request r join case_file c on c.office = r.office and c.case_number = r.case_number
            where r.office = $1 and r.tracking = $2
            """, request.Office, applicant.Tracking);
        await using var reader = await batch.ReadAsync(token);
        return await reader.ReadAsync(token) ? new CaseAnswer.Done(reader.GetString(0), reader.GetInt32(1), true) : null;
    }

    /// <summary>Writes the events; null when another writer was first or the key was used. Refused when a machine's report comes without its lease.</summary>
    /// <param name="further">What witnesses add to the transaction.</param>
    private async Task<CaseAnswer?> WriteAsync(Deciding deciding, LoadedCase? before, IReadOnlyList<CaseEvent> events, OfficeTransaction? transaction, CancellationToken token,
        IReadOnlyList<WitnessStatement>? further = null)
    {
        var writer = new CaseWriter(deciding, before, events);
        try
        {
            if (transaction is null)
            {
                await using var batch = database.Batch(deciding.Office.Id);
                writer.AddTo((sql, values) => batch.Add(sql, values));
                foreach (var statement in further ?? []) batch.Add(statement.Sql, [.. statement.Values]);
                await batch.ExecuteAsync(token);
            }
            else
            {
                await using var batch = new NpgsqlBatch(transaction.Connection, transaction.Transaction);
                writer.AddTo((sql, values) => batch.BatchCommands.Add(OfficeBatch.Command(sql, values)));
                await batch.ExecuteNonQueryAsync(token);
                await transaction.CommitAsync(token);
            }
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation && e.TableName is "event" or "idempotency_key" or "schedule_fired" or "service_request")
        {
            return null;
        }
        catch (PostgresException e) when (further is { Count: > 0 } && (e.SqlState == PostgresErrorCodes.UniqueViolation || e.SqlState == WitnessOvertaken))
        {
            return null;
        }
        catch (PostgresException e) when (e.SqlState == LeaseLost)
        {
            return new CaseAnswer.Refused(new Refusal("machine.not-expected"));
        }
        loader.Keep(deciding.Office.Id, new LoadedCase(writer.After, writer.Head));
        return new CaseAnswer.Done(writer.After.Number, writer.After.Version, false, writer.After, events);
    }

    /// <summary>The answer given before under the same key; a refusal when the key was used for something else; null when it is new.</summary>
    private async Task<CaseAnswer?> RepeatedAsync(CaseRequest request, CancellationToken token)
    {
        if (request.IdempotencyKey is null) return null;
        await using var batch = database.Batch(request.Office);
        batch.Add("select request, case_number, version from idempotency_key where office = $1 and officer = $2 and key = $3 and expires_at > $4",
            request.Office, request.KeyHolder, request.IdempotencyKey, clock.GetUtcNow());
        await using var reader = await batch.ReadAsync(token);
        if (!await reader.ReadAsync(token)) return null;
        return Fingerprint(request).AsSpan().SequenceEqual(reader.GetFieldValue<byte[]>(0))
            ? new CaseAnswer.Done(reader.GetString(1), reader.GetInt32(2), true)
            : new CaseAnswer.Refused(new Refusal("case.key-reused"));
    }

    /// <summary>Whether a request with this key was done before: whoever compares a new entry with those that are there asks first whether it is one of them.</summary>
    public async Task<bool> WasDoneAsync(string office, string officer, string key, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("select 1 from idempotency_key where office = $1 and officer = $2 and key = $3", office, officer, key);
        await using var reader = await batch.ReadAsync(token);
        return await reader.ReadAsync(token);
    }

    /// <summary>SHA-256 of what was asked, so that one key never answers for two different requests.</summary>
    internal static byte[] Fingerprint(CaseRequest request) => SHA256.HashData(Encoding.UTF8.GetBytes(
        request.Command.GetType().Name + "\n" + request.Number + "\n" + request.Procedure + "\n"
        + JsonSerializer.Serialize(request.Command, request.Command.GetType(), CommandJson.Default)));

    private async Task<SheetVersion> SheetAsync(string office, CaseState state, CancellationToken token) =>
        await sheets.FindAsync(office, state.Procedure, state.ProcedureVersion, token)
        ?? throw new InvalidOperationException($"The sheet {state.Procedure} version {state.ProcedureVersion} of case {state.Number} is gone.");

    private static bool StaleView(CaseRequest request, CaseState state) => request.Seen is { } seen && seen != state.Version;

    /// <summary>A view that is only behind by harmless events (a note, a document, a limit that passed, another row's progress) may go on.</summary>
    private async Task<CaseAnswer.Conflict?> ConflictAsync(OfficeAtWork office, CaseRequest request, CaseState now, CancellationToken token)
    {
        var conflict = new CaseAnswer.Conflict(now, new Refusal("case.conflict"));
        if (request.Strict || request.Seen > now.Version) return conflict;
        await using var batch = database.Batch(office.Id);
        batch.Add("select kind, body_version, body from event where office = $1 and case_number = $2 and version > $3 order by version",
            office.Id, now.Number, request.Seen!.Value);
        await using var reader = await batch.ReadAsync(token);
        var touched = false;
        while (await reader.ReadAsync(token))
            touched |= Touches(EventJson.Deserialize(reader.GetString(0), reader.GetInt16(1), reader.GetFieldValue<byte[]>(2)), RunOf(request.Command));
        return touched ? conflict : null;
    }

    private static bool Touches(CaseEvent happened, int? run) => happened switch
    {
        StepBegun e => e.Run == run,
        StepReleased e => e.Run == run,
        StepReassigned e => e.Run == run,
        CaseMoved => true,
        // A row that is finished, reported or returned is told with who was first: the engine's own refusal says more than "conflict".
        _ => false,
    };

    private static int? RunOf(CaseCommand command) => command switch
    {
        CompleteStep c => c.Run,
        BeginStep => null,
        ReleaseStep c => c.Run,
        ReassignStep c => c.Run,
        _ => null,
    };
}
