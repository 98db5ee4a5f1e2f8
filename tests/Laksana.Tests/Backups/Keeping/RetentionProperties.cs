using FsCheck;
using FsCheck.Fluent;
using Laksana.Backups;
using Laksana.WorkTime;
using Xunit;

namespace Laksana.Tests.Backups.Keeping;

/// <summary>What holds for the retention plan of any backups, policies, holds and clocks.</summary>
public sealed class RetentionProperties
{
    private static readonly DateTimeOffset Middle = new(2026, 6, 15, 3, 0, 0, TimeSpan.Zero);

    /// <summary>Backups of two sources over some three years, recorded mostly in the order in which they were taken: clocks were wrong now and then.</summary>
    private static readonly Gen<Keepable[]> Backups =
        from count in Gen.Choose(0, 40)
        from ones in (from source in Gen.Elements("kependudukan", "website")
                      from hours in Gen.OneOf(Gen.Choose(-48, 48), Gen.Choose(-60 * 24, 0), Gen.Choose(-1100 * 24, 40 * 24))
                      from level in Gen.Frequency((1, Gen.Constant(BackupLevel.None)), (1, Gen.Constant(BackupLevel.Whole)), (4, Gen.Constant(BackupLevel.Readable)), (3, Gen.Constant(BackupLevel.Proved)))
                      from damaged in Gen.Choose(0, 7)
                      select (source, hours, level, damaged: damaged == 0)).ListOf(count)
        from lies in Gen.Choose(0, 5)
        select Numbered(ones.OrderBy(o => o.hours), lies);

    private static readonly Gen<RetentionPolicy> Policies =
        from daily in Gen.Choose(0, 10)
        from weekly in Gen.Choose(0, 6)
        from monthly in Gen.Choose(0, 14)
        from yearly in Gen.Choose(0, 3)
        from minimum in Gen.Choose(1, 5)
        select new RetentionPolicy(daily, weekly, monthly, yearly, minimum, 1);

    private static readonly Gen<Holdings> Any =
        from backups in Backups
        from policy in Policies
        from held in Gen.Choose(0, 60).ListOf(3)
        from ahead in Gen.Choose(0, 3000 * 24)
        from back in Gen.Choose(0, 2000 * 24)
        from zone in Gen.Elements(OfficeZone.All.ToArray())
        select new Holdings([.. backups.Select((b, i) => held.Contains(i) ? b with { Hold = new LegalHold("perkara", "dimas", Middle) } : b)], policy, zone, ahead, back);

    [Fact]
    public void never_fewer_than_the_minimum_are_left() => ForAll(s =>
    {
        foreach (var source in s.Backups.Where(b => b.Counts).GroupBy(b => b.Source))
            Assert.True(s.Left(Middle).Count(b => b.Source == source.Key && b.Counts) >= Math.Min(s.Policy.Minimum, source.Count()), source.Key);
    });

    [Fact]
    public void the_newest_proved_backup_of_a_source_stays_by_date_and_by_record() => ForAll(s =>
    {
        foreach (var source in s.Backups.Where(b => b.Proved).GroupBy(b => b.Source))
        {
            Assert.Contains(source.MaxBy(b => b.Recorded)!, s.Left(Middle));
            if (source.Where(b => b.TakenAt <= Middle).MaxBy(b => (b.TakenAt, b.Recorded)) is { } newest) Assert.Contains(newest, s.Left(Middle));
            Assert.True(s.Plan(Middle).Single(f => f.Backup == source.MaxBy(b => b.Recorded)).IsProtected);
        }
    });

    [Fact]
    public void a_source_that_has_any_backup_keeps_one() => ForAll(s =>
    {
        foreach (var source in s.Backups.Select(b => b.Source).Distinct()) Assert.Contains(s.Left(Middle), b => b.Source == source);
    });

    [Fact]
    public void a_hold_keeps_whatever_the_policy_says() => ForAll(s =>
    {
        foreach (var held in s.Backups.Where(b => b.Hold is not null)) Assert.True(s.Plan(Middle).Single(f => f.Backup == held) is { Expires: false, IsProtected: true });
    });

    [Fact]
    public void what_was_not_read_yet_is_not_thrown_away_and_fills_no_place() => ForAll(s =>
    {
        foreach (var fate in s.Plan(Middle).Where(f => !f.Backup.Damaged && f.Backup.Level < BackupLevel.Readable))
        {
            Assert.False(fate.Expires);
            Assert.DoesNotContain(fate.Reasons, r => r.Why is KeepReason.Minimum or KeepReason.NewestProved or KeepReason.Daily or KeepReason.Weekly or KeepReason.Monthly or KeepReason.Yearly);
        }
        // Whether they are there or not, the same good ones are kept.
        var good = s with { Backups = [.. s.Backups.Where(b => b.Counts)] };
        Assert.Equal(good.Left(Middle).Select(b => b.Id).Order(), s.Left(Middle).Where(b => b.Counts).Select(b => b.Id).Order());
    });

    [Fact]
    public void time_that_passes_only_adds_to_what_expires() => ForAll(s =>
        Assert.Subset(s.Expired(Middle.AddHours(s.Ahead)), s.Expired(Middle)));

    [Fact]
    public void a_clock_that_falls_back_expires_nothing_more() => ForAll(s =>
        Assert.Subset(s.Expired(Middle), s.Expired(Middle.AddHours(-s.Back))));

    [Fact]
    public void a_newer_backup_rescues_none_that_had_to_go() => ForAll(s =>
    {
        var source = s.Backups.Length == 0 ? "kependudukan" : s.Backups[0].Source;
        var newer = new Keepable("baru", source, Max(s.Backups.Select(b => b.TakenAt).Append(Middle)), s.Backups.Length + 1, (BackupLevel)(s.Ahead % 4), false);
        Assert.Subset((s with { Backups = [.. s.Backups, newer] }).Expired(newer.TakenAt), s.Expired(newer.TakenAt));
    });

    [Fact]
    public void carrying_a_plan_out_changes_nothing_for_those_that_stay() => ForAll(s =>
    {
        var after = s with { Backups = [.. s.Left(Middle)] };
        Assert.Empty(after.Expired(Middle));
        foreach (var fate in after.Plan(Middle)) Assert.Equal(s.Plan(Middle).Single(f => f.Backup == fate.Backup).Reasons, fate.Reasons);
    });

    [Fact]
    public void each_period_of_the_policy_keeps_its_last_backup() => ForAll(s =>
    {
        foreach (var source in s.Backups.Where(b => b.Counts && b.TakenAt <= Middle).GroupBy(b => b.Source))
        {
            var days = source.GroupBy(b => TimeZoneInfo.ConvertTime(b.TakenAt, s.Zone.Zone).Date).OrderByDescending(g => g.Key).Take(s.Policy.Daily);
            var months = source.GroupBy(b => TimeZoneInfo.ConvertTime(b.TakenAt, s.Zone.Zone) is var t ? (t.Year, t.Month) : default).OrderByDescending(g => g.Key).Take(s.Policy.Monthly);
            foreach (var period in days.Cast<IEnumerable<Keepable>>().Concat(months))
                Assert.Contains(period.MaxBy(b => (b.TakenAt, b.Recorded))!, s.Left(Middle));
        }
    });

    [Fact]
    public void the_order_of_the_list_says_nothing() => ForAll(s =>
        Assert.Equal(s.Plan(Middle).Select(Describe), (s with { Backups = [.. s.Backups.Reverse()] }).Plan(Middle).Select(Describe)));

    /// <summary>A year of an office: backups, proofs, damage, holds, a clock that jumps; each evening the plan is carried out. Nothing that must not be lost is.</summary>
    [Fact]
    public void through_a_whole_year_the_minimum_and_the_last_proof_are_there() => Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
    {
        var chance = new System.Random(seed);
        var policy = new RetentionPolicy(chance.Next(5), chance.Next(4), chance.Next(5), chance.Next(2), chance.Next(1, 4), 1);
        var there = new List<Keepable>();
        var (proved, counted, off) = ((Keepable?)null, 0, TimeSpan.Zero);
        for (var day = 0; day < 365; day++)
        {
            if (chance.Next(20) == 0) off = TimeSpan.FromDays(chance.Next(-400, 400));
            if (chance.Next(12) == 0) off = TimeSpan.Zero;
            var now = Middle.AddDays(day) + off;
            if (chance.Next(4) > 0) there.Add(new Keepable("b" + day, "s", now, day, (BackupLevel)chance.Next(4), false));
            if (there.Count > 0 && chance.Next(10) == 0) Change(there, chance.Next(there.Count), b => b with { Damaged = true });
            if (there.Count > 0 && chance.Next(3) == 0) Change(there, chance.Next(there.Count), b => b with { Level = BackupLevel.Proved });
            (proved, counted) = (there.Where(b => b.Proved).MaxBy(b => b.Recorded), there.Count(b => b.Counts));
            var gone = RetentionPlan.Of(there, _ => policy, OfficeZone.Wib.Zone, now).Where(f => f.Expires).Select(f => f.Backup).ToHashSet();
            there.RemoveAll(gone.Contains);
            if (proved is not null) Assert.Contains(proved, there);
            Assert.True(there.Count(b => b.Counts) >= Math.Min(policy.Minimum, counted));
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    private static void Change(List<Keepable> there, int at, Func<Keepable, Keepable> change) => there[at] = change(there[at]);

    private static DateTimeOffset Max(IEnumerable<DateTimeOffset> moments) => moments.Max();

    private static string Describe(PlannedFate fate) => $"{fate.Backup.Id} {fate.Expires} {string.Join(',', fate.Reasons)}";

    private static Keepable[] Numbered(IEnumerable<(string Source, int Hours, BackupLevel Level, bool Damaged)> ones, int lies)
    {
        var backups = ones.Select((o, i) => new Keepable("b" + i, o.Source, Middle.AddHours(o.Hours), i, o.Level, o.Damaged)).ToArray();
        // Some were recorded under a wrong clock: their dates are those of others.
        for (var i = 0; i < lies && backups.Length > 1; i++)
        {
            var (a, b) = (i * 7 % backups.Length, (i * 13 + 5) % backups.Length);
            (backups[a], backups[b]) = (backups[a] with { TakenAt = backups[b].TakenAt }, backups[b] with { TakenAt = backups[a].TakenAt });
        }
        return backups;
    }

    private static void ForAll(Action<Holdings> holds) => Prop.ForAll(Arb.From(Any), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(400));

    private sealed record Holdings(Keepable[] Backups, RetentionPolicy Policy, OfficeZone Zone, int Ahead, int Back)
    {
        public IReadOnlyList<PlannedFate> Plan(DateTimeOffset now) => RetentionPlan.Of(Backups, _ => Policy, Zone.Zone, now);

        public HashSet<string> Expired(DateTimeOffset now) => [.. Plan(now).Where(f => f.Expires).Select(f => f.Backup.Id)];

        public IReadOnlyList<Keepable> Left(DateTimeOffset now) => [.. Plan(now).Where(f => !f.Expires).Select(f => f.Backup)];

        public override string ToString() => string.Join('\n', [$"{Policy} {Zone} ahead {Ahead} back {Back}", .. Backups.Select(b => b.ToString())]);
    }
}
