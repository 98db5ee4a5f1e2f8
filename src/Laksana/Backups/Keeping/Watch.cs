using System.Globalization;
using Laksana.WorkTime;

namespace Laksana.Backups;

/// <summary>What is wrong with the backups of an office. Pure: the same input gives the same findings, in the same order.</summary>
public sealed class Watch
{
    /// <summary>Working days after its limit at which a trouble is told again.</summary>
    private static readonly int[] Steps = [2, 5, 10, 20];

    private readonly WatchInput _input;

    private Watch(WatchInput input) => _input = input;

    public static IReadOnlyList<WatchFinding> Look(WatchInput input)
    {
        var watch = new Watch(input);
        return
        [
            .. input.Sources.OrderBy(s => s.Name, StringComparer.Ordinal).SelectMany(watch.OfSource),
            .. input.Checks.OrderBy(c => c.Backup, StringComparer.Ordinal).ThenBy(c => c.Medium, StringComparer.Ordinal).Select(OfCheck),
            .. input.Media.OrderBy(m => m.Label, StringComparer.Ordinal).Select(watch.OfMedium).OfType<WatchFinding>(),
            .. input.Spaces.OrderBy(s => s.Place, StringComparer.Ordinal).Select(watch.OfSpace).OfType<WatchFinding>(),
            .. watch.OfClock(),
        ];
    }

    private DateTimeOffset Now => _input.Now;

    private IEnumerable<WatchFinding> OfSource(WatchedSource source)
    {
        var newest = source.Backups.Where(b => !b.Damaged && !IsFuture(b)).OrderByDescending(b => b.TakenAt).ThenByDescending(b => b.Recorded).FirstOrDefault();
        if (source.Failure is { } failure)
            yield return new WatchFinding("failed:" + source.Name, FindingKind.Failed, Iso(_input.Calendar.DateOf(failure.At)), [source.Name, FindingText.Of(failure.At), failure.Reason])
                { Source = source.Name };
        if (Stale(source, newest) is { } stale) yield return stale;
        if (newest is { Level: < BackupLevel.Readable } && Passed(newest.TakenAt, _input.Settings.Unread) is { Level: var unread })
            yield return new WatchFinding("unread:" + source.Name, FindingKind.Unread, $"{newest.Id}:{unread}", [source.Name, FindingText.Of(newest.TakenAt)]) { Source = source.Name };
        // What is not even taken is not to be proved: the source is late, and says so.
        var first = source.Backups.Count == 0 ? (DateTimeOffset?)null : source.Backups.Min(b => b.TakenAt);
        if (first is { } since && Passed(source.ProvedAt ?? since, _input.Settings.Unproved) is { Level: var unproved })
            yield return new WatchFinding("unproved:" + source.Name, FindingKind.Unproved, unproved.ToString(CultureInfo.InvariantCulture),
                [source.Name, source.ProvedAt is { } at ? FindingText.Of(at) : FindingText.Never]) { Source = source.Name, Grave = source.ProvedAt is null };
    }

    private WatchFinding? Stale(WatchedSource source, Keepable? newest)
    {
        var from = newest?.TakenAt ?? source.Since;
        var expected = source.Scheduled(from);
        return Passed(expected ?? from, _input.Settings.DaysFor(source.Name, expected is not null)) is { } late
            ? new WatchFinding("stale:" + source.Name, FindingKind.Stale, $"{newest?.Id ?? "-"}:{late.Level}",
                [source.Name, newest is null ? FindingText.Never : FindingText.Of(newest.TakenAt), FindingText.Of(late.Limit)]) { Source = source.Name, Grave = newest is null || late.Level > 1 }
            : null;
    }

    private static WatchFinding OfCheck(FailedCheck check) =>
        new($"damaged:{check.Backup}{(check.Medium is null ? "" : "@" + check.Medium)}", FindingKind.Damaged, ((int)check.Level).ToString(CultureInfo.InvariantCulture),
            [check.Source, check.Backup, check.Medium ?? FindingText.OwnPlace, FindingText.Of(check.At), check.Detail]) { Source = check.Source, Grave = true };

    private WatchFinding? OfMedium(WatchedMedium medium) => Now <= medium.Due ? null
        : new WatchFinding("medium:" + medium.Label, FindingKind.Medium, $"{Iso(_input.Calendar.DateOf(medium.Due))}:{Level(medium.Due)}",
            [medium.Label, medium.LastCheck is { } at ? FindingText.Of(at) : FindingText.Never, FindingText.Of(medium.Due)]);

    private WatchFinding? OfSpace(WatchedSpace space)
    {
        if (space.Forecast.DaysLeft(_input.Calendar.DateOf(Now)) is not { } days || days > _input.Settings.Space) return null;
        // Told again at two weeks, one week, two days and at once; not each day anew.
        var step = new[] { 0, 2, 7, 14 }.FirstOrDefault(s => days <= s, _input.Settings.Space);
        return new WatchFinding("space:" + space.Place, FindingKind.Space, step.ToString(CultureInfo.InvariantCulture),
            [space.Place, FindingText.Of(space.Forecast.FullOn!.Value), FindingText.OfBytes(space.Forecast.Free)]) { Grave = days <= 7 };
    }

    private IEnumerable<WatchFinding> OfClock()
    {
        if (_input.Jump is { } jump && jump.IsRecent(Now))
            yield return new WatchFinding("clock:back", FindingKind.Clock, FindingText.Of(jump.To), [FindingText.Of(jump.From), FindingText.Of(jump.To)]) { Grave = true };
        foreach (var source in _input.Sources.OrderBy(s => s.Name, StringComparer.Ordinal))
            if (source.Backups.Where(IsFuture).OrderBy(b => b.Id, StringComparer.Ordinal).ToList() is [var first, ..] ahead)
                yield return new WatchFinding("clock:ahead:" + source.Name, FindingKind.Clock, string.Join(' ', ahead.Select(b => b.Id)), [source.Name, first.Id, FindingText.Of(first.TakenAt)])
                    { Source = source.Name, Grave = true };
    }

    /// <summary>The limit that has passed, and how often it is to be told by now; null while there is time.</summary>
    private (DateTimeOffset Limit, int Level)? Passed(DateTimeOffset from, int days)
    {
        var limit = Due(from, days);
        return Now > limit ? (limit, Level(limit)) : null;
    }

    private int Level(DateTimeOffset limit) => 1 + Steps.Count(step => Now > Due(limit, step));

    private DateTimeOffset Due(DateTimeOffset from, int days) => _input.Calendar.Due(from, WorkAmount.OfDays(days), []).At!.Value;

    private bool IsFuture(Keepable backup) => backup.TakenAt > Now + RetentionPlan.ClockTolerance;

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
