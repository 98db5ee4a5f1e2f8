namespace Laksana.Backups;

/// <summary>
/// Decides what is kept. Pure: the same backups, policies, holds and moment give the same plan. The moment matters for one thing only: a backup that was
/// taken "later than now" counts for nothing until its time has come. So time that passes, or a clock that falls back, never adds to what expires by itself;
/// and the newest are guarded twice, by their date and by the order in which they were written down, because a wrong clock can change only the first.
/// </summary>
public sealed class RetentionPlan
{
    /// <summary>Clocks of two machines may differ by this much.</summary>
    public static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    private readonly RetentionPolicy? _policy;
    private readonly TimeZoneInfo _zone;
    private readonly DateTimeOffset _now;
    private readonly Dictionary<string, List<Reason>> _reasons = new(StringComparer.Ordinal);

    private RetentionPlan(RetentionPolicy? policy, TimeZoneInfo zone, DateTimeOffset now) => (_policy, _zone, _now) = (policy, zone, now);

    /// <param name="backups">Those that are there, of any sources.</param>
    /// <param name="policyOf">The policy in force for a source; null: none was approved.</param>
    /// <param name="zone">The office's: its days, weeks (from Monday), months and years.</param>
    /// <returns>By source, the newest first.</returns>
    public static IReadOnlyList<PlannedFate> Of(IReadOnlyCollection<Keepable> backups, Func<string, RetentionPolicy?> policyOf, TimeZoneInfo zone, DateTimeOffset now) =>
        [.. backups.GroupBy(b => b.Source, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .SelectMany(g => new RetentionPlan(policyOf(g.Key), zone, now).OfSource([.. g]))];

    private IEnumerable<PlannedFate> OfSource(List<Keepable> all)
    {
        var byTime = all.OrderByDescending(b => b.TakenAt).ThenByDescending(b => b.Recorded).ToList();
        var byRecord = all.OrderByDescending(b => b.Recorded).ToList();
        var counting = byTime.Where(b => b.Counts && !IsFuture(b)).ToList();

        foreach (var held in all.Where(b => b.Hold is not null)) Keep(held, KeepReason.Held);
        foreach (var order in (List<Keepable>[])[[.. byTime.Where(b => !IsFuture(b))], byRecord]) KeepNewest(order);
        foreach (var later in all.Where(IsFuture)) Keep(later, KeepReason.Future);
        if (_policy is not null)
        {
            KeepPeriods(counting, KeepReason.Daily, _policy.Daily, day => day);
            KeepPeriods(counting, KeepReason.Weekly, _policy.Weekly, day => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)));
            KeepPeriods(counting, KeepReason.Monthly, _policy.Monthly, day => new DateOnly(day.Year, day.Month, 1));
            KeepPeriods(counting, KeepReason.Yearly, _policy.Yearly, day => new DateOnly(day.Year, 1, 1));
        }
        foreach (var backup in byTime) yield return Fate(backup, counting);
    }

    /// <summary>What no way of expiring may touch. Called for the order of dates and for the order of records: a clock can make only one of them lie.</summary>
    private void KeepNewest(List<Keepable> newestFirst)
    {
        if (newestFirst.Find(b => b.Proved) is { } proved) Keep(proved, KeepReason.NewestProved);
        var minimum = (_policy ?? RetentionPolicy.None).Minimum;
        var place = 0;
        foreach (var backup in newestFirst.Where(b => b.Counts).Take(minimum)) Keep(backup, KeepReason.Minimum, ++place, minimum);
        if (place == 0 && (newestFirst.Find(b => !b.Damaged) ?? newestFirst.FirstOrDefault()) is { } best) Keep(best, KeepReason.BestThereIs);
    }

    private void KeepPeriods(List<Keepable> newestFirst, KeepReason why, int most, Func<DateOnly, DateOnly> begins)
    {
        var place = 0;
        foreach (var period in newestFirst.GroupBy(b => begins(DateOf(b))).OrderByDescending(g => g.Key).Take(most))
            Keep(period.First(), why, ++place, most, period.Key);
    }

    private PlannedFate Fate(Keepable backup, List<Keepable> counting)
    {
        if (_reasons.TryGetValue(backup.Id, out var reasons)) return new PlannedFate(backup, false, reasons);
        if (_policy is null) return new PlannedFate(backup, false, [new Reason(KeepReason.NoPolicy)]);
        if (backup.Damaged)
        {
            var enough = counting.Count(b => b.TakenAt > backup.TakenAt && b.Recorded > backup.Recorded) >= _policy.Minimum;
            return new PlannedFate(backup, enough, [new Reason(enough ? KeepReason.DamagedReplaced : KeepReason.DamagedStill)]);
        }
        return backup.Counts ? new PlannedFate(backup, true, [new Reason(KeepReason.Superseded)]) : new PlannedFate(backup, false, [new Reason(KeepReason.Unchecked)]);
    }

    private void Keep(Keepable backup, KeepReason why, int place = 0, int of = 0, DateOnly? period = null)
    {
        if (!_reasons.TryGetValue(backup.Id, out var reasons)) _reasons[backup.Id] = reasons = [];
        if (reasons.TrueForAll(r => r.Why != why)) reasons.Add(new Reason(why, place, of, period));
    }

    private bool IsFuture(Keepable backup) => backup.TakenAt > _now + ClockTolerance;

    private DateOnly DateOf(Keepable backup) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(backup.TakenAt, _zone).DateTime);
}
