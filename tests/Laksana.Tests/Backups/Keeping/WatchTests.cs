using System.Globalization;
using Laksana.Backups;
using Xunit;
using static Laksana.Tests.WorkTime.ExampleOffice;

namespace Laksana.Tests.Backups.Keeping;

/// <summary>What the watch finds in an office with the hours of docs/working-time.md, on Friday 27 November 2026.</summary>
public sealed class WatchTests
{
    private static readonly DateTimeOffset Now = Wib(11, 27, 9, 0);

    [Fact]
    public void a_fresh_proved_backup_gives_no_finding() => Assert.Empty(Look(Source(Backup(Wib(11, 26, 15, 0)))));

    [Fact]
    public void a_source_without_schedule_is_late_after_its_working_days_and_again_as_it_gets_worse()
    {
        // Five working days from Friday 20 November 9:00 end on Friday 27 November 9:00.
        var source = Source(Backup(Wib(11, 20, 9, 0)));
        Assert.Empty(Look(source));
        var stale = Assert.Single(Look(source, Now.AddMinutes(1)));
        Assert.Equal(("stale:kependudukan", FindingKind.Stale, "b:1", false), (stale.Key, stale.Kind, stale.State, stale.Grave));
        Assert.Equal("b:1", Assert.Single(Look(source, Wib(11, 30, 8, 0))).State);
        Assert.Equal(("b:2", true), Assert.Single(Look(source, Wib(12, 1, 16, 0))) is var worse ? (worse.State, worse.Grave) : default);
    }

    [Fact]
    public void with_a_schedule_it_is_late_a_working_day_after_the_time_that_was_missed()
    {
        // Daily at 7:30; the last backup is Wednesday's. Thursday's was missed, and Friday's hour has not passed by a day.
        DateTimeOffset? Daily(DateTimeOffset after) => new[] { Wib(11, 26, 7, 30), Wib(11, 27, 7, 30), Wib(11, 30, 7, 30) }.Where(t => t > after).Min();
        var source = Source(Backup(Wib(11, 25, 7, 40))) with { Scheduled = after => Daily(after) };
        Assert.Empty(Look(source, Wib(11, 26, 15, 0)));
        Assert.Equal("stale:kependudukan", Assert.Single(Look(source)).Key);
        Assert.Empty(Look(source, settings: new WatchSettings { Sources = new Dictionary<string, int> { ["kependudukan"] = 3 } }));
    }

    [Fact]
    public void a_source_that_never_had_a_backup_is_late_from_when_it_was_first_seen()
    {
        var source = new WatchedSource("kependudukan", Wib(11, 20, 9, 0), [], null, null);
        Assert.Empty(Look(source));
        Assert.Equal(("stale:kependudukan", "-:1", true), Assert.Single(Look(source, Now.AddMinutes(1))) is var f ? (f.Key, f.State, f.Grave) : default);
    }

    [Fact]
    public void damaged_backups_and_those_from_the_future_make_no_source_fresh()
    {
        var source = Source(Backup(Wib(11, 10, 9, 0)), Backup(Wib(11, 26, 9, 0), "rusak") with { Damaged = true }, Backup(Wib(11, 28, 9, 0, year: 2030), "depan"));
        Assert.Equal(["stale:kependudukan", "clock:ahead:kependudukan"], Look(source).Select(f => f.Key));
    }

    [Fact]
    public void a_failed_attempt_is_told_once_a_day()
    {
        var failed = Source(Backup(Wib(11, 26, 7, 40))) with { Failure = new FailedTake(Wib(11, 27, 7, 31), "disk penuh") };
        var finding = Assert.Single(Look(failed));
        Assert.Equal(("failed:kependudukan", "2026-11-27"), (finding.Key, finding.State));
        Assert.Equal(finding.State, Assert.Single(Look(failed with { Failure = new FailedTake(Wib(11, 27, 8, 31), "disk penuh") })).State);
        Assert.Equal("Backup kependudukan gagal pada 27 Nov 2026 07.31: disk penuh", FindingText.Say(finding, OfficeCalendar.Zone.Zone, CultureInfo.GetCultureInfo("id-ID")));
    }

    [Fact]
    public void unread_and_unproved_backups_are_found()
    {
        var source = Source(Backup(Wib(11, 2, 9, 0)) with { Level = BackupLevel.Proved }, Backup(Wib(11, 24, 9, 0), "baru") with { Level = BackupLevel.Whole }) with { ProvedAt = Wib(10, 27, 9, 0) };
        Assert.Equal([("unread:kependudukan", "baru:1"), ("unproved:kependudukan", "1")], Look(source).Select(f => (f.Key, f.State)));
        // Never proved, and its first backup is too old for that: grave.
        var never = Source(Backup(Wib(10, 1, 9, 0), "lama"), Backup(Wib(11, 26, 9, 0))) with { ProvedAt = null };
        Assert.Equal(("unproved:kependudukan", true), Assert.Single(Look(never)) is var f ? (f.Key, f.Grave) : default);
    }

    [Fact]
    public void failed_checks_name_the_backup_and_the_place()
    {
        var input = Input() with
        {
            Checks = [new("b2", "website", "FD-01", BackupLevel.Whole, Now, "blok 7 berbeda"), new("b1", "kependudukan", null, BackupLevel.Readable, Now, "tidak terbaca")],
        };
        Assert.Equal([("damaged:b1", "2"), ("damaged:b2@FD-01", "1")], Watch.Look(input).Select(f => (f.Key, f.State)));
        Assert.Contains("di tempatnya sendiri", FindingText.Say(Watch.Look(input)[0], OfficeCalendar.Zone.Zone, CultureInfo.GetCultureInfo("id-ID")), StringComparison.Ordinal);
        Assert.Contains("in its own place", FindingText.Say(Watch.Look(input)[0], OfficeCalendar.Zone.Zone, CultureInfo.GetCultureInfo("en-GB")), StringComparison.Ordinal);
    }

    [Fact]
    public void a_medium_past_its_check_and_a_disk_that_fills_are_found()
    {
        var today = DateOnly.FromDateTime(Now.DateTime);
        var input = Input() with
        {
            Media = [new("HD-01", Wib(8, 1, 9, 0), Wib(11, 1, 9, 0)), new("HD-02", null, Wib(12, 1, 9, 0))],
            Spaces = [new("server-1", new SpaceForecast(10, 100, 1, today.AddDays(10))), new("server-2", new SpaceForecast(10, 100, 1, today.AddDays(31))), new("server-3", new SpaceForecast(10, 100, null, null))],
        };
        Assert.Equal([("medium:HD-01", "2026-11-01:4"), ("space:server-1", "14")], Watch.Look(input).Select(f => (f.Key, f.State)));
        Assert.Equal(["30", "14", "7", "2", "0"], new[] { 30, 14, 6, 1, 0 }.Select(days => Watch.Look(Input() with { Spaces = [new("s", new SpaceForecast(10, 100, 1, today.AddDays(days)))] })[0].State));
    }

    [Fact]
    public void a_clock_that_went_back_is_told_for_three_days()
    {
        Assert.Null(ClockJump.Between(Now, Now.AddMinutes(-4)));
        var jump = ClockJump.Between(Now.AddYears(1), Now);
        Assert.NotNull(jump);
        Assert.Equal("clock:back", Assert.Single(Watch.Look(Input() with { Jump = jump })).Key);
        Assert.Empty(Watch.Look(Input(Now.AddDays(4)) with { Jump = jump }));
    }

    [Fact]
    public void the_same_input_gives_the_same_findings_in_the_same_order()
    {
        var sources = new[] { Source(Backup(Wib(10, 1, 9, 0))), Source(Backup(Wib(10, 2, 9, 0))) with { Name = "website" } };
        Assert.Equal(Watch.Look(Input() with { Sources = sources }).Select(f => (f.Key, f.State)), Watch.Look(Input() with { Sources = [.. sources.Reverse()] }).Select(f => (f.Key, f.State)));
    }

    [Fact]
    public void limits_out_of_bounds_are_all_named() =>
        Assert.Equal(["Unread", "Space", "website"], new WatchSettings { Unread = 0, Space = 401, Sources = new Dictionary<string, int> { ["website"] = -1, ["siak"] = 3 } }.Faults());

    private static IReadOnlyList<WatchFinding> Look(WatchedSource source, DateTimeOffset? now = null, WatchSettings? settings = null) =>
        Watch.Look(Input(now) with { Sources = [source], Settings = settings ?? new WatchSettings() });

    private static WatchInput Input(DateTimeOffset? now = null) => new(now ?? Now, OfficeCalendar, new WatchSettings());

    private static WatchedSource Source(params Keepable[] backups) => new("kependudukan", Wib(1, 1, 9, 0), backups, Wib(11, 20, 9, 0), null);

    private static Keepable Backup(DateTimeOffset taken, string id = "b") => new(id, "kependudukan", taken, taken.UtcTicks, BackupLevel.Readable, false);
}
