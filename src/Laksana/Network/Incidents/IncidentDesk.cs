using System.Globalization;
using Laksana.Cases;
using Laksana.Database;
using Laksana.Officers;
using Laksana.Procedures;
using Microsoft.Extensions.Logging;

namespace Laksana.Network;

/// <summary>
/// Opens, joins and ends incidents, tells people, and opens and follows cases. What a watch asks is done under its lease; everything may be asked again after a crash
/// and is then as if done once: an element has one open incident, an incident one case, a level is told once.
/// </summary>
public sealed partial class IncidentDesk(LaksanaDatabase database, Offices offices, CaseDesk cases, NetworkSheets sheets, IncidentBook book, TimeProvider clock, ILogger<IncidentDesk> log)
{
    /// <summary>Incidents that are open, and those that ended since a moment.</summary>
    public async Task<IReadOnlyList<KnownIncident>> KnownAsync(string office, DateTimeOffset endedSince, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("""
            select i.number, i.element, i.kind, i.began_at, i.ended_at, coalesce((select array_agg(a.element) from network_affected a where a.office = i.office and a.number = i.number), '{}')
            from network_incident i where i.office = $1 and (i.state = 0 or i.state = 1 and i.ended_at >= $2)
            """, office, endedSince);
        await using var row = await batch.ReadAsync(token);
        var known = new List<KnownIncident>();
        while (await row.ReadAsync(token))
            known.Add(new(row.GetString(0), row.GetString(1), (IncidentKind)row.GetInt16(2), row.GetFieldValue<DateTimeOffset>(3), row.IsDBNull(4) ? null : row.GetFieldValue<DateTimeOffset>(4),
                row.GetFieldValue<string[]>(5).ToHashSet(StringComparer.Ordinal)));
        return known;
    }

    /// <summary>Does what the plan decided.</summary>
    internal async Task DoAsync(string office, long lease, IncidentDecision decision, NetworkMap map, NetworkSettings rules, IReadOnlyList<IReadOnlyList<string>> evidence, DateTimeOffset now, CancellationToken token)
    {
        var atWork = await offices.GetAsync(office, token);
        await using var transaction = await database.BeginAsync(office, token);
        await WatchLease.RequireAsync(transaction, office, lease, token);
        var write = new IncidentWriter(transaction, office, now);
        switch (decision)
        {
            case IncidentDecision.Open o:
                var urgent = IsUrgent(map, o.Cause.Element, rules);
                var number = await write.OpenAsync(o.Cause, evidence, Escalation.FirstAt(atWork.Calendar, now, urgent), rules.Sheet is null ? null : now.AddMinutes(rules.CaseAfterMinutes), token);
                if (number is null) return;
                await write.MergeAsync(number, o.Merging, token);
                NetworkMeter.Incident("opened");
                LogOpened(log, number, office);
                break;
            case IncidentDecision.Reopen r:
                await write.ReopenAsync(r.Number, r.Cause, evidence, Escalation.FirstAt(atWork.Calendar, now, IsUrgent(map, r.Cause.Element, rules)), token);
                await write.MergeAsync(r.Number, r.Merging, token);
                NetworkMeter.Incident("reopened");
                break;
            case IncidentDecision.Widen w:
                await write.WidenAsync(w.Number, w.Cause, token);
                await write.MergeAsync(w.Number, w.Merging, token);
                break;
            case IncidentDecision.Close c:
                await write.CloseAsync(c.Number, c.At, c.Dropped, token);
                if (rules.TellRecovery && !c.Dropped) await write.TellRecoveryAsync(c.Number, map, token);
                NetworkMeter.Incident("ended");
                break;
        }
        await transaction.CommitAsync(token);
    }

    /// <summary>Tells the levels whose time has come, opens cases whose time has come, and writes into cases what they have not been told.</summary>
    internal async Task CareAsync(string office, long lease, NetworkMap map, NetworkSettings rules, DateTimeOffset? blindSince, DateTimeOffset now, CancellationToken token)
    {
        var due = await DueAsync(office, now, token);
        if (due.Count == 0 && blindSince is null) return;
        var atWork = await offices.GetAsync(office, token);
        var all = await sheets.OfAsync(atWork, now, token);
        var sheet = all.FirstOrDefault(s => s.Id == rules.Sheet) ?? all.FirstOrDefault(NetworkSheets.CanOpen) ?? (all.Count > 0 ? all[0] : null);
        if (blindSince is { } since && now - since > TimeSpan.FromMinutes(2)) await TellBlindAsync(office, lease, atWork, sheet, since, now, token);
        foreach (var incident in due)
        {
            if (incident is { State: IncidentState.Open, NextAt: { } at } && at <= now) await TellAsync(office, lease, atWork, sheet, incident, map, rules, now, token);
            if (incident is { State: IncidentState.Open, CaseNumber: null, CaseAt: { } caseAt } && caseAt <= now && sheet is not null) await OpenCaseAsync(office, lease, atWork, sheet, incident, map, now, token);
            else if (incident.CaseNumber is not null) await FollowCaseAsync(office, lease, atWork, incident, map, now, token);
        }
    }

    /// <summary>An officer takes note: nobody above is told any more.</summary>
    /// <param name="how">"halaman" or "pesan".</param>
    /// <returns>False when there is no such open incident.</returns>
    public async Task<bool> AcknowledgeAsync(string office, string number, string officer, string how, string? note, CancellationToken token)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await database.BeginAsync(office, token);
        var write = new IncidentWriter(transaction, office, now);
        if (!await write.AcknowledgeAsync(number, officer, how, note, token)) return false;
        await transaction.CommitAsync(token);
        return true;
    }

    private async Task<IReadOnlyList<Incident>> DueAsync(string office, DateTimeOffset now, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add($"""
            select {IncidentBook.Columns} from network_incident i where office = $1 and (state = 0 and (next_at <= $2 or case_number is null and case_at <= $2)
               or case_number is not null and (state = 0 or ended_at > $3) and exists (select from network_incident_event e where e.office = $1 and e.number = i.number
                   and e.kind in ('{IncidentEvents.Recovered}', '{IncidentEvents.Reopened}') and e.place > coalesce((select max(n.place) from network_incident_event n
                   where n.office = $1 and n.number = i.number and n.kind in ('{IncidentEvents.CaseOpened}', '{IncidentEvents.CaseNoted}', '{IncidentEvents.CaseReopened}', '{IncidentEvents.CaseRefused}')), 0)))
            order by began_at limit 100
            """, office, now, now.AddDays(-2));
        await using var row = await batch.ReadAsync(token);
        var due = new List<Incident>();
        while (await row.ReadAsync(token)) due.Add(IncidentBook.Of(row));
        return due;
    }

    private async Task TellAsync(string office, long lease, OfficeAtWork atWork, Procedure? sheet, Incident incident, NetworkMap map, NetworkSettings rules, DateTimeOffset now, CancellationToken token)
    {
        var (level, urgent) = (incident.Level + 1, IsUrgent(map, incident.Element, rules));
        var people = NetworkPeople.Of(atWork, sheet, level);
        var next = level > 1 && people.Count == 0 ? null : Escalation.NextAt(atWork.Calendar, now, level - 1, urgent, rules.EscalateMinutes);
        await using var transaction = await database.BeginAsync(office, token);
        await WatchLease.RequireAsync(transaction, office, lease, token);
        var write = new IncidentWriter(transaction, office, now);
        if (!await write.ToldAsync(incident, level, next, people.Count, token)) return;
        foreach (var officer in people) await write.NoticeAsync(officer, incident, "notice.network-down", $"network:{incident.Number}:{incident.Reopened}:{level}", map, answer: true, token);
        await transaction.CommitAsync(token);
    }

    private async Task TellBlindAsync(string office, long lease, OfficeAtWork atWork, Procedure? sheet, DateTimeOffset since, DateTimeOffset now, CancellationToken token)
    {
        await using var transaction = await database.BeginAsync(office, token);
        await WatchLease.RequireAsync(transaction, office, lease, token);
        var write = new IncidentWriter(transaction, office, now);
        foreach (var officer in NetworkPeople.Of(atWork, sheet, 1)) await write.BlindNoticeAsync(officer, since, token);
        await transaction.CommitAsync(token);
    }

    private async Task OpenCaseAsync(string office, long lease, OfficeAtWork atWork, Procedure sheet, Incident incident, NetworkMap map, DateTimeOffset now, CancellationToken token)
    {
        var answer = await cases.HandleAsync(new CaseRequest
        {
            Office = office, Procedure = sheet.Id,
            Command = new OpenCase("", 0, IncidentCase.Fields(sheet, incident, map, atWork)) { Schedule = IncidentCase.Watch, FireTime = incident.CaseTime },
        }, token);
        await using var transaction = await database.BeginAsync(office, token);
        await WatchLease.RequireAsync(transaction, office, lease, token);
        var write = new IncidentWriter(transaction, office, now);
        if (answer is CaseAnswer.Done done) await write.CaseOpenedAsync(incident.Number, done.Number, token);
        else
        {
            var reason = answer is CaseAnswer.Refused refused ? refused.Why.Code : answer.GetType().Name;
            LogRefused(log, incident.Number, office, reason);
            await write.CaseRefusedAsync(incident.Number, reason, token);
        }
        await transaction.CommitAsync(token);
    }

    /// <summary>Tells the case that the network works again, or does not any more; one that people have closed meanwhile goes on.</summary>
    private async Task FollowCaseAsync(string office, long lease, OfficeAtWork atWork, Incident incident, NetworkMap map, DateTimeOffset now, CancellationToken token)
    {
        var last = (await book.EventsAsync(office, incident.Number, token)).LastOrDefault(e => e.Kind is IncidentEvents.Recovered or IncidentEvents.Reopened);
        if (last is null) return;
        var again = last.Kind == IncidentEvents.Reopened;
        var text = again ? IncidentCase.BrokenAgain(incident, last.At, map, atWork) : IncidentCase.Recovered(incident, incident.EndedAt ?? last.At, map, atWork);
        var key = string.Create(CultureInfo.InvariantCulture, $"{IncidentCase.Watch}:{incident.Number}:{last.Place}");
        var answer = await AskAsync(office, incident.CaseNumber!, new AddNote(text) { ByProgram = true }, key, token);
        var kind = IncidentEvents.CaseNoted;
        if (again && answer is CaseAnswer.Refused { Why.Code: "case.ended" })
        {
            answer = await AskAsync(office, incident.CaseNumber!, new ReopenCase(text), key, token);
            kind = IncidentEvents.CaseReopened;
        }
        await using var transaction = await database.BeginAsync(office, token);
        await WatchLease.RequireAsync(transaction, office, lease, token);
        await new IncidentWriter(transaction, office, now).EventAsync(incident.Number, answer is CaseAnswer.Done ? kind : IncidentEvents.CaseRefused, [incident.CaseNumber!], null, token);
        await transaction.CommitAsync(token);
    }

    private Task<CaseAnswer> AskAsync(string office, string number, CaseCommand command, string key, CancellationToken token) =>
        cases.HandleAsync(new CaseRequest { Office = office, Number = number, Command = command, IdempotencyKey = key }, token);

    /// <summary>It says so itself, or something behind it does; and the server room and its services where the office wishes it.</summary>
    private static bool IsUrgent(NetworkMap map, string element, NetworkSettings rules) =>
        map.Element(element) is { } found && (Itself(found, map, rules) || map.Graph.Below(element).Any(b => map.Element(b)!.Urgent));

    private static bool Itself(MapElement element, NetworkMap map, NetworkSettings rules) =>
        element.Urgent || (rules.ServersUrgent && (element is MapDevice { Type: DeviceType.Server } or MapSite { Type: SiteType.ServerRoom } || map.SiteOf(element.Id) is { Type: SiteType.ServerRoom }));

    [LoggerMessage(820, LogLevel.Information, "Incident {Number} of {Office} opened")]
    private static partial void LogOpened(ILogger log, string number, string office);

    [LoggerMessage(821, LogLevel.Error, "Incident {Number} of {Office} opened no case: {Reason}")]
    private static partial void LogRefused(ILogger log, string number, string office, string reason);
}
