using Laksana.Backups;
using Xunit;

namespace Laksana.Tests.Backups.Proving;

public sealed class DrillPolicyTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 16, 13, 0, 0, TimeSpan.Zero);

    [Fact]
    public void a_source_of_which_nothing_was_proved_is_due_at_once()
    {
        var due = Due(DrillPolicy.Usual, [Backup("a", 1), Backup("b", 2), Backup("c", 1, source: "situs")], Now);
        Assert.Equal([new DrillDue("a", "siak", DrillReason.NeverProved), new DrillDue("c", "situs", DrillReason.NeverProved)], due);
    }

    [Fact]
    public void the_newest_is_due_again_after_seven_days_and_not_before()
    {
        Assert.Empty(Due(DrillPolicy.Usual, [Backup("baru", 1), Backup("uji", 7, proved: 6.9)], Now));
        Assert.Equal(DrillReason.NewestDue, Assert.Single(Due(DrillPolicy.Usual, [Backup("baru", 1), Backup("uji", 8, proved: 7)], Now)).Reason);
        Assert.Equal("baru", Assert.Single(Due(DrillPolicy.Usual, [Backup("baru", 1), Backup("uji", 8, proved: 7)], Now)).Backup);
    }

    [Fact]
    public void another_schema_is_proved_without_waiting_but_only_where_the_policy_says_so()
    {
        DrillCandidate[] backups = [Backup("baru", 0.5, schema: "b"), Backup("uji", 2, proved: 1.9, schema: "a")];
        Assert.Equal(DrillReason.SchemaChanged, Assert.Single(Due(DrillPolicy.Usual, backups, Now)).Reason);
        Assert.Empty(Due(DrillPolicy.Usual with { AfterSchemaChange = false }, backups, Now));
        // Not known yet, or the same, or already proved: no.
        Assert.Empty(Due(DrillPolicy.Usual, [backups[0] with { SchemaDigest = null }, backups[1]], Now));
        Assert.Empty(Due(DrillPolicy.Usual, [backups[0] with { SchemaDigest = "a" }, backups[1]], Now));
        Assert.Empty(Due(DrillPolicy.Usual, [backups[0] with { ProvedAt = Now.AddHours(-1), LastTriedAt = Now.AddHours(-1) }, backups[1]], Now));
    }

    [Fact]
    public void one_whose_drill_failed_is_left_alone_for_a_while()
    {
        Assert.Empty(Due(DrillPolicy.Usual, [Backup("rusak", 1, tried: 0.5)], Now));
        Assert.Single(Due(DrillPolicy.Usual, [Backup("rusak", 3, tried: 1)], Now));
    }

    [Fact]
    public void older_ones_have_their_turn_once_in_thirty_days_the_one_unseen_for_longest_first()
    {
        // The newest is fresh; b was proved while it was the newest itself, which is no look at an older one.
        var backups = new List<DrillCandidate> { Backup("a", 1, proved: 0.9), Backup("b", 8, proved: 7.9), Backup("c", 15), Backup("d", 40), Backup("e", 60, proved: 59) };
        var turn = Assert.Single(Due(DrillPolicy.Usual, backups, Now));
        Assert.Equal(new DrillDue("d", "siak", DrillReason.OlderDue), turn);

        var had = new Dictionary<string, DateTimeOffset> { ["siak"] = Now };
        Assert.Empty(DrillPolicy.Usual.Due(backups, had, Now.AddHours(1)));
        // A month later c has not been seen yet; the newest is fresh again.
        backups[3] = Backup("d", 40, proved: 0);
        backups[0] = backups[0] with { ProvedAt = Now.AddDays(29) };
        Assert.Equal("c", Assert.Single(DrillPolicy.Usual.Due(backups, had, Now.AddDays(30))).Backup);
        Assert.Empty((DrillPolicy.Usual with { OlderDays = 0 }).Due(backups, had, Now.AddDays(30)));
    }

    [Fact]
    public void in_a_year_of_daily_backups_no_newest_waits_longer_than_the_policy_says_and_older_ones_are_looked_at()
    {
        var older = new Dictionary<string, DateTimeOffset>();
        var (policy, backups, drills) = (DrillPolicy.Usual, new List<DrillCandidate>(), new List<(DateTimeOffset At, DrillDue Due)>());
        for (var day = 0; day < 365; day++)
        {
            var morning = Now.AddDays(day);
            backups.Add(new DrillCandidate($"{day:D3}", "siak", morning, 1, day < 200 ? "a" : "b", null, null));
            backups.RemoveAll(b => b.TakenAt < morning.AddDays(-90));
            foreach (var due in policy.Due(backups, older, morning.AddHours(12)))
            {
                var at = backups.FindIndex(b => b.Id == due.Backup);
                backups[at] = backups[at] with { LastTriedAt = morning.AddHours(12), ProvedAt = morning.AddHours(12) };
                if (due.Reason == DrillReason.OlderDue) older["siak"] = morning.AddHours(12);
                drills.Add((morning.AddHours(12), due));
            }
        }
        var newest = drills.Where(d => d.Due.Reason != DrillReason.OlderDue).Select(d => d.At).ToList();
        Assert.All(newest.Zip(newest.Skip(1)), pair => Assert.InRange((pair.Second - pair.First).TotalDays, 0, 7));
        Assert.Equal("200", Assert.Single(drills, d => d.Due.Reason == DrillReason.SchemaChanged).Due.Backup);
        Assert.InRange(drills.Count(d => d.Due.Reason == DrillReason.OlderDue), 11, 13);
        Assert.InRange(drills.Count, 60, 70);
    }

    [Fact]
    public void drills_begin_in_their_hours_alone_also_over_midnight()
    {
        Assert.Equal([true, true, true, false, false], new[] { 18, 23, 4, 5, 12 }.Select(h => DrillPolicy.Usual.IsHour(new TimeOnly(h, 0))));
        Assert.True((DrillPolicy.Usual with { From = new TimeOnly(7, 0), Until = new TimeOnly(7, 0) }).IsHour(new TimeOnly(12, 0)));
    }

    [Fact]
    public void the_page_can_say_when_the_next_is_due()
    {
        Assert.Null(DrillPolicy.Usual.NextOf([Backup("a", 1)], Now));
        Assert.Equal(Now.AddDays(5), DrillPolicy.Usual.NextOf([Backup("a", 3, proved: 2)], Now));
        Assert.Equal(Now.AddHours(8), DrillPolicy.Usual.NextOf([Backup("a", 3, tried: 0.5)], Now));
    }

    [Fact]
    public void past_drills_predict_the_next_recovery_by_their_middle_rate()
    {
        TimedRestore Drill(double minutes, long gigabytes, int daysAgo, string source = "siak", SourceKind kind = SourceKind.PostgreSql) =>
            new(source, kind, gigabytes * 1_000_000_000, TimeSpan.FromMinutes(minutes), TimeSpan.FromMinutes(minutes * 1.5), Now.AddDays(-daysAgo));

        TimedRestore[] drills = [Drill(2, 1, 1), Drill(6, 2, 8), Drill(4, 2, 15), Drill(100, 1, 60), Drill(2, 1, 22), Drill(2.2, 1, 29), Drill(9, 1, 3, "lain")];
        var forecast = DrillForecast.For("siak", SourceKind.PostgreSql, 4_000_000_000, drills)!;
        // 2, 3, 2, 2, 2.2 minutes for each gigabyte; the slow one of long ago is forgotten.
        Assert.Equal((8, 8, 12, 12), ((int)Math.Round(forecast.Restore.TotalMinutes), (int)Math.Round(forecast.Quickest.TotalMinutes), (int)Math.Round(forecast.Slowest.TotalMinutes), (int)Math.Round(forecast.Proof.TotalMinutes)));
        Assert.Equal((5, true, false, 2.0), (forecast.Drills, forecast.OfSource, forecast.Beyond, forecast.MinutesPerGigabyte));
        Assert.True(DrillForecast.For("siak", SourceKind.PostgreSql, 7_000_000_000, drills)!.Beyond);
        Assert.False(DrillForecast.For("belum", SourceKind.PostgreSql, 1_000_000_000, drills)!.OfSource);
        Assert.Null(DrillForecast.For("situs", SourceKind.Tree, 1_000_000_000, drills));
        // What is tiny takes as long as a server takes to start, not nothing.
        Assert.Equal(6, DrillForecast.For("kecil", SourceKind.MariaDb, 1000, [Drill(0.1, 0, 1, "kecil", SourceKind.MariaDb)])!.Restore.TotalSeconds, 1);
    }

    private static IReadOnlyList<DrillDue> Due(DrillPolicy policy, IEnumerable<DrillCandidate> backups, DateTimeOffset now) => policy.Due(backups, new Dictionary<string, DateTimeOffset>(), now);

    private static DrillCandidate Backup(string id, double daysAgo, double? proved = null, double? tried = null, string? schema = "a", string source = "siak") =>
        new(id, source, Now.AddDays(-daysAgo), 1, schema, (tried ?? proved) is { } t ? Now.AddDays(-t) : null, proved is { } p ? Now.AddDays(-p) : null);
}
