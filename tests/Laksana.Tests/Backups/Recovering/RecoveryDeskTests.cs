using Laksana.Backups;
using Laksana.Officers;
using Laksana.Testing;
using Laksana.Tests.Automation;
using Xunit;

namespace Laksana.Tests.Backups;

/// <summary>Recoveries in the database: one at a time, each act once, versions, the office's log, and what may be asked for at all.</summary>
public sealed class RecoveryDeskTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private static readonly DateTimeOffset Taken = new(2026, 11, 16, 0, 30, 0, TimeSpan.Zero);

    private readonly MovedClock _clock = new(new DateTimeOffset(2026, 11, 16, 1, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task of_one_source_one_recovery_is_under_way_however_many_ask_at_once()
    {
        var (office, planning, _) = await NewAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => planning.PlanAsync(Wish(office, officer: "dimas" + i), default))));
        Assert.Single(answers.OfType<RecoveryAnswer.Done>());
        Assert.All(answers.OfType<RecoveryAnswer.Refused>(), r => Assert.Equal("under-way", r.Why.Code));
        // Of another source one may begin meanwhile.
        Assert.IsType<RecoveryAnswer.Done>(await planning.PlanAsync(Wish(office) with { Source = "lain", Backup = "b-lain" }, default));
    }

    [Fact]
    public async Task a_request_sent_twice_is_done_once_and_an_old_view_is_told()
    {
        var (office, planning, desk) = await NewAsync();
        var first = Done(await planning.PlanAsync(Wish(office) with { Key = "kunci-rencana-1" }, default));
        var again = Assert.IsType<RecoveryAnswer.Done>(await planning.PlanAsync(Wish(office) with { Key = "kunci-rencana-1" }, default));
        Assert.Equal((true, first.Id), (again.Repeated, again.Recovery.Id));

        var cancel = new RecoveryRequest(office, first.Id, new RecoveryAct.Cancel("tidak perlu"), "dimas", Seen: 1, Key: "kunci-batal-1");
        Assert.Equal(RecoveryStage.Cancelled, Done(await desk.DoAsync(cancel, default)).Stage);
        Assert.True(Assert.IsType<RecoveryAnswer.Done>(await desk.DoAsync(cancel, default)).Repeated);
        Assert.IsType<RecoveryAnswer.Changed>(await desk.DoAsync(cancel with { Key = null }, default));
        Assert.Equal("ended", Assert.IsType<RecoveryAnswer.Refused>(await desk.DoAsync(cancel with { Key = null, Seen = null }, default)).Why.Code);
        Assert.Equal(["plan", "cancel"], (await new RecoveryBook(fixture.Database).EventsAsync(office, first.Id, default)).Select(e => e.Act));
    }

    [Fact]
    public async Task of_two_officers_who_act_on_one_view_one_is_told_to_look_again()
    {
        var (office, planning, desk) = await NewAsync();
        var planned = Done(await planning.PlanAsync(Wish(office), default));
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => desk.DoAsync(new RecoveryRequest(office, planned.Id,
            new RecoveryAct.ReportPreflight(new PreflightReport(_clock.Now, "dimas", [], null, i)), "dimas", Seen: 1), default))));
        Assert.Single(answers.OfType<RecoveryAnswer.Done>());
        Assert.Equal(5, answers.OfType<RecoveryAnswer.Changed>().Count());
    }

    [Fact]
    public async Task what_changes_what_is_live_stands_in_the_office_s_log_and_keys_of_rows_do_not_outlive_the_recovery()
    {
        var (office, planning, desk) = await NewAsync();
        var planned = Done(await planning.PlanAsync(Wish(office), default));
        async Task<Recovery> DoAsync(string officer, RecoveryAct act, IReadOnlyList<TableLoss>? losses = null, string? print = null) =>
            Done(await desk.DoAsync(new RecoveryRequest(office, planned.Id, act, officer) { Losses = losses ?? [], Print = print }, default));
        await DoAsync("dimas", new RecoveryAct.ReportPreflight(new PreflightReport(_clock.Now, "dimas", [], 60, 0)));
        await DoAsync("dimas", new RecoveryAct.BeginRestore());
        await DoAsync("dimas", new RecoveryAct.FinishRestore(new RestoreReport(_clock.Now, "dimas", "17", "aa", 1, 2, 3)), print: "{}");
        TableLoss Loss(string name, long lost) => new("public", name, LossMethod.Key, 10, 10, lost, 0, 0, true, "diubah", [new LossRow("3304012001990001", "2026-11-16 00:59:00+00", false)], []);
        await DoAsync("dimas", new RecoveryAct.ReportLoss(new LossReport(_clock.Now, "dimas", 2, 2, 8, 0, 0, true, "16", 1)), [Loss("sedikit", 1), Loss("banyak", 7)]);
        var book = new RecoveryBook(fixture.Database);
        Assert.Equal(["banyak", "sedikit"], (await book.LossesAsync(office, planned.Id, default)).Select(l => l.Name));
        Assert.Equal("{}", await book.PrintAsync(office, planned.Id, default));
        await DoAsync("sari", new RecoveryAct.Approve("siak", "setuju"));
        await DoAsync("dimas", new RecoveryAct.BeginSwap(new SwapPlan(_clock.Now, "dimas", "16", "17", new Dictionary<string, string>())));
        await DoAsync("dimas", new RecoveryAct.FinishSwap(new SwapReport(_clock.Now, "dimas", 0.3, 2)));
        Assert.NotNull(await fixture.Database.ScalarAsync<object>(office, "select swapped_at from recovery where office = $1", office));
        await DoAsync("dimas", new RecoveryAct.BeginUndo("salah pilih"));
        Assert.Empty(await book.ListAsync("kantor-lain", 10, default));
        await DoAsync("dimas", new RecoveryAct.FinishUndo(0.2));
        await DoAsync("dimas", new RecoveryAct.AskRelease("tidak dipakai"));
        var undone = await DoAsync("sari", new RecoveryAct.AgreeRelease(planned.Names.Beside));
        Assert.Equal([undone.Id], (await book.UnfinishedAsync(office, default)).Select(r => r.Id));
        var closed = await DoAsync(RecoveryRules.Installation, new RecoveryAct.ReportCleared());
        Assert.Equal((RecoveryStage.Closed, closed.Version, true), await book.FindAsync(office, planned.Id, default) is { } read ? (read.Stage, read.Version, read.Cleared) : default);
        Assert.Empty(await book.LossesAsync(office, planned.Id, default));
        Assert.Null(await book.PrintAsync(office, planned.Id, default));

        var log = await new AdministrationLog(fixture.Database).ReadAsync(office, new AdministrationFilter(), 50, default);
        Assert.Equal(["recovery.released", "recovery.undone", "recovery.swapped", "recovery.approved", "recovery.planned"], log.Where(l => l.Act.StartsWith("recovery.", StringComparison.Ordinal)).Select(l => l.Act));
        Assert.DoesNotContain("3304012001990001", string.Concat(log.SelectMany(l => l.Details).Select(d => d.Value)), StringComparison.Ordinal);
        Assert.Equal("sari", log.First(l => l.Act == "recovery.approved").Officer);
    }

    [Theory]
    [InlineData("siak", "into-live")]
    [InlineData("SIAK", "into-live")]
    [InlineData("kependudukan", "into-live")]
    [InlineData("lain_hidup", "into-live")]
    [InlineData("baru", "into-named")]
    public async Task a_restore_never_goes_where_somebody_says(string into, string code)
    {
        var (office, planning, _) = await NewAsync();
        Assert.Equal(code, Assert.IsType<RecoveryAnswer.Refused>(await planning.PlanAsync(Wish(office) with { Into = into }, default)).Why.Code);
        Assert.Empty(await new RecoveryBook(fixture.Database).ListAsync(office, 10, default));
    }

    [Fact]
    public async Task what_cannot_be_recovered_is_refused_with_its_reason_and_the_newest_fitting_backup_is_chosen()
    {
        var (office, planning, desk) = await NewAsync();
        async Task<string> CodeAsync(RecoveryWish wish) => Assert.IsType<RecoveryAnswer.Refused>(await planning.PlanAsync(wish, default)).Why.Code;
        Assert.Equal("source-unknown", await CodeAsync(Wish(office) with { Source = "entah" }));
        Assert.Equal("kind-Laksana", await CodeAsync(Wish(office) with { Source = "laksana" }));
        Assert.Equal("kind-Command", await CodeAsync(Wish(office) with { Source = "perintah" }));
        Assert.Equal("reason", await CodeAsync(Wish(office) with { Reason = " ?  " }));
        Assert.Equal("backup-unknown", await CodeAsync(Wish(office) with { Backup = "b-lain" }));
        Assert.Equal("backup-Damaged", await CodeAsync(Wish(office) with { Backup = "b-rusak" }));
        Assert.Equal("no-backup-before", await CodeAsync(Wish(office) with { Backup = null, Moment = Taken.AddDays(-9) }));
        Assert.Equal("no-pgbackrest", await CodeAsync(Wish(office) with { PointInTime = true, Moment = Taken }));
        var older = Done(await planning.PlanAsync(Wish(office) with { Backup = null, Moment = Taken.AddHours(-1) }, default));
        Assert.Equal("b-lama", older.Backup);
        await desk.DoAsync(new RecoveryRequest(office, older.Id, new RecoveryAct.Cancel("uji"), "dimas"), default);
        Assert.Equal("b-baru", Done(await planning.PlanAsync(Wish(office) with { Backup = null }, default)).Backup);
    }

    private static Recovery Done(RecoveryAnswer answer) => Assert.IsType<RecoveryAnswer.Done>(answer).Recovery;

    private static RecoveryWish Wish(string office, string officer = "dimas") => new(office, "kependudukan", "b-baru", null, "tabel terhapus", officer);

    private async Task<(string Office, RecoveryPlanning, RecoveryDesk)> NewAsync()
    {
        var office = (await MachineOffice.NewAsync(fixture.Database)).Id;
        BackupSource Source(string name, string database, SourceKind kind = SourceKind.PostgreSql) => new(name, $"Host=127.0.0.1;Database={database};Username=baca", []) { Kind = kind };
        var settings = new BackupSettings(Path.GetTempPath(), [Source("kependudukan", "siak"), Source("lain", "lain_hidup"), Source("laksana", "x", SourceKind.Laksana), Source("perintah", "y", SourceKind.Command)]);
        settings.Knows([office]);
        var (backups, desk) = (new BackupBook(fixture.Database, _clock), new RecoveryDesk(fixture.Database, new RecoveryPolicy(), _clock));
        foreach (var (id, source, at) in new[] { ("b-baru", "kependudukan", Taken), ("b-lama", "kependudukan", Taken.AddDays(-1)), ("b-rusak", "kependudukan", Taken.AddDays(1)), ("b-lain", "lain", Taken) })
            await backups.RecordAsync(office, new Backup(id, source, SourceKind.PostgreSql, Guid.NewGuid(), null, null, "mesin", at, at, 1, 10, 10, new string('a', 64), new string('b', 64), true, ["kantor"]), default);
        await fixture.Database.DoAsync(office, "update backup set state = 2 where office = $1 and id = 'b-rusak'", office);
        return (office, new RecoveryPlanning(settings, backups, desk, _clock), desk);
    }
}
