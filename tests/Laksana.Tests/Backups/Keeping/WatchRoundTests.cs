using Laksana.Backups;
using Laksana.Cases;
using Laksana.Testing;
using Xunit;

namespace Laksana.Tests.Backups.Keeping;

/// <summary>The watch in an office with its database, bells and cases.</summary>
public sealed class WatchRoundTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    [Fact]
    public async Task a_late_source_opens_one_case_tells_each_officer_once_and_is_told_when_it_is_over()
    {
        using var trial = await KeepingTrial.NewAsync(fixture.Database);
        await trial.TakeAsync(trial.Clock.Now.AddDays(-20), BackupLevel.Readable, withFolder: false);
        await trial.TakeAsync(trial.Clock.Now.AddDays(-1), BackupLevel.Readable, "website", withFolder: false);
        for (var looks = 0; looks < 3; looks++)
        {
            Assert.Equal(["stale:kependudukan"], (await trial.Round.LookAsync(trial.Id, default)).Select(f => f.Key));
            trial.Clock.Now = trial.Clock.Now.AddMinutes(5);
        }
        var finding = Assert.Single(await trial.WatchBook.OpenAsync(trial.Id, default));
        var state = await StateAsync(trial, finding.CaseNumber!);
        Assert.Equal("kependudukan", state.Fields["basis-data"].Value);
        Assert.Equal(1, await CountAsync(trial, "select count(*) from case_file where office = $1"));
        Assert.Equal(["adi", "budi"], await ListAsync(trial, "select officer from notice where office = $1 and text_key = 'notice.backup-watch' order by officer"));
        Assert.Equal(1, await NotesAsync(trial));

        // It gets worse: told again, in the same case.
        trial.Clock.Now = trial.Clock.Now.AddDays(7);
        await trial.TakeAsync(trial.Clock.Now.AddHours(-1), BackupLevel.Readable, "website", withFolder: false);
        await trial.Round.LookAsync(trial.Id, default);
        Assert.Equal((1, 2, 4), (await CountAsync(trial, "select count(*) from case_file where office = $1"), await NotesAsync(trial), await CountAsync(trial, "select count(*) from notice where office = $1 and text_key = 'notice.backup-watch'")));

        // A backup was taken: over, and the case says so once.
        await trial.TakeAsync(trial.Clock.Now.AddMinutes(-10), BackupLevel.Readable, withFolder: false);
        for (var looks = 0; looks < 2; looks++) await trial.Round.LookAsync(trial.Id, default);
        Assert.Empty(await trial.WatchBook.OpenAsync(trial.Id, default));
        Assert.Equal(3, await NotesAsync(trial));
        Assert.Single(await trial.WatchBook.EndedAsync(trial.Id, 10, default));
    }

    [Fact]
    public async Task a_finding_joins_the_case_about_its_source_that_goes_on_already()
    {
        using var trial = await KeepingTrial.NewAsync(fixture.Database);
        var opened = (CaseAnswer.Done)await trial.Office.Desk.HandleAsync(new CaseRequest
        {
            Office = trial.Id, Officer = "adi", Procedure = "cadangan", Command = new OpenCase("", 0, new Dictionary<string, string> { ["basis-data"] = "kependudukan" }),
        }, default);
        await trial.TakeAsync(trial.Clock.Now.AddDays(-20), BackupLevel.Readable, withFolder: false);
        await trial.TakeAsync(trial.Clock.Now.AddDays(-20), BackupLevel.Readable, "website", withFolder: false);
        await trial.Round.LookAsync(trial.Id, default);
        var findings = (await trial.WatchBook.OpenAsync(trial.Id, default)).ToDictionary(f => f.Finding.Key, f => f.CaseNumber);
        Assert.Equal(opened.Number, findings["stale:kependudukan"]);
        Assert.NotNull(findings["stale:website"]);
        Assert.NotEqual(opened.Number, findings["stale:website"]);
    }

    [Fact]
    public async Task a_case_that_people_ended_is_followed_by_another_when_it_gets_worse()
    {
        using var trial = await KeepingTrial.NewAsync(fixture.Database);
        await trial.TakeAsync(trial.Clock.Now.AddDays(-8), BackupLevel.Readable, withFolder: false);
        await trial.TakeAsync(trial.Clock.Now, BackupLevel.Readable, "website", withFolder: false);
        await trial.Round.LookAsync(trial.Id, default);
        var first = Assert.Single(await trial.WatchBook.OpenAsync(trial.Id, default)).CaseNumber!;
        Assert.IsType<CaseAnswer.Done>(await trial.Office.Desk.HandleAsync(new CaseRequest { Office = trial.Id, Number = first, Officer = "budi", Command = new CancelCase("tidak perlu") }, default));
        await trial.Round.LookAsync(trial.Id, default);
        Assert.Equal(first, Assert.Single(await trial.WatchBook.OpenAsync(trial.Id, default)).CaseNumber);
        trial.Clock.Now = trial.Clock.Now.AddDays(5);
        for (var looks = 0; looks < 2; looks++) await trial.Round.LookAsync(trial.Id, default);
        var second = (await trial.WatchBook.OpenAsync(trial.Id, default)).Single(f => f.Finding.Key == "stale:kependudukan").CaseNumber;
        Assert.NotNull(second);
        Assert.NotEqual(first, second);
        Assert.Equal(2, await CountAsync(trial, "select count(*) from case_file where office = $1"));
    }

    [Fact]
    public async Task the_office_chooses_the_sheet_of_a_kind_or_none()
    {
        using var trial = await KeepingTrial.NewAsync(fixture.Database);
        Assert.Equal("watch-limits", Assert.IsType<KeepingAnswer.Refused>(await trial.WatchBook.ChangeAsync(trial.By("budi"), new WatchSettings { Unread = 0 }, 0, default)).Why);
        var settings = new WatchSettings { Unscheduled = 3, Sheets = new Dictionary<FindingKind, string> { [FindingKind.Stale] = WatchSettings.NoSheet } };
        Assert.IsType<KeepingAnswer.Done>(await trial.WatchBook.ChangeAsync(trial.By("budi"), settings, 0, default));
        Assert.Equal("changed-meanwhile", Assert.IsType<KeepingAnswer.Refused>(await trial.WatchBook.ChangeAsync(trial.By("budi"), settings, 0, default)).Why);
        Assert.Equal((3, "-", 1), await trial.WatchBook.SettingsAsync(trial.Id, default) is var (s, v) ? (s.Unscheduled, s.Sheets[FindingKind.Stale], v) : default);
        await trial.TakeAsync(trial.Clock.Now.AddDays(-8), BackupLevel.Readable, withFolder: false);
        await trial.Round.LookAsync(trial.Id, default);
        Assert.Null(Assert.Single(await trial.WatchBook.OpenAsync(trial.Id, default)).CaseNumber);
        Assert.Equal(0, await CountAsync(trial, "select count(*) from case_file where office = $1"));
        Assert.Equal(2, await CountAsync(trial, "select count(*) from notice where office = $1 and text_key = 'notice.backup-watch'"));
    }

    [Fact]
    public async Task failed_jobs_failed_checks_overdue_media_and_a_filling_disk_are_read_from_their_tables()
    {
        using var trial = await KeepingTrial.NewAsync(fixture.Database);
        var (bad, good) = (await trial.TakeAsync(trial.Clock.Now.AddHours(-30), BackupLevel.Readable), await trial.TakeAsync(trial.Clock.Now.AddHours(-20), BackupLevel.Readable));
        await trial.TakeAsync(trial.Clock.Now, BackupLevel.Readable, "website", withFolder: false);
        await trial.FailAsync(bad);
        await fixture.Database.DoAsync(trial.Id, "insert into backup_job (office, id, kind, subject, arguments, status, not_before, asked_by, created_at, ended_at, summary) values ($1, gen_random_uuid(), 'take', 'kependudukan', '{}', 3, now(), 'adi', $2, $2, 'disk penuh')", trial.Id, trial.Clock.Now);
        await fixture.Database.DoAsync(trial.Id, "insert into medium (office, label, mark, kind, owner, place, added_by, added_at, check_days) values ($1, 'HD-01', gen_random_uuid(), 1, 'Dinas', 'Lemari', 'adi', $2, 30)", trial.Id, trial.Clock.Now.AddDays(-60));
        for (var ago = 5; ago >= 0; ago--)
            await fixture.Database.DoAsync(trial.Id, "insert into backup_space (office, machine, day, free, total) values ($1, 'server-uji', $2, $3, 1000)", trial.Id, new DateOnly(2026, 11, 27).AddDays(-ago), 100L + 10 * ago);
        Assert.Equal(["failed:kependudukan", "damaged:" + bad, "medium:HD-01", "space:server-uji"], (await trial.Round.LookAsync(trial.Id, default)).Select(f => f.Key));
        // What passes again is no finding any more.
        await new BackupBook(trial.Database, trial.Clock).CheckAsync(trial.Id, bad, null, BackupLevel.Whole, CheckOutcome.Passed, 1, "utuh", "installation", default);
        Assert.DoesNotContain("damaged:" + bad, (await trial.Round.LookAsync(trial.Id, default)).Select(f => f.Key));
        Assert.Equal(BackupState.Present, await trial.StateAsync(good));
    }

    [Fact]
    public async Task free_space_is_noted_once_a_day()
    {
        using var trial = await KeepingTrial.NewAsync(fixture.Database);
        for (var i = 0; i < 2; i++) await new SpaceSampling(trial.Database, trial.Settings, trial.Clock).NoteAsync(await trial.Office.Offices.GetAsync(trial.Id, default), default);
        Assert.Equal(1, await CountAsync(trial, "select count(*) from backup_space where office = $1 and free > 0 and free <= total"));
    }

    private static async Task<CaseState> StateAsync(KeepingTrial trial, string number) => (await trial.Office.Loader.LoadAsync(trial.Id, number, default))!.State;

    private static async Task<long> CountAsync(KeepingTrial trial, string sql) => await trial.Database.ScalarAsync<long>(trial.Id, sql, trial.Id);

    private static Task<long> NotesAsync(KeepingTrial trial) => CountAsync(trial, "select count(*) from event where office = $1 and kind = 'note-added'");

    private static async Task<List<string>> ListAsync(KeepingTrial trial, string sql)
    {
        await using var batch = trial.Database.Batch(trial.Id);
        batch.Add(sql, trial.Id);
        await using var reader = await batch.ReadAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync()) rows.Add(reader.GetString(0));
        return rows;
    }
}
