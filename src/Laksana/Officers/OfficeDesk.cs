using System.Globalization;
using System.Text.RegularExpressions;
using Laksana.Database;
using static Laksana.Officers.AdministrationLog;

namespace Laksana.Officers;

/// <summary>An officer as he is put on the office's books.</summary>
public sealed partial record NewOfficer(string Id, string Name, bool Administrator = false, string? Phone = null, string? Nip = null)
{
    /// <summary>Whether an officer may be called so: 2 to 60 lower-case letters, digits, dots, underscores or hyphens.</summary>
    public static bool IsId(string text) => IdForm().IsMatch(text);

    [GeneratedRegex("^[a-z0-9._-]{2,60}$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex IdForm();
}

/// <summary>
/// Keeps an office's books: its files, officers, who holds which position, who is away. What changes here is in force on this node at once
/// and on others within <see cref="Offices.Freshness"/>; acts of the past keep the authority they were done with. What changed is written into
/// <see cref="AdministrationLog"/> in the same transaction; what changes nothing leaves no line.
/// </summary>
/// <remarks><c>by</c> is the officer who does it, or <see cref="Installation"/>.</remarks>
public sealed class OfficeDesk(LaksanaDatabase database, Offices offices, TimeProvider clock)
{
    /// <summary>Stores the texts of office.yaml and calendar.yaml; they must have been read without errors.</summary>
    /// <returns>True when something changed: current tasks must then be derived anew (<c>TaskRebuild</c>).</returns>
    public async Task<bool> InstallAsync(string office, string definition, string calendar, CancellationToken token, string by = Installation) =>
        await RunAsync(office, by, AdministrationActs.OfficeInstalled, office, [], null, """
            insert into office (office, definition, calendar, changed_at) values ($1, $2, $3, $4)
            on conflict (office) do update set definition = excluded.definition, calendar = excluded.calendar, changed_at = excluded.changed_at
            where office.definition <> excluded.definition or office.calendar <> excluded.calendar
            """, token, office, definition, calendar, clock.GetUtcNow()) > 0;

    /// <summary>The texts of office.yaml and calendar.yaml as they stand.</summary>
    /// <exception cref="InvalidOperationException">There is no such office.</exception>
    public async Task<(string Definition, string Calendar)> TextsAsync(string office, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("select definition, calendar from office where office = $1", office);
        await using var reader = await batch.ReadAsync(token);
        return await reader.ReadAsync(token) ? (reader.GetString(0), reader.GetString(1)) : throw new InvalidOperationException($"There is no office '{office}'.");
    }

    /// <summary>Puts another calendar in the place of <paramref name="before"/>; it must have been read without errors. Current tasks must then be derived anew (<c>TaskRebuild</c>).</summary>
    /// <returns>False when the calendar is another one by now.</returns>
    public async Task<bool> ReplaceCalendarAsync(string office, string before, string calendar, CancellationToken token, string by = Installation, string? reason = null,
        IReadOnlyList<(string Name, string? Value)>? details = null) =>
        await RunAsync(office, by, AdministrationActs.CalendarChanged, office, details ?? [], reason,
            "update office set calendar = $3, changed_at = $4 where office = $1 and calendar = $2", token, office, before, calendar, clock.GetUtcNow()) == 1;

    /// <summary>Puts another definition in the place of <paramref name="before"/>; it must have been read without errors. Current tasks must then be derived anew (<c>TaskRebuild</c>).</summary>
    /// <param name="act">What kind of change it is: one of <see cref="AdministrationActs"/>.</param>
    /// <returns>False when the definition is another one by now.</returns>
    public async Task<bool> ReplaceDefinitionAsync(string office, string before, string definition, string by, string act, string subject,
        IReadOnlyList<(string Name, string? Value)> details, CancellationToken token, string? reason = null) =>
        await RunAsync(office, by, act, subject, details, reason,
            "update office set definition = $3, changed_at = $4 where office = $1 and definition = $2", token, office, before, definition, clock.GetUtcNow()) == 1;

    /// <returns>0 when nothing changed, also because the office would have no administrator any more.</returns>
    public async Task<int> EnrolAsync(string office, NewOfficer officer, CancellationToken token, string by = Installation)
    {
        await using var transaction = await database.BeginAsync(office, token);
        var touched = await EnrolAsync(transaction, office, officer, by, token);
        await transaction.CommitAsync(token);
        offices.Changed(office);
        return touched;
    }

    private async Task<int> EnrolAsync(OfficeTransaction transaction, string office, NewOfficer officer, string by, CancellationToken token)
    {
        await AloneAsync(transaction, office, token);
        var isNew = true;
        await using (var find = transaction.Command("select from officer where office = $1 and officer = $2 for update", office, officer.Id))
        await using (var reader = await find.ExecuteReaderAsync(token))
            isNew = !await reader.ReadAsync(token);
        return await WriteAsync(transaction, office, by, isNew ? AdministrationActs.OfficerEnrolled : AdministrationActs.OfficerChanged, officer.Id, Details(officer), null, """
            insert into officer (office, officer, name, nip, phone, administrator) values ($1, $2, $3, $4, $5, $6)
            on conflict (office, officer) do update set name = excluded.name, nip = excluded.nip, phone = excluded.phone, administrator = excluded.administrator
            where (officer.name, officer.nip, officer.phone, officer.administrator) is distinct from (excluded.name, excluded.nip, excluded.phone, excluded.administrator)
              and (excluded.administrator or not officer.administrator or exists (select from officer o
                   where o.office = $1 and o.officer <> $2 and o.administrator and o.left_on is null))
            """, token, office, officer.Id, officer.Name, officer.Nip, officer.Phone, officer.Administrator);
    }

    /// <summary>Gives a position from <paramref name="since"/> on (the office's date). Plt. and Plh. need their warrant.</summary>
    /// <exception cref="ArgumentException">A warrant is missing, or the dates are the wrong way round.</exception>
    public Task<int> AppointAsync(string office, string officer, string position, Capacity capacity, string? warrant, DateOnly since, DateOnly? until, CancellationToken token, string by = Installation)
    {
        if (capacity != Capacity.Definitive && string.IsNullOrWhiteSpace(warrant)) throw new ArgumentException("Plt. and Plh. need the number of their warrant.", nameof(warrant));
        if (until < since) throw new ArgumentException("The last day lies before the first.", nameof(until));
        return RunAsync(office, transaction => AppointAsync(transaction, office, officer, position, capacity, warrant, since, until, by, token), token);
    }

    private Task<int> AppointAsync(OfficeTransaction transaction, string office, string officer, string position, Capacity capacity, string? warrant, DateOnly since, DateOnly? until, string by, CancellationToken token) =>
        WriteAsync(transaction, office, by, AdministrationActs.HoldingGiven, officer,
            [("position", position), ("capacity", capacity.ToString()), ("warrant", warrant), ("since", Day(since)), ("until", Day(until))], null, """
            insert into holding (office, officer, position, capacity, warrant, since, until) values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (office, officer, position, since) do update set capacity = excluded.capacity, warrant = excluded.warrant, until = excluded.until
            where (holding.capacity, holding.warrant, holding.until) is distinct from (excluded.capacity, excluded.warrant, excluded.until)
            """, token, office, officer, position, (short)capacity, warrant, since, until);

    /// <summary>Ends holdings of a position; <paramref name="last"/> is the last day in force.</summary>
    public Task<int> EndHoldingAsync(string office, string officer, string position, DateOnly last, CancellationToken token, string by = Installation, string? reason = null) =>
        RunAsync(office, by, AdministrationActs.HoldingEnded, officer, [("position", position), ("until", Day(last))], reason,
            "update holding set until = $4 where office = $1 and officer = $2 and position = $3 and (until is null or until > $4)", token, office, officer, position, last);

    /// <summary>Both days included; while it lasts the officer's positions count as not held by him.</summary>
    public Task<int> RecordAbsenceAsync(string office, string officer, DateOnly since, DateOnly until, string reason, CancellationToken token, string by = Installation) =>
        RunAsync(office, by, AdministrationActs.AbsenceRecorded, officer, [("since", Day(since)), ("until", Day(until))], reason, """
            insert into absence (office, officer, since, until, reason) values ($1, $2, $3, $4, $5)
            on conflict (office, officer, since) do update set until = excluded.until, reason = excluded.reason
            where (absence.until, absence.reason) is distinct from (excluded.until, excluded.reason)
            """, token, office, officer, since, until, reason);

    /// <summary>Ends an absence: <paramref name="last"/> is its last day; null, or before it began: it never was.</summary>
    public Task<int> EndAbsenceAsync(string office, string officer, DateOnly since, DateOnly? last, CancellationToken token, string by = Installation) =>
        RunAsync(office, by, AdministrationActs.AbsenceEnded, officer, [("since", Day(since)), ("until", Day(last))], null,
            last is null || last < since ? "delete from absence where office = $1 and officer = $2 and since = $3" : "update absence set until = $4 where office = $1 and officer = $2 and since = $3 and until > $4",
            token, last is null || last < since ? [office, officer, since] : [office, officer, since, last]);

    /// <summary>The officer belongs to the office no more from <paramref name="leftOn"/> on: his holdings end the day before, his account no longer opens.</summary>
    /// <returns>False when he is its last administrator.</returns>
    public async Task<bool> LeaveAsync(string office, string officer, DateOnly leftOn, string reason, string by, CancellationToken token) => await RunAsync(office, async transaction =>
    {
        await AloneAsync(transaction, office, token);
        var left = await WriteAsync(transaction, office, by, AdministrationActs.OfficerLeft, officer, [("since", Day(leftOn))], reason, """
            update officer set left_on = $3 where office = $1 and officer = $2
              and (not administrator or exists (select from officer o where o.office = $1 and o.officer <> $2 and o.administrator and o.left_on is null))
            """, token, office, officer, leftOn);
        if (left == 0) return 0;
        await using var end = transaction.Command("update holding set until = $3 where office = $1 and officer = $2 and (until is null or until > $3) and since <= $3", office, officer, leftOn.AddDays(-1));
        await end.ExecuteNonQueryAsync(token);
        await using var never = transaction.Command("delete from holding where office = $1 and officer = $2 and since > $3", office, officer, leftOn.AddDays(-1));
        await never.ExecuteNonQueryAsync(token);
        return left;
    }, token) > 0;

    /// <summary>Takes back that an officer has left; his holdings are given anew.</summary>
    public Task<int> ReturnAsync(string office, string officer, string by, CancellationToken token) => RunAsync(office, by, AdministrationActs.OfficerReturned, officer, [], null,
        "update officer set left_on = null where office = $1 and officer = $2 and left_on is not null", token, office, officer);

    /// <summary>Enrols the officers of a table and gives them their positions: all of them, or none.</summary>
    /// <param name="today">From when a position is held where the table says nothing.</param>
    public Task<int> EnrolAllAsync(string office, IReadOnlyList<ListedOfficer> officers, DateOnly today, string by, CancellationToken token) =>
        RunAsync(office, transaction => EnrolAllAsync(transaction, office, officers, today, by, token), token);

    /// <summary>The same within a transaction that makes the office.</summary>
    public async Task<int> EnrolAllAsync(OfficeTransaction transaction, string office, IReadOnlyList<ListedOfficer> officers, DateOnly today, string by, CancellationToken token)
    {
        var touched = 0;
        foreach (var listed in officers)
        {
            touched += await EnrolAsync(transaction, office, listed.Officer, by, token);
            foreach (var position in listed.Positions)
                touched += await AppointAsync(transaction, office, listed.Officer.Id, position, listed.Capacity, listed.Warrant, listed.Since ?? today, listed.Until, by, token);
        }
        return touched;
    }

    /// <summary>Stores a new office within a transaction.</summary>
    public Task<int> InstallAsync(OfficeTransaction transaction, string office, string definition, string calendar, string by, CancellationToken token) =>
        WriteAsync(transaction, office, by, AdministrationActs.OfficeInstalled, office, [], null,
            "insert into office (office, definition, calendar, changed_at) values ($1, $2, $3, $4)", token, office, definition, calendar, clock.GetUtcNow());

    /// <summary>Lets the numbers of a kind of case go on after <paramref name="last"/>, as in the paper book. They are only ever raised.</summary>
    /// <param name="code">kode-berkas.</param>
    /// <returns>0 when the office is past that number already.</returns>
    public Task<int> RaiseNumberAsync(string office, string code, int year, int last, string reason, string by, CancellationToken token) =>
        RunAsync(office, transaction => RaiseNumberAsync(transaction, office, code, year, last, reason, by, token), token);

    /// <summary>The same within a transaction that makes the office.</summary>
    public Task<int> RaiseNumberAsync(OfficeTransaction transaction, string office, string code, int year, int last, string reason, string by, CancellationToken token) =>
        WriteAsync(transaction, office, by, AdministrationActs.NumberRaised, code, [("year", year.ToString(CultureInfo.InvariantCulture)), ("last", last.ToString(CultureInfo.InvariantCulture))], reason, """
            insert into case_counter (office, code, year, last) values ($1, $2, $3, $4)
            on conflict (office, code, year) do update set last = excluded.last where case_counter.last < excluded.last
            """, token, office, code, year, last);

    private Task<int> RunAsync(string office, string by, string act, string subject, IReadOnlyList<(string Name, string? Value)> details, string? reason, string sql, CancellationToken token, params object?[] values) =>
        RunAsync(office, transaction => WriteAsync(transaction, office, by, act, subject, details, reason, sql, token, values), token);

    private async Task<int> RunAsync(string office, Func<OfficeTransaction, Task<int>> work, CancellationToken token)
    {
        await using var transaction = await database.BeginAsync(office, token);
        var touched = await work(transaction);
        await transaction.CommitAsync(token);
        offices.Changed(office);
        return touched;
    }

    private async Task<int> WriteAsync(OfficeTransaction transaction, string office, string by, string act, string subject, IReadOnlyList<(string Name, string? Value)> details, string? reason,
        string sql, CancellationToken token, params object?[] values)
    {
        await using var command = transaction.Command(sql, values);
        var touched = await command.ExecuteNonQueryAsync(token);
        if (touched > 0) await AddAsync(transaction, office, by, act, subject, details, clock.GetUtcNow(), token, reason);
        return touched;
    }

    /// <summary>One act at a time, so that two administrators cannot take each other's right away at once: the lock is the log's own.</summary>
    private static async Task AloneAsync(OfficeTransaction transaction, string office, CancellationToken token)
    {
        await using var alone = transaction.Command("select pg_advisory_xact_lock(hashtextextended('administration:' || $1, 0))", office);
        await alone.ExecuteNonQueryAsync(token);
    }

    /// <summary>NIP and telephone are the officer's own: that they stand in the books is told, not what they are.</summary>
    private static List<(string, string?)> Details(NewOfficer officer) =>
        [("name", officer.Name), ("administrator", officer.Administrator ? "true" : null), ("nip", officer.Nip is null ? null : "…"), ("phone", officer.Phone is null ? null : "…")];

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
