using System.Globalization;
using System.Text.Json;
using Laksana.Database;

namespace Laksana.Network;

/// <summary>The rows of incidents within one transaction.</summary>
internal sealed class IncidentWriter(OfficeTransaction transaction, string office, DateTimeOffset now)
{
    /// <returns>The new incident's number; null when the element has an open one.</returns>
    public async Task<string?> OpenAsync(Cause cause, IReadOnlyList<IReadOnlyList<string>> evidence, DateTimeOffset tellAt, DateTimeOffset? caseAt, CancellationToken token)
    {
        if (await ScalarAsync("select number from network_incident where office = $1 and element = $2 and state = 0", token, office, cause.Element) is not null) return null;
        var year = now.UtcDateTime.Year;
        var last = (int)(await ScalarAsync("""
            insert into network_incident_counter (office, year, last) values ($1, $2, 1) on conflict (office, year) do update set last = network_incident_counter.last + 1 returning last
            """, token, office, year))!;
        var number = string.Create(CultureInfo.InvariantCulture, $"GGN-{year}-{last:0000}");
        // No two incidents have the same, however they fall: the schedule of cases knows an opening by it.
        var caseTime = new DateTimeOffset(now.UtcTicks - now.UtcTicks % TimeSpan.TicksPerSecond, TimeSpan.Zero).AddMicroseconds(last % 1_000_000);
        await DoAsync("""
            insert into network_incident (office, number, element, state, kind, began_at, opened_at, between_with, affected, next_at, evidence, case_at, case_time)
            values ($1, $2, $3, 0, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            """, token, office, number, cause.Element, (short)cause.Kind, cause.Since, now, string.Join(' ', cause.Between), cause.Affected.Count, tellAt, Json(evidence), OrNull.Moment(caseAt), caseTime);
        await AffectAsync(number, cause.Affected, token);
        await EventAsync(number, IncidentEvents.Opened, [cause.Affected.Count.ToString(CultureInfo.InvariantCulture)], null, token);
        return number;
    }

    public async Task ReopenAsync(string number, Cause cause, IReadOnlyList<IReadOnlyList<string>> evidence, DateTimeOffset tellAt, CancellationToken token)
    {
        var done = await DoAsync("""
            update network_incident set state = 0, ended_at = null, kind = $3, between_with = $4, affected = $5, evidence = $6, reopened = reopened + 1, level = 0, next_at = $7, acknowledged_at = null, acknowledged_by = null
            where office = $1 and number = $2 and state = 1
            """, token, office, number, (short)cause.Kind, string.Join(' ', cause.Between), cause.Affected.Count, Json(evidence), tellAt);
        if (done == 0) return;
        await AffectAsync(number, cause.Affected, token);
        await EventAsync(number, IncidentEvents.Reopened, [], null, token, cause.Since);
    }

    public async Task WidenAsync(string number, Cause cause, CancellationToken token)
    {
        var before = (int)(await ScalarAsync("select affected from network_incident where office = $1 and number = $2 for update", token, office, number) ?? 0);
        await DoAsync("update network_incident set affected = $3, between_with = $4 where office = $1 and number = $2", token, office, number, cause.Affected.Count, string.Join(' ', cause.Between));
        await AffectAsync(number, cause.Affected, token);
        if (before != cause.Affected.Count) await EventAsync(number, IncidentEvents.Widened, [cause.Affected.Count.ToString(CultureInfo.InvariantCulture)], null, token);
    }

    /// <summary>Open incidents become part of this one; a case of theirs becomes its own, where it has none.</summary>
    public async Task MergeAsync(string number, IReadOnlyList<string> merged, CancellationToken token)
    {
        foreach (var other in merged)
        {
            if (await DoAsync("update network_incident set state = 2, part_of = $3, ended_at = $4, next_at = null where office = $1 and number = $2 and state = 0", token, office, other, number, now) == 0) continue;
            await EventAsync(other, IncidentEvents.Merged, [number], null, token);
            await EventAsync(number, IncidentEvents.TookIn, [other], null, token);
            var adopted = await DoAsync("""
                update network_incident i set case_number = o.case_number, level = greatest(i.level, o.level) from network_incident o
                where i.office = $1 and i.number = $2 and o.office = $1 and o.number = $3 and i.case_number is null and o.case_number is not null
                """, token, office, number, other);
            if (adopted > 0) await EventAsync(number, IncidentEvents.CaseAdopted, [other], null, token);
        }
    }

    public async Task CloseAsync(string number, DateTimeOffset at, bool dropped, CancellationToken token)
    {
        var done = await DoAsync("update network_incident set state = 1, ended_at = $3, next_at = null where office = $1 and number = $2 and state = 0", token, office, number, dropped ? now : at);
        if (done > 0) await EventAsync(number, dropped ? IncidentEvents.Dropped : IncidentEvents.Recovered, [], null, token, dropped ? now : at);
    }

    /// <summary>Notes that a level is told. False when that has been done, or the incident has ended or been taken note of.</summary>
    public async Task<bool> ToldAsync(Incident incident, int level, DateTimeOffset? next, int people, CancellationToken token)
    {
        var done = await DoAsync("update network_incident set level = $3, next_at = $4 where office = $1 and number = $2 and level = $5 and state = 0 and (acknowledged_at is null or $5 = 0)",
            token, office, incident.Number, level, OrNull.Moment(incident.AcknowledgedAt is null ? next : null), incident.Level);
        if (done > 0 && people > 0) await EventAsync(incident.Number, IncidentEvents.Told, [level.ToString(CultureInfo.InvariantCulture), people.ToString(CultureInfo.InvariantCulture)], null, token);
        return done > 0;
    }

    public async Task<bool> AcknowledgeAsync(string number, string officer, string how, string? note, CancellationToken token)
    {
        var done = await DoAsync("""
            update network_incident set acknowledged_at = coalesce(acknowledged_at, $3), acknowledged_by = coalesce(acknowledged_by, $4), next_at = case when level = 0 then next_at end
            where office = $1 and number = $2 and state = 0
            """, token, office, number, now, officer);
        if (done > 0) await EventAsync(number, IncidentEvents.Acknowledged, note is null ? [how] : [how, note], officer, token);
        return done > 0;
    }

    public async Task CaseOpenedAsync(string number, string @case, CancellationToken token)
    {
        if (await DoAsync("update network_incident set case_number = $3 where office = $1 and number = $2 and case_number is null", token, office, number, @case) > 0)
            await EventAsync(number, IncidentEvents.CaseOpened, [@case], null, token);
    }

    public async Task CaseRefusedAsync(string number, string reason, CancellationToken token)
    {
        await DoAsync("update network_incident set case_at = null where office = $1 and number = $2", token, office, number);
        await EventAsync(number, IncidentEvents.CaseRefused, [reason], null, token);
    }

    /// <param name="at">When it happened, where that was before now.</param>
    public Task EventAsync(string number, string kind, IReadOnlyList<string> arguments, string? officer, CancellationToken token, DateTimeOffset? at = null) => DoAsync("""
        insert into network_incident_event (office, number, place, at, kind, arguments, officer)
        select $1, $2, coalesce(max(place), 0) + 1, $3, $4, $5, $6 from network_incident_event where office = $1 and number = $2
        """, token, office, number, at ?? now, kind, JsonSerializer.Serialize(arguments, IncidentJson.Default.IReadOnlyListString), OrNull.Text(officer));

    /// <summary>A line for somebody's bell, that may be answered from its message.</summary>
    public Task NoticeAsync(string officer, Incident incident, string textKey, string cause, NetworkMap map, bool answer, CancellationToken token) =>
        NoticeAsync(officer, cause, textKey, [incident.Number, map.NameOf(incident.Element), incident.Affected.ToString(CultureInfo.InvariantCulture)], "/jaringan/gangguan/" + incident.Number,
            answer ? incident.Number : null, incident.CaseNumber, token);

    public Task BlindNoticeAsync(string officer, DateTimeOffset since, CancellationToken token) =>
        NoticeAsync(officer, "network:blind:" + since.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), "notice.network-blind", [], "/jaringan", null, null, token);

    /// <summary>Who was told that it broke is told that it works.</summary>
    public async Task TellRecoveryAsync(string number, NetworkMap map, CancellationToken token)
    {
        var told = new List<string>();
        Incident incident;
        await using (var find = transaction.Command($"select {IncidentBook.Columns} from network_incident where office = $1 and number = $2", office, number))
        await using (var row = await find.ExecuteReaderAsync(token))
        {
            if (!await row.ReadAsync(token)) return;
            incident = IncidentBook.Of(row);
        }
        await using (var who = transaction.Command("select distinct officer from notice where office = $1 and text_key = 'notice.network-down' and cause like $2", office, $"network:{number}:{incident.Reopened}:%"))
        await using (var row = await who.ExecuteReaderAsync(token))
            while (await row.ReadAsync(token)) told.Add(row.GetString(0));
        foreach (var officer in told) await NoticeAsync(officer, incident, "notice.network-up", $"network:{number}:{incident.Reopened}:up", map, answer: false, token);
    }

    private Task<int> NoticeAsync(string officer, string cause, string textKey, IReadOnlyList<string> arguments, string address, string? answer, string? caseNumber, CancellationToken token) => DoAsync("""
        insert into notice (office, officer, cause, case_number, text_key, arguments, created_at, address, answer) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (office, officer, cause) do nothing
        """, token, office, officer, cause, OrNull.Text(caseNumber), textKey, JsonSerializer.Serialize(arguments, IncidentJson.Default.IReadOnlyListString), now, address, OrNull.Text(answer));

    private async Task AffectAsync(string number, IReadOnlyList<string> affected, CancellationToken token)
    {
        await DoAsync("delete from network_affected where office = $1 and number = $2 and element <> all($3)", token, office, number, affected.ToArray());
        await DoAsync("insert into network_affected (office, number, element) select $1, $2, e from unnest($3::text[]) as a (e) on conflict do nothing", token, office, number, affected.ToArray());
    }

    private static string Json(IReadOnlyList<IReadOnlyList<string>> evidence) => JsonSerializer.Serialize(evidence, IncidentJson.Default.IReadOnlyListIReadOnlyListString);

    private async Task<object?> ScalarAsync(string sql, CancellationToken token, params object?[] values)
    {
        await using var command = transaction.Command(sql, values);
        return await command.ExecuteScalarAsync(token);
    }

    private async Task<int> DoAsync(string sql, CancellationToken token, params object?[] values)
    {
        await using var command = transaction.Command(sql, values);
        return await command.ExecuteNonQueryAsync(token);
    }
}
