using Laksana.Automation;
using Laksana.Backups;
using Laksana.Testing;
using Laksana.Tests.WorkTime;
using Xunit;

namespace Laksana.Tests.Backups;

/// <summary>Whole recoveries of real databases, from a real backup.</summary>
public sealed class RecoveryWorkTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    [Fact]
    public async Task a_database_is_restored_beside_shown_approved_swapped_checked_and_swapped_back()
    {
        using var trial = await RecoveryTrial.NewAsync(fixture.Database);
        var backup = await trial.BackUpAsync();
        await trial.DoAsync("""
            delete from penduduk where id <= 10; update penduduk set nama = 'Diubah', diubah = '2026-11-16 10:00+07' where id between 11 and 14;
            insert into penduduk (id, nama, diubah) select 2000 + g, 'Baru ' || g, timestamptz '2026-11-16 09:00+07' + g * interval '1 minute' from generate_series(1, 7) g;
            delete from "Kode; drop table penduduk" where "a b" = 'k1'; delete from catatan where ctid in (select ctid from catatan limit 3); insert into catatan values ('2026-11-16', 'baru'), ('2026-11-16', 'baru');
            drop table kosong; create table tambahan (id int primary key, dibuat timestamp); insert into tambahan values (1, '2026-11-15 07:00')
            """);
        using var _ = new Speaking("id-ID");
        var planned = await trial.PlanAsync();
        Assert.Equal((backup.Id, trial.Live + "_pulih_" + planned.Id), (planned.Backup, planned.Names.Beside));
        var looked = await trial.Work.PreflightAsync(trial.Office, planned.Id, "dimas", trial.Progress, default);
        Assert.True(looked.Preflight!.Passed, string.Join("; ", looked.Preflight.Findings.Where(f => f.Level == FindingLevel.Blocking).Select(RecoveryTelling.Tell)));
        Assert.Superset(new HashSet<string> { "tools", "key", "artifact", "live-there", "rights", "roles" }, looked.Preflight.Findings.Select(f => f.Code).ToHashSet());

        var restored = await trial.Work.RestoreAsync(trial.Office, planned.Id, "dimas", 1, trial.Progress, default);
        Assert.Equal(RecoveryStage.Restored, restored.Stage);
        Assert.Equal([trial.Live, restored.Names.Beside], await trial.DatabasesAsync());
        Assert.Equal(1000L, await trial.OneAsync<long>("select count(*) from penduduk where id <= 1000", restored.Names.Beside));
        Assert.Equal(997L, await trial.OneAsync<long>("select count(*) from penduduk"));

        var previewed = await trial.Work.CompareAsync(trial.Office, planned.Id, "dimas", trial.Progress, default);
        var losses = (await trial.Book.LossesAsync(trial.Office, planned.Id, default)).ToDictionary(l => l.Name);
        Assert.Equal((LossMethod.Key, 7L, 10L, 4L, true, "diubah"), losses["penduduk"] is var p ? (p.Method, p.Lost, p.Back, p.Changed, p.Exact, p.TimeColumn) : default);
        // Four that were changed at ten, then the newest of those entered after nine.
        Assert.Equal([true, true, true, true, false], p.Newest.Select(n => n.Changed));
        Assert.Equal(("2007", "2026-11-16 02:07:00+00"), (p.Newest[4].Key, p.Newest[4].Time));
        Assert.Equal((LossMethod.Key, 0L, 1L), losses["Kode; drop table penduduk"] is var k ? (k.Method, k.Lost, k.Back) : default);
        Assert.Equal((LossMethod.Rows, 2L, 3L), losses["catatan"] is var c ? (c.Method, c.Lost, c.Back) : default);
        Assert.Equal((LossMethod.OnlyRestored, LossMethod.OnlyLive, 1L), (losses["kosong"].Method, losses["tambahan"].Method, losses["tambahan"].Lost));
        Assert.Equal(LossMethod.Same, losses["tetap"].Method);
        Assert.Equal((10L, 14L, 4L, true), (previewed.Loss!.Lost, previewed.Loss.Back, previewed.Loss.Changed, previewed.Loss.Exact));

        await trial.ActAsync(planned.Id, "sari", new RecoveryAct.Approve(trial.Live, "setuju"));
        var swapped = await trial.Work.SwapAsync(trial.Office, planned.Id, "dimas", trial.Progress, default);
        Assert.True(swapped.Stage == RecoveryStage.Checked, string.Join("; ", swapped.Checked!.Findings.Select(RecoveryTelling.Tell)));
        Assert.Equal([trial.Live, swapped.Names.Old], await trial.DatabasesAsync());
        Assert.Equal(1000L, await trial.OneAsync<long>("select count(*) from penduduk"));
        Assert.Equal("berkas besar", System.Text.Encoding.UTF8.GetString((await trial.OneAsync<byte[]>("select lo_get(77001)"))!));
        await trial.DoAsync("insert into penduduk (nama) values ('Sesudah ditukar')");

        var undone = await trial.Work.UndoAsync(trial.Office, planned.Id, "dimas", "salah pilih", trial.Progress, default);
        Assert.Equal(RecoveryStage.Undone, undone.Stage);
        Assert.Equal((997L, 1L), (await trial.OneAsync<long>("select count(*) from penduduk"), await trial.OneAsync<long>("select count(*) from tambahan")));
        Assert.Equal([trial.Live, undone.Names.Beside], await trial.DatabasesAsync());
        await trial.ActAsync(planned.Id, "dimas", new RecoveryAct.AskRelease("selesai"));
        await trial.ActAsync(planned.Id, "sari", new RecoveryAct.AgreeRelease(undone.Names.Beside));
        Assert.Equal(RecoveryStage.Closed, (await trial.Work.ClearAsync(trial.Office, planned.Id, "sari", default)).Stage);
        Assert.Equal([trial.Live], await trial.DatabasesAsync());
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(trial.Folder, ".scratch")));
    }

    [Theory]
    [InlineData("unpacked", Traits = ["Category", "Long"])]
    [InlineData("created", Traits = ["Category", "Long"])]
    [InlineData("restored")]
    [InlineData("published", Traits = ["Category", "Long"])]
    public async Task a_restore_that_is_cut_off_leaves_live_alone_and_the_next_attempt_or_the_next_start_tidies(string step)
    {
        using var trial = await RecoveryTrial.NewAsync(fixture.Database);
        await trial.BackUpAsync();
        var planned = await trial.PlanAsync();
        await trial.Work.PreflightAsync(trial.Office, planned.Id, "dimas", trial.Progress, default);
        var cut = trial.Again(reached => reached == step ? throw new SwapCutException(step) : Task.CompletedTask);
        await Assert.ThrowsAsync<SwapCutException>(() => cut.Work.RestoreAsync(trial.Office, planned.Id, "dimas", 1, trial.Progress, default));
        Assert.Equal(RecoveryStage.Restoring, (await trial.Book.FindAsync(trial.Office, planned.Id, default))!.Stage);
        Assert.Equal(1000L, await trial.OneAsync<long>("select count(*) from penduduk"));

        if (step is "created" or "published")
        {
            var settled = await trial.Work.SettleAsync((await trial.Book.FindAsync(trial.Office, planned.Id, default))!, default);
            Assert.Equal(RecoveryStage.Failed, settled.Stage);
            Assert.Equal([trial.Live], await trial.DatabasesAsync());
        }
        var again = await trial.Work.RestoreAsync(trial.Office, planned.Id, "dimas", 2, trial.Progress, default);
        Assert.Equal((RecoveryStage.Restored, 2), (again.Stage, (await trial.DatabasesAsync()).Count));
        await trial.ActAsync(planned.Id, "dimas", new RecoveryAct.Cancel("uji"));
        await trial.Work.ClearAsync(trial.Office, planned.Id, "dimas", default);
        Assert.Equal([trial.Live], await trial.DatabasesAsync());
        Assert.Equal(1000L, await trial.OneAsync<long>("select count(*) from penduduk"));
    }

    [Theory]
    [InlineData("closed", "settle", Traits = ["Category", "Long"])]
    [InlineData("renamed", "retry", Traits = ["Category", "Long"])]
    [InlineData("committed", "settle", Traits = ["Category", "Long"])]
    [InlineData("committed", "retry")]
    public async Task a_swap_that_is_cut_off_is_finished_or_taken_back_at_the_next_start(string step, string then)
    {
        using var trial = await RecoveryTrial.NewAsync(fixture.Database);
        await trial.BackUpAsync();
        await trial.DoAsync("delete from penduduk");
        var approved = await trial.ApprovedAsync();
        var cut = trial.Again(reached => reached == step ? throw new SwapCutException(step) : Task.CompletedTask);
        await Assert.ThrowsAsync<SwapCutException>(() => cut.Work.SwapAsync(trial.Office, approved.Id, "dimas", trial.Progress, default));
        var left = (await trial.Book.FindAsync(trial.Office, approved.Id, default))!;
        Assert.Equal(RecoveryStage.Swapping, left.Stage);

        if (then == "settle")
        {
            var settled = await trial.Work.SettleAsync(left, default);
            Assert.Equal(step == "committed" ? RecoveryStage.Swapped : RecoveryStage.Approved, settled.Stage);
            Assert.Equal(step == "committed" ? 1000L : 0L, await trial.OneAsync<long>("select count(*) from penduduk"));
        }
        var swapped = await trial.Work.SwapAsync(trial.Office, approved.Id, "dimas", trial.Progress, default);
        Assert.True(swapped.Stage == RecoveryStage.Checked, string.Join("; ", swapped.Checked!.Findings.Select(RecoveryTelling.Tell)));
        Assert.Equal(1000L, await trial.OneAsync<long>("select count(*) from penduduk"));

        var back = trial.Again(reached => reached == (step == "closed" ? "closed" : "committed") ? throw new SwapCutException(step) : Task.CompletedTask);
        await Assert.ThrowsAsync<SwapCutException>(() => back.Work.UndoAsync(trial.Office, approved.Id, "dimas", "salah", trial.Progress, default));
        var undone = await trial.Work.SettleAsync((await trial.Book.FindAsync(trial.Office, approved.Id, default))!, default);
        Assert.Equal(step == "closed" ? RecoveryStage.Checked : RecoveryStage.Undone, undone.Stage);
        Assert.Equal(step == "closed" ? 1000L : 0L, await trial.OneAsync<long>("select count(*) from penduduk"));
    }

    [Fact]
    public async Task what_is_swapped_is_what_was_approved_also_when_somebody_meddles()
    {
        using var trial = await RecoveryTrial.NewAsync(fixture.Database);
        await trial.BackUpAsync();
        var approved = await trial.ApprovedAsync();
        await trial.DoAsync("delete from penduduk where id = 5", approved.Names.Beside);
        using var _ = new Speaking("id-ID");
        var failure = await Assert.ThrowsAsync<ActionFailedException>(() => trial.Work.SwapAsync(trial.Office, approved.Id, "dimas", trial.Progress, default));
        Assert.StartsWith("Hasil pemulihan tidak sama dengan backup", failure.Message, StringComparison.Ordinal);
        var after = (await trial.Book.FindAsync(trial.Office, approved.Id, default))!;
        Assert.Equal((RecoveryStage.Approved, failure.Message), (after.Stage, after.Failure));
        Assert.Equal(1000L, await trial.OneAsync<long>("select count(*) from penduduk"));

        await trial.DoAsync($"drop database {PgName.Quote(approved.Names.Beside)}", "postgres");
        await trial.DoAsync($"create database {PgName.Quote(approved.Names.Beside)}", "postgres");
        Assert.Contains("bukan lagi yang disetujui", (await Assert.ThrowsAsync<ActionFailedException>(() => trial.Work.SwapAsync(trial.Office, approved.Id, "dimas", trial.Progress, default))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task without_a_login_for_restoring_it_is_planned_and_says_what_to_configure()
    {
        using var trial = await RecoveryTrial.NewAsync(fixture.Database);
        await trial.BackUpAsync();
        var settings = new BackupSettings(trial.Folder, [trial.Source with { RestoreConnection = null }]);
        var work = new RecoveryWork(trial.Desk, trial.Book, new RecoveryGrounds(settings, trial.Backups, trial.Book, new RestoreTimes(fixture.Database),
            new RecoverySettings(new ProofSettings(Path.Combine(trial.Folder, ".scratch"))), DumpTrial.KeysOf(fixture.Database, trial.Folder)), TimeProvider.System);
        var planned = await trial.PlanAsync();
        var looked = await work.PreflightAsync(trial.Office, planned.Id, "dimas", trial.Progress, default);
        Assert.Equal((RecoveryStage.Planned, "no-restore-login"), (looked.Stage, Assert.Single(looked.Preflight!.Findings, f => f.Level == FindingLevel.Blocking).Code));
        using var _ = new Speaking("id-ID");
        Assert.Contains("pg_signal_backend", RecoveryTelling.Tell(looked.Preflight.Findings.Single(f => f.Code == "no-restore-login")), StringComparison.Ordinal);
        Assert.Equal("preflight-first", Assert.IsType<RecoveryAnswer.Refused>(await trial.Desk.DoAsync(new RecoveryRequest(trial.Office, planned.Id, new RecoveryAct.BeginRestore(), "dimas"), default)).Why.Code);
    }

    [Fact]
    public async Task a_damaged_backup_or_a_foreign_key_is_found_before_anything_is_made()
    {
        using var trial = await RecoveryTrial.NewAsync(fixture.Database);
        var backup = await trial.BackUpAsync();
        var planned = await trial.PlanAsync();
        var artifact = Artifact.At(planned.Folder!);
        var bytes = await File.ReadAllBytesAsync(artifact.File);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(artifact.File, bytes);
        await trial.Work.PreflightAsync(trial.Office, planned.Id, "dimas", trial.Progress, default);
        var stage = (await trial.Book.FindAsync(trial.Office, planned.Id, default))!.Stage;
        if (stage == RecoveryStage.Ready)
        {
            await Assert.ThrowsAsync<ActionFailedException>(() => trial.Work.RestoreAsync(trial.Office, planned.Id, "dimas", 1, trial.Progress, default));
            Assert.Equal(RecoveryStage.Failed, (await trial.Book.FindAsync(trial.Office, planned.Id, default))!.Stage);
        }
        Assert.Equal([trial.Live], await trial.DatabasesAsync());

        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(artifact.File, bytes);
        foreach (var key in Directory.GetFiles(Path.Combine(trial.Folder, ".data"), "*.age", SearchOption.AllDirectories)) File.Delete(key);
        var foreign = await trial.Work.PreflightAsync(trial.Office, planned.Id, "dimas", trial.Progress, default);
        Assert.Equal("key-wrong", Assert.Single(foreign.Preflight!.Findings, f => f.Level == FindingLevel.Blocking).Code);
        Assert.NotNull(backup);
    }

    [Fact]
    public async Task where_the_live_database_is_lost_everything_comes_back_under_its_name()
    {
        using var trial = await RecoveryTrial.NewAsync(fixture.Database);
        await trial.BackUpAsync();
        await trial.DoAsync($"drop database {trial.Live} with (force)", "postgres");
        var approved = await trial.ApprovedAsync();
        Assert.Equal((null, 0L, 1551L), (approved.Loss!.LiveIdentity, approved.Loss.Lost, approved.Loss.Back + 1));
        var swapped = await trial.Work.SwapAsync(trial.Office, approved.Id, "dimas", trial.Progress, default);
        Assert.Equal((RecoveryStage.Checked, 1000L), (swapped.Stage, await trial.OneAsync<long>("select count(*) from penduduk")));
    }

    [Fact]
    public async Task keys_of_a_database_that_is_not_utf8_are_compared_in_the_server_s_order()
    {
        const string Latin = "create table kota (nama text primary key, isi text); insert into kota select chr(192 + g % 60) || g, 'a' from generate_series(1, 400) g";
        using var trial = await RecoveryTrial.NewAsync(fixture.Database, Latin, encoding: "LATIN1");
        await trial.BackUpAsync();
        await trial.DoAsync("delete from kota where nama like '%17'; update kota set isi = 'b' where nama like '%3'; insert into kota values ('ÿbaru', 'x')");
        var restored = await trial.RestoredAsync();
        await trial.Work.CompareAsync(trial.Office, restored.Id, "dimas", trial.Progress, default);
        var loss = Assert.Single(await trial.Book.LossesAsync(trial.Office, restored.Id, default));
        Assert.Equal((LossMethod.Key, 1L, 4L, 40L), (loss.Method, loss.Lost, loss.Back, loss.Changed));
    }

    [Fact]
    public async Task two_recoveries_of_one_source_do_not_run_at_once_and_a_later_swap_overtakes_an_undo()
    {
        using var trial = await RecoveryTrial.NewAsync(fixture.Database);
        await trial.BackUpAsync();
        var first = await trial.ApprovedAsync();
        Assert.Equal("under-way", Assert.IsType<RecoveryAnswer.Refused>(await trial.Planning.PlanAsync(new RecoveryWish(trial.Office, "kependudukan", null, null, "lagi-lagi", "ratri"), default)).Why.Code);
        first = await trial.Work.SwapAsync(trial.Office, first.Id, "dimas", trial.Progress, default);
        var second = await trial.ApprovedAsync();
        second = await trial.Work.SwapAsync(trial.Office, second.Id, "dimas", trial.Progress, default);
        Assert.Equal([trial.Live, .. new[] { first.Names.Old, second.Names.Old }.Order(StringComparer.Ordinal)], await trial.DatabasesAsync());
        using var _ = new Speaking("id-ID");
        var late = await Assert.ThrowsAsync<ActionFailedException>(() => trial.Work.UndoAsync(trial.Office, first.Id, "dimas", "salah", trial.Progress, default));
        Assert.Contains("bukan lagi yang terakhir", late.Message, StringComparison.Ordinal);
        await trial.Work.UndoAsync(trial.Office, second.Id, "dimas", "salah", trial.Progress, default);
        Assert.Equal(RecoveryStage.Undone, (await trial.Work.UndoAsync(trial.Office, first.Id, "dimas", "salah", trial.Progress, default)).Stage);
    }
}
