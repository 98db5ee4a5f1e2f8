using Laksana.Automation;
using Laksana.Cases;
using Laksana.Database;
using Laksana.Officers;
using Laksana.Procedures;
using Npgsql;
using Quartz;

namespace Laksana.Backups;

/// <summary>Gathers what the watch looks at.</summary>
internal sealed class WatchReading(LaksanaDatabase database, BackupSettings settings, RetentionBook retention)
{
    /// <summary>Days of which the backups tell how fast the disk fills, while there is too little history of its own.</summary>
    private const int TakenDays = 14;

    public async Task<WatchInput> ReadAsync(OfficeAtWork office, IReadOnlyList<SheetVersion> sheets, WatchSettings limits, ClockJump? jump, DateTimeOffset now, CancellationToken token)
    {
        var names = settings.All(office.Id).Select(s => s.Name).ToArray();
        await SeeAsync(office.Id, names, now, token);
        var kept = await retention.ReadAsync(office.Id, token);
        await using var batch = database.Batch(office.Id);
        foreach (var question in Questions) batch.Add(question, office.Id);
        await using var reader = await batch.ReadAsync(token);
        var since = (await ListAsync(reader, r => (r.GetString(0), r.GetFieldValue<DateTimeOffset>(1)), token)).ToDictionary(s => s.Item1, s => s.Item2);
        var proved = (await NextAsync(reader, r => (r.GetString(0), r.GetFieldValue<DateTimeOffset>(1)), token)).ToDictionary(p => p.Item1, p => p.Item2);
        var ended = (await NextAsync(reader, r => (Source: r.GetString(0), At: r.GetFieldValue<DateTimeOffset>(1), Reason: r.GetString(2), Failed: r.GetBoolean(3)), token)).Where(e => e.Failed).ToDictionary(e => e.Source);
        var checks = await NextAsync(reader, r => new FailedCheck(r.GetString(0), r.GetString(1), r.IsDBNull(2) ? null : r.GetString(2), (BackupLevel)r.GetInt16(3), r.GetFieldValue<DateTimeOffset>(4), r.GetString(5)), token);
        var media = await NextAsync(reader, r => new WatchedMedium(r.GetString(0), r.IsDBNull(1) ? null : r.GetFieldValue<DateTimeOffset>(1), r.GetFieldValue<DateTimeOffset>(2)), token);
        var samples = await NextAsync(reader, r => (Place: r.GetString(0), Sample: new SpaceSample(r.GetFieldValue<DateOnly>(1), r.GetInt64(2), r.GetInt64(3))), token);
        return new WatchInput(now, office.Calendar, limits)
        {
            Sources = [.. names.Select(n => new WatchedSource(n, since[n], [.. kept.Backups.Where(b => b.Source == n)], proved.TryGetValue(n, out var at) ? at : null, Failure(n, kept, ended))
                { Scheduled = after => Next(sheets, n, office, after) })],
            Checks = checks, Media = media, Jump = jump,
            Spaces = [.. samples.GroupBy(s => s.Place).Select(g => Space(g.Key, [.. g.Select(s => s.Sample)], kept, office, now)).OfType<WatchedSpace>()],
        };
    }

    private static readonly string[] Questions =
    [
        "select source, since from backup_watch_source where office = $1",
        "select source, max(level_at) from backup where office = $1 and level = 3 and state = 0 and level_at is not null group by source",
        // The last attempt of each source, a job's or a row's, whichever ended later.
        """
        select distinct on (source) source, at, reason, failed from (
            select subject as source, ended_at as at, coalesce(summary, '') as reason, status = 3 as failed from backup_job where office = $1 and kind = 'take' and status in (2, 3)
            union all
            select coalesce(arguments::json ->> 'sumber', ''), ended_at, case_number, status = 3 from action_run
            where office = $1 and action in ('backup.take', 'database.dump') and status in (2, 3) and ended_at is not null) e
        where at is not null order by source, at desc
        """,
        // The last word of each place a backup lies in; what could not be decided is none.
        """
        select backup, source, medium, level, checked_at, detail from (
            select distinct on (c.backup, c.medium) c.backup, b.source, c.medium, c.level, c.checked_at, c.detail, c.outcome
            from backup_check c join backup b on b.office = c.office and b.id = c.backup
            where c.office = $1 and b.state <> 1 and c.outcome <> 2
                and (c.medium is null or exists (select from medium m join medium_copy y on y.office = m.office and y.medium = m.label
                    where m.office = c.office and m.label = c.medium and y.backup = c.backup and m.state = 0 and y.state <> 0))
            order by c.backup, c.medium, c.number desc) l
        where outcome = 1
        """,
        "select label, checked_at, coalesce(checked_at, added_at) + make_interval(days => check_days) from medium where office = $1 and state = 0",
        "select machine, day, free, total from backup_space where office = $1 order by machine, day",
    ];

    /// <summary>Since when each source is there to be backed up.</summary>
    private async Task SeeAsync(string office, string[] names, DateTimeOffset now, CancellationToken token)
    {
        await using var batch = database.Batch(office);
        batch.Add("insert into backup_watch_source (office, source, since) select $1, s, $3 from unnest($2::text[]) as s on conflict do nothing", office, names, now);
        await batch.ExecuteAsync(token);
    }

    private static FailedTake? Failure(string source, Retention kept, Dictionary<string, (string Source, DateTimeOffset At, string Reason, bool Failed)> ended) =>
        ended.TryGetValue(source, out var last) && !kept.Backups.Any(b => b.Source == source && b.TakenAt > last.At) ? new FailedTake(last.At, last.Reason) : null;

    private static WatchedSpace? Space(string place, IReadOnlyList<SpaceSample> samples, Retention kept, OfficeAtWork office, DateTimeOffset now)
    {
        var (today, last) = (office.DayOf(now), samples[^1]);
        // A machine that says nothing any more has no disk to look after.
        if (last.Day.DayNumber < today.DayNumber - 3) return null;
        var young = kept.Backups.Where(b => b.Machine == place && b.TakenAt > now.AddDays(-TakenDays)).ToList();
        return new WatchedSpace(place, SpaceForecast.Of(samples, young.Count == 0 ? null : young.Sum(b => (double)b.Bytes) / TakenDays, last));
    }

    /// <summary>The first time after a moment at which a sheet in force opens a case that backs the source up, days off taken into account.</summary>
    private static DateTimeOffset? Next(IReadOnlyList<SheetVersion> sheets, string source, OfficeAtWork office, DateTimeOffset after) =>
        sheets.Select(s => s.Procedure).Where(p => p.Schedule is not null && BackupSheets.Takes(p, source)).Select(p => Next(p.Schedule!, office, after)).Min();

    private static DateTimeOffset? Next(Schedule schedule, OfficeAtWork office, DateTimeOffset after)
    {
        var expression = new CronExpression(schedule.Cron) { TimeZone = office.Zone };
        var time = expression.GetTimeAfter(after);
        // A year of days off is a calendar that nobody keeps.
        for (var looked = 0; time is { } at && looked < 400; looked++, time = expression.GetTimeAfter(at))
            switch (FireTimes.Decide(schedule.OnDayOff, office.Calendar, at))
            {
                case Firing.Open: return at;
                case Firing.Shift shift: return shift.To;
            }
        return null;
    }

    private static async Task<List<T>> NextAsync<T>(NpgsqlDataReader reader, Func<NpgsqlDataReader, T> row, CancellationToken token)
    {
        await reader.NextResultAsync(token);
        return await ListAsync(reader, row, token);
    }

    private static async Task<List<T>> ListAsync<T>(NpgsqlDataReader reader, Func<NpgsqlDataReader, T> row, CancellationToken token)
    {
        var rows = new List<T>();
        while (await reader.ReadAsync(token)) rows.Add(row(reader));
        return rows;
    }
}
