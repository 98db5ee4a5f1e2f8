using System.Text.Json;
using Laksana.Database;
using Laksana.Officers;
using Laksana.Procedures;
using Laksana.Register;

namespace Laksana.Cases;

/// <summary>Adds a statement with positional parameters to the transaction that is being built.</summary>
internal delegate void AddStatement(string sql, params object?[] values);

/// <summary>
/// The statements that make a decision durable. The event rows come first: their primary key is what two writers of one case collide on,
/// so nothing of the loser remains.
/// </summary>
internal sealed class CaseWriter
{
    private readonly Deciding _deciding;
    private readonly CaseState? _before;
    private readonly IReadOnlyList<CaseEvent> _events;
    private readonly byte[] _previous;

    public CaseWriter(Deciding deciding, LoadedCase? before, IReadOnlyList<CaseEvent> events)
    {
        (_deciding, _before, _events) = (deciding, before?.State, events);
        _previous = before?.Head ?? new byte[32];
        Head = _previous;
        After = events.Aggregate(_before, CaseEngine.Apply)!;
    }

    /// <summary>The case once this is written.</summary>
    public CaseState After { get; }

    /// <summary>Hash of its last event; set by <see cref="AddTo"/>.</summary>
    public byte[] Head { get; private set; }

    private OfficeAtWork Office => _deciding.Office;
    /// <summary>The sheet that the case stands on once this is written.</summary>
    private Procedure Sheet => Moved ? _deciding.Target! : _deciding.Sheet.Procedure;
    private bool Moved => _before is not null && _before.ProcedureVersion != After.ProcedureVersion;
    private string Number => After.Number;

    public void AddTo(AddStatement add)
    {
        AddEvents(add);
        AddCase(add);
        AddHands(add);
        AddTasks(add);
        AddMachine(add);
        AddPersonal(add);
        AddLinks(add);
        AddNotices(add);
        if (_deciding.Request.IdempotencyKey is { } key)
            add("insert into idempotency_key (office, officer, key, request, case_number, version, expires_at) values ($1, $2, $3, $4, $5, $6, $7)",
                Office.Id, _deciding.Request.KeyHolder, key, CaseDesk.Fingerprint(_deciding.Request), Number, After.Version, _deciding.Now + CaseDesk.KeyLife);
        add("insert into seal_pending (office, case_number, version, hash) values ($1, $2, $3, $4)", Office.Id, Number, After.Version, Head);
    }

    private void AddEvents(AddStatement add)
    {
        var first = (_before?.Version ?? 0) + 1;
        var count = _events.Count;
        var (versions, kinds, forms) = (new int[count], new string[count], new short[count]);
        var (bodies, links, hashes) = (new byte[count][], new byte[count][], new byte[count][]);
        for (var i = 0; i < count; i++)
        {
            (kinds[i], forms[i], bodies[i]) = EventJson.Serialize(_events[i]);
            (versions[i], links[i]) = (first + i, Head);
            Head = hashes[i] = EventHash.Compute(Office.Id, Number, versions[i], kinds[i], forms[i], bodies[i], links[i]);
        }
        add("""
            insert into event (office, case_number, version, kind, body_version, body, previous, hash)
            select $1, $2, e.version, e.kind, e.body_version, e.body, e.previous, e.hash
            from unnest($3::int[], $4::text[], $5::smallint[], $6::bytea[], $7::bytea[], $8::bytea[])
                as e (version, kind, body_version, body, previous, hash)
            """, Office.Id, Number, versions, kinds, forms, bodies, links, hashes);
    }

    private void AddCase(AddStatement add)
    {
        var due = OrNull.Moment(After.Status == CaseStatus.Running ? Deadlines.CaseDue(After)?.At : null);
        if (_before is null)
        {
            add("""
                insert into case_file (office, case_number, procedure, procedure_version, subject, status, version, opened_at, opened_by, due_at, late, search)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
                """, Office.Id, Number, Sheet.Id, After.ProcedureVersion, CaseFields.Subject(Sheet, After, Office), (short)After.Status, After.Version,
                After.OpenedAt, OrNull.Text(After.OpenedBy?.Officer), due, After.CaseLimitPassed, CaseFields.SearchText(Sheet, After, Office));
            if (_deciding.Request.Command is OpenCase { Public: { } applicant })
                add("insert into service_request (office, tracking, case_number, channel, opened_at) values ($1, $2, $3, $4, $5)",
                    Office.Id, applicant.Tracking, Number, PublicChannel.Pages, After.OpenedAt);
            if (_events[0] is CaseOpened { Schedule: { } } opened)
                add("insert into schedule_fired (office, procedure, fire_time, case_number) values ($1, $2, $3, $4)", Office.Id, Sheet.Id, opened.FireTime, Number);
            return;
        }
        add("update case_file set status = $3, version = $4, ended_at = $5, due_at = $6, late = $7, procedure_version = $8 where office = $1 and case_number = $2",
            Office.Id, Number, (short)After.Status, After.Version, OrNull.Moment(After.EndedAt), due, After.CaseLimitPassed, After.ProcedureVersion);
        if (FieldsChanged)
            add("update case_file set subject = $3, search = $4 where office = $1 and case_number = $2",
                Office.Id, Number, CaseFields.Subject(Sheet, After, Office), CaseFields.SearchText(Sheet, After, Office));
    }

    private void AddHands(AddStatement add)
    {
        var hands = After.Hands().Except(_before?.Hands() ?? [], StringComparer.Ordinal).ToArray();
        if (hands.Length > 0)
            add("insert into case_hand (office, officer, opened_at, case_number) select $1, officer, $3, $2 from unnest($4::text[]) as h (officer) on conflict do nothing",
                Office.Id, Number, After.OpenedAt, hands);
    }

    private bool FieldsChanged => Moved || !ReferenceEquals(_before?.Fields, After.Fields) && _events.Any(e => e is StepCompleted { Fields.Count: > 0 } or StepReported { Fields.Count: > 0 });

    private Deadlines Deadlines => new(Sheet, Office.Calendar, Office.Definition.QueueLimit);

    /// <summary>
    /// Rows of the runs that changed go and come again; rows of ended runs only go. Of rows done at the same time each may bar an officer from the
    /// others, so they change together.
    /// </summary>
    private void AddTasks(AddStatement add)
    {
        var changed = After.Runs.Where(r => _before?.FindRun(r.Run) != r || (r.IsOpen && (FieldsChanged || Sheet.Step(r.Step).Parallel is not null))).ToList();
        var gone = changed.Where(r => _before?.FindRun(r.Run) is { IsOpen: true }).Select(r => r.Run).ToArray();
        if (gone.Length > 0) add("delete from task where office = $1 and case_number = $2 and run = any($3)", Office.Id, Number, gone);
        foreach (var run in changed.Where(r => r.IsOpen && After.Status == CaseStatus.Running))
        {
            var task = TaskRow.Of(new Rights(Sheet, Office.Staffing), After, run, Deadlines.Running(run));
            add("""
                insert into task (office, case_number, run, procedure, step, site, role, queue, status, officer, sender, subject, ready_at, begun_at, due_at, party, machine, late, returned)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
                """, Office.Id, Number, run.Run, Sheet.Id, run.Step, OrNull.Text(run.Site), task.Role, task.Queue, (short)run.Status, OrNull.Text(task.Officer),
                OrNull.Text(task.Sender), CaseFields.Subject(Sheet, After, Office), task.Since, OrNull.Moment(run.BegunAt), OrNull.Moment(task.DueAt), OrNull.Text(task.Party),
                OrNull.Small((short?)run.Machine?.Status), task.Late, task.Returned);
        }
    }

    private void AddMachine(AddStatement add)
    {
        // After the events: whoever writes a case locks in this order.
        if (_deciding.Request.Lease is { } lease) add("select require_action_lease($1, $2, $3)", Office.Id, lease.ActionRun, lease.Token);
        foreach (var happened in _events)
            switch (happened)
            {
                case ActionStarted e:
                    var run = After.Runs[e.Run - 1];
                    var step = Sheet.Step(run.Step);
                    add("""
                        insert into action_run (office, id, case_number, run, action, arguments, status, not_before, created_at)
                        values ($1, $2, $3, $4, $5, $6, 0, $7, $7)
                        """, Office.Id, e.ActionRun, Number, e.Run, e.Action,
                        JsonSerializer.Serialize(CaseFields.Arguments(step.Action!, step, After, run.Site), CaseJson.Default.IReadOnlyDictionaryStringString), _deciding.Now);
                    add("select pg_notify('laksana_action', '')");
                    break;
                case ActionSucceeded e:
                    add("update action_run set status = 2, ended_at = $3, fraction = 1 where office = $1 and id = $2", Office.Id, e.ActionRun, _deciding.Now);
                    break;
                case ActionFailed e:
                    add("update action_run set status = 3, ended_at = $3 where office = $1 and id = $2", Office.Id, e.ActionRun, _deciding.Now);
                    break;
                case ActionCancelled e:
                    add("update action_run set status = 4, cancel_asked = true, ended_at = $3 where office = $1 and id = $2", Office.Id, e.ActionRun, _deciding.Now);
                    add("select pg_notify('laksana_action', '')");
                    break;
            }
    }

    private void AddPersonal(AddStatement add)
    {
        foreach (var (digest, value) in _deciding.Personal)
            if (_events.Any(e => ValuesOf(e).Any(v => v.Digest == digest)))
                add("insert into personal_value (office, case_number, digest, salt, value) values ($1, $2, $3, $4, $5) on conflict do nothing",
                    Office.Id, Number, Convert.FromHexString(digest), value.Salt, value.Value);
        foreach (var erased in _events.OfType<ValuesErased>())
        {
            // A number of sixteen digits could be guessed from the hash of the request that carried it. A key without a hash fits no request any more.
            add("update idempotency_key set request = '' where office = $1 and case_number = $2", Office.Id, Number);
            add("delete from personal_value where office = $1 and case_number = $2 and digest = any($3)", Office.Id, Number, Digests(erased));
        }
    }

    private byte[][] Digests(ValuesErased erased) => [.. erased.Fields.SelectMany(f => After.Digests[f]).Select(Convert.FromHexString)];

    private static IEnumerable<RecordedValue> ValuesOf(CaseEvent happened) => happened switch
    {
        CaseOpened e => e.Fields.Values,
        StepCompleted e => e.Fields.Values,
        StepReported e => e.Fields.Values,
        MessageReceived e => [e.Text],
        _ => [],
    };

    private void AddLinks(AddStatement add)
    {
        foreach (var link in _events.OfType<CaseLinked>())
            add("insert into case_link (office, case_number, other, kind) values ($1, $2, $3, $4)", Office.Id, Number, link.Other, (short)link.Kind);
    }

    private void AddNotices(AddStatement add)
    {
        var told = CaseNotices.Of(Sheet, Office.Staffing, After, _events).ToLookup(n => n.IfChosen);
        if (told[false].Any()) AddNotices(add, [.. told[false]], "");
        if (told[true].Any()) AddNotices(add, [.. told[true]], "where exists (select from notice_choice c where c.office = $1 and c.officer = n.officer and c.kind = substr(n.text_key, 8))");
        foreach (var officer in CaseNotices.Answered(After, _events))
            add("delete from notice where office = $1 and officer = $2 and case_number = $3 and text_key = 'notice.on-behalf'", Office.Id, officer, Number);
    }

    private void AddNotices(AddStatement add, IReadOnlyList<CaseNotice> notices, string condition) => add($"""
        insert into notice (office, officer, cause, case_number, text_key, arguments, row_number, activity, created_at)
        select $1, n.officer, n.cause, $2, n.text_key, n.arguments, n.row_number, n.activity, $3
        from unnest($4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[]) as n (officer, cause, text_key, arguments, row_number, activity) {condition}
        on conflict (office, officer, cause) do nothing
        """, Office.Id, Number, _deciding.Now, notices.Select(n => n.Officer).ToArray(), notices.Select(n => n.Cause).ToArray(), notices.Select(n => n.TextKey).ToArray(),
        notices.Select(n => JsonSerializer.Serialize(n.Arguments, CaseJson.Default.IReadOnlyListString)).ToArray(),
        notices.Select(n => n.Row?.Number).ToArray(), notices.Select(n => n.Row?.Activity).ToArray());
}
