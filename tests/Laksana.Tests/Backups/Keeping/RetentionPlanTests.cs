using Laksana.Backups;
using Laksana.WorkTime;
using Xunit;

namespace Laksana.Tests.Backups.Keeping;

/// <summary>The plan of an office as somebody would work it out on paper.</summary>
public sealed class RetentionPlanTests
{
    private static readonly DateTimeOffset Now = Wib(2026, 11, 27, 9);

    [Fact]
    public void days_weeks_months_and_years_keep_their_last_backup()
    {
        // Every working morning of October and November, and the last days of some months and years before.
        var backups = Days(new DateOnly(2026, 10, 1), new DateOnly(2026, 11, 27)).Select(d => Of(d)).Concat(
            [Of(new DateOnly(2026, 9, 30)), Of(new DateOnly(2026, 8, 31)), Of(new DateOnly(2025, 12, 31)), Of(new DateOnly(2024, 12, 31)), Of(new DateOnly(2024, 12, 30))]).ToList();
        var plan = Plan(backups, new RetentionPolicy(5, 4, 3, 2, 3, 1));

        Assert.Equal(
            ["2026-11-27", "2026-11-26", "2026-11-25", "2026-11-24", "2026-11-23", // five days
             "2026-11-20", "2026-11-13", "2026-11-06", // and three more weeks, their Fridays
             "2026-10-30", "2026-09-30", // two more months
             "2025-12-31"], // and the year before
            plan.Where(f => !f.Expires).Select(f => f.Backup.Id));
        Assert.All(plan.Where(f => f.Expires), f => Assert.Equal([new Reason(KeepReason.Superseded)], f.Reasons));
        Assert.Equal([new Reason(KeepReason.Weekly, 2, 4, new DateOnly(2026, 11, 16))], Fate(plan, "2026-11-20").Reasons);
        Assert.Equal([new Reason(KeepReason.Minimum, 1, 3), new Reason(KeepReason.Daily, 1, 5, new DateOnly(2026, 11, 27)), new Reason(KeepReason.Weekly, 1, 4, new DateOnly(2026, 11, 23)),
            new Reason(KeepReason.Monthly, 1, 3, new DateOnly(2026, 11, 1)), new Reason(KeepReason.Yearly, 1, 2, new DateOnly(2026, 1, 1))], Fate(plan, "2026-11-27").Reasons);
    }

    [Fact]
    public void a_day_ends_at_midnight_of_the_office()
    {
        // 16:59 and 17:01 UTC of one date: two days in Jakarta, one in Greenwich.
        Keepable[] backups = [At("malam", new(2026, 11, 20, 16, 59, 0, TimeSpan.Zero), 1), At("dini-hari", new(2026, 11, 20, 17, 1, 0, TimeSpan.Zero), 2), At("baru", Now.AddDays(-1), 3)];
        Assert.Equal(3, Plan(backups, new RetentionPolicy(3, 0, 0, 0, 1, 1)).Count(f => !f.Expires));
        Assert.Equal(["malam"], RetentionPlan.Of(backups, _ => new RetentionPolicy(3, 0, 0, 0, 1, 1), TimeZoneInfo.Utc, Now).Where(f => f.Expires).Select(f => f.Backup.Id));
    }

    [Fact]
    public void a_source_that_stood_still_for_years_loses_nothing_by_that()
    {
        var backups = Days(new DateOnly(2021, 3, 1), new DateOnly(2021, 3, 5)).Select(d => Of(d)).ToList();
        Assert.DoesNotContain(Plan(backups, new RetentionPolicy(5, 0, 0, 0, 1, 1)), f => f.Expires);
    }

    [Fact]
    public void without_an_approved_policy_nothing_expires() =>
        Assert.Equal([KeepReason.NoPolicy], RetentionPlan.Of([Of(new(2020, 1, 1)), Of(new(2021, 1, 1))], _ => null, OfficeZone.Wib.Zone, Now).Single(f => f.Backup.Id == "2020-01-01").Reasons.Select(r => r.Why));

    [Fact]
    public void the_last_proved_one_stays_however_old_it_is()
    {
        var backups = Days(new DateOnly(2026, 11, 16), new DateOnly(2026, 11, 27)).Select(d => Of(d)).Append(Of(new(2019, 5, 2)) with { Level = BackupLevel.Proved }).ToList();
        Assert.Equal([new Reason(KeepReason.NewestProved)], Fate(Plan(backups, new RetentionPolicy(2, 0, 0, 0, 1, 1)), "2019-05-02").Reasons);
    }

    [Fact]
    public void backups_taken_while_the_clock_was_years_behind_are_still_the_newest()
    {
        var right = Days(new DateOnly(2026, 11, 16), new DateOnly(2026, 11, 27)).Select((d, i) => Of(d) with { Recorded = i }).ToList();
        var behind = At("jam-mundur", Wib(2019, 1, 1, 7), 100) with { Level = BackupLevel.Proved };
        var fate = Fate(Plan([.. right, behind], new RetentionPolicy(3, 0, 0, 0, 2, 1)), "jam-mundur");
        Assert.True(fate is { Expires: false, IsProtected: true });
        Assert.Equal([KeepReason.NewestProved, KeepReason.Minimum], fate.Reasons.Select(r => r.Why));
    }

    [Fact]
    public void a_backup_from_the_future_takes_nobodys_place()
    {
        var backups = Days(new DateOnly(2026, 11, 23), new DateOnly(2026, 11, 27)).Select((d, i) => Of(d) with { Recorded = 10 + i }).Append(At("jam-maju", Wib(2036, 1, 1, 7), 1)).ToList();
        var plan = Plan(backups, new RetentionPolicy(5, 0, 0, 0, 1, 1));
        Assert.DoesNotContain(plan, f => f.Expires);
        Assert.Equal([KeepReason.Future], Fate(plan, "jam-maju").Reasons.Select(r => r.Why));
        // Once its time has come it takes the first day's place, and the oldest of the five goes.
        Assert.Equal(["2026-11-23"], RetentionPlan.Of(backups, _ => new RetentionPolicy(5, 0, 0, 0, 1, 1), OfficeZone.Wib.Zone, Wib(2036, 1, 2, 7)).Where(f => f.Expires).Select(f => f.Backup.Id));
    }

    [Fact]
    public void a_damaged_one_goes_once_enough_good_ones_are_newer()
    {
        var damaged = At("rusak", Wib(2026, 11, 25, 7), 1) with { Damaged = true };
        Keepable[] newer = [At("a", Wib(2026, 11, 26, 7), 2), At("b", Wib(2026, 11, 27, 7), 3)];
        var policy = new RetentionPolicy(9, 0, 0, 0, 2, 1);
        Assert.Equal([new Reason(KeepReason.DamagedStill)], Fate(Plan([damaged, newer[0]], policy), "rusak").Reasons);
        Assert.Equal([new Reason(KeepReason.DamagedReplaced)], Fate(Plan([damaged, .. newer], policy), "rusak").Reasons);
        Assert.Equal([new Reason(KeepReason.BestThereIs)], Fate(Plan([damaged], policy), "rusak").Reasons);
    }

    [Fact]
    public void each_source_has_its_own_minimum_and_policy()
    {
        Keepable[] backups = [Of(new(2026, 1, 1)), Of(new(2026, 1, 2)), Of(new(2026, 1, 1)) with { Id = "w1", Source = "website" }, Of(new(2026, 1, 2)) with { Id = "w2", Source = "website" }];
        var plan = RetentionPlan.Of(backups, source => source == "website" ? new RetentionPolicy(1, 0, 0, 0, 1, 1) : new RetentionPolicy(1, 0, 0, 0, 2, 1), OfficeZone.Wib.Zone, Now);
        Assert.Equal(["w1"], plan.Where(f => f.Expires).Select(f => f.Backup.Id));
    }

    [Theory]
    [InlineData(-1, 0, 0, 0, 1, 1)]
    [InlineData(1, 0, 0, 0, 0, 1)]
    [InlineData(1, 0, 0, 0, 1, 31)]
    [InlineData(1, 0, 0, 51, 1, 1)]
    public void a_policy_that_makes_no_sense_cannot_be_made(int daily, int weekly, int monthly, int yearly, int minimum, int wait) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetentionPolicy(daily, weekly, monthly, yearly, minimum, wait));

    private static PlannedFate Fate(IReadOnlyList<PlannedFate> plan, string id) => plan.Single(f => f.Backup.Id == id);

    private static IReadOnlyList<PlannedFate> Plan(IReadOnlyCollection<Keepable> backups, RetentionPolicy policy) => RetentionPlan.Of(backups, _ => policy, OfficeZone.Wib.Zone, Now);

    private static Keepable Of(DateOnly day) => At(day.ToString("yyyy-MM-dd"), Wib(day.Year, day.Month, day.Day, 7), day.DayNumber);

    private static Keepable At(string id, DateTimeOffset taken, long recorded) => new(id, "kependudukan", taken, recorded, BackupLevel.Readable, false);

    private static IEnumerable<DateOnly> Days(DateOnly from, DateOnly to) =>
        Enumerable.Range(0, to.DayNumber - from.DayNumber + 1).Select(from.AddDays).Where(d => d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));

    private static DateTimeOffset Wib(int year, int month, int day, int hour) => new(year, month, day, hour, 0, 0, TimeSpan.FromHours(7));
}
