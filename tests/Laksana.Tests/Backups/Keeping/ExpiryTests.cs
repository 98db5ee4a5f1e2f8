using Laksana.Backups;
using Laksana.Officers;
using Laksana.Testing;
using Npgsql;
using Xunit;

namespace Laksana.Tests.Backups.Keeping;

/// <summary>Backups expire in folders and in the book: only what was approved, only what still may, and whole or not at all.</summary>
public sealed class ExpiryTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private static readonly RetentionPolicy ThreeDays = new(3, 0, 0, 0, 2, 1);

    [Fact]
    public async Task a_policy_holds_once_another_officer_has_approved_it()
    {
        using var trial = await KeepingTrial.NewAsync(fixture.Database);
        await trial.TakeAsync(6);
        var proposed = Assert.IsType<KeepingAnswer.Done>(await trial.Policies.ProposeAsync(trial.By("adi", "formulir-1"), "", ThreeDays, "sesuai disk", default));
        Assert.True(Assert.IsType<KeepingAnswer.Done>(await trial.Policies.ProposeAsync(trial.By("adi", "formulir-1"), "", ThreeDays, "sesuai disk", default)).Repeated);
        Assert.Equal("policy-open", Refused(await trial.Policies.ProposeAsync(trial.By("budi"), "", ThreeDays, "lain", default)));
        Assert.Equal(0, await trial.Desk.PlanAsync(trial.Id, default));
        Assert.Equal("second-officer", Refused(await trial.Policies.ApproveAsync(trial.By("adi"), proposed.Number, default)));
        Assert.Equal("not-yours", Refused(await trial.Policies.WithdrawAsync(trial.By("budi"), proposed.Number, default)));
        Assert.IsType<KeepingAnswer.Done>(await trial.Policies.ApproveAsync(trial.By("budi"), proposed.Number, default));
        Assert.Equal("policy-decided", Refused(await trial.Policies.RefuseAsync(trial.By("budi"), proposed.Number, "terlambat", default)));
        Assert.Equal(3, await trial.Desk.PlanAsync(trial.Id, default));
        Assert.Equal((1, 1), (await trial.LinesAsync(AdministrationActs.BackupPolicyProposed), await trial.LinesAsync(AdministrationActs.BackupPolicyApproved)));
        // Also a program with a mistake in it cannot approve for the one who proposed.
        await Assert.ThrowsAsync<PostgresException>(() => fixture.Database.DoAsync(trial.Id,
            "insert into backup_policy (office, version, source, daily, weekly, monthly, yearly, minimum, wait_days, reason, proposed_by, proposed_at, decision, decided_by, decided_at) values ($1, 9, '', 1, 0, 0, 0, 1, 0, 'x', 'adi', now(), 1, 'adi', now())", trial.Id));
    }

    [Fact]
    public async Task routine_expiry_is_planned_waits_its_working_day_and_is_carried_out_once()
    {
        using var trial = await KeepingTrial.NewAsync(fixture.Database);
        var backups = await trial.TakeAsync(6);
        await trial.ApproveAsync(ThreeDays);
        Assert.Equal(3, await trial.Desk.PlanAsync(trial.Id, default));
        Assert.Equal(0, await trial.Desk.PlanAsync(trial.Id, default));
        var list = Assert.Single(await trial.Lists.ListAsync(trial.Id, 10, default));
        // One working day from Friday 8:00 is Monday soon after 8:00: the same share of a longer day.
        Assert.Equal((false, KeepingTrial.Friday.AddDays(3).Date), (list.ByHand, list.DueAt!.Value.Date));
        Assert.InRange(list.DueAt.Value, KeepingTrial.Friday.AddDays(3), KeepingTrial.Friday.AddDays(3).AddMinutes(5));
        Assert.Empty(await trial.Work().RunAsync(trial.Id, default));
        Assert.All(backups, b => Assert.True(trial.IsThere(b)));

        trial.Clock.Now = KeepingTrial.Friday.AddDays(3).AddMinutes(6);
        Assert.Equal(backups.Take(3).Select(b => (b, ExpiryOutcome.Removed)), (await trial.Work().RunAsync(trial.Id, default)).Select(o => (o.Backup, o.Outcome)));
        Assert.Equal(backups.Skip(3), trial.Folders.Order());
        foreach (var gone in backups.Take(3)) Assert.Equal(BackupState.Expired, await trial.StateAsync(gone));
        Assert.Equal(3, await trial.LinesAsync(AdministrationActs.BackupExpired));
        Assert.NotNull((await trial.Lists.FindAsync(trial.Id, list.Number, default))!.EndedAt);
        Assert.Empty(await trial.Work().RunAsync(trial.Id, default));
    }

    [Fact]
    public async Task by_hand_needs_a_second_officer_who_types_the_source_and_spares_the_newest()
    {
        using var trial = await KeepingTrial.NewAsync(fixture.Database);
        var backups = await trial.TakeAsync(4, BackupLevel.Proved);
        await trial.ApproveAsync(new RetentionPolicy(9, 0, 0, 0, 2, 1));
        Assert.Equal("protected.NewestProved", Refused(await trial.Desk.AskAsync(trial.By("adi"), [backups[^1]], "coba", default)));
        Assert.Equal("protected.Minimum", Refused(await trial.Desk.AskAsync(trial.By("adi"), [backups[0], backups[2]], "coba", default)));
        Assert.IsType<KeepingAnswer.NotFound>(await trial.Desk.AskAsync(trial.By("adi"), [backups[0], "tidak-ada"], "coba", default));
        var asked = Assert.IsType<KeepingAnswer.Done>(await trial.Desk.AskAsync(trial.By("adi"), [backups[0], backups[1]], "salah ambil", default));
        Assert.Equal("listed-already", Refused(await trial.Desk.AskAsync(trial.By("budi"), [backups[1]], "juga", default)));
        Assert.Empty(await trial.Work().RunAsync(trial.Id, default));
        Assert.Equal("second-officer", Refused(await trial.Desk.ApproveAsync(trial.By("adi"), asked.Number, "kependudukan", default)));
        Assert.Equal("typed-otherwise", Refused(await trial.Desk.ApproveAsync(trial.By("budi"), asked.Number, "kependudukn", default)));
        Assert.IsType<KeepingAnswer.Done>(await trial.Desk.ApproveAsync(trial.By("budi"), asked.Number, "kependudukan", default));
        Assert.Equal(2, (await trial.Work().RunAsync(trial.Id, default)).Count(o => o.Outcome == ExpiryOutcome.Removed));
        Assert.Equal(backups.Skip(2), trial.Folders.Order());
        Assert.Equal(2, await fixture.Database.ScalarAsync<long>(trial.Id, "select count(*) from administration_event where office = $1 and act = $2 and officer = 'budi' and reason = 'salah ambil'", trial.Id, AdministrationActs.BackupExpired));
    }

    [Fact]
    public async Task a_refused_list_touches_nothing_and_frees_its_backups()
    {
        using var trial = await KeepingTrial.NewAsync(fixture.Database);
        var backups = await trial.TakeAsync(4);
        var asked = Assert.IsType<KeepingAnswer.Done>(await trial.Desk.AskAsync(trial.By("adi"), [backups[0]], "salah", default));
        Assert.IsType<KeepingAnswer.Done>(await trial.Desk.RefuseAsync(trial.By("budi"), asked.Number, "masih dipakai", default));
        Assert.Equal("list-decided", Refused(await trial.Desk.ApproveAsync(trial.By("budi"), asked.Number, "kependudukan", default)));
        Assert.Empty(await trial.Work().RunAsync(trial.Id, default));
        Assert.True(trial.IsThere(backups[0]));
        Assert.IsType<KeepingAnswer.Done>(await trial.Desk.AskAsync(trial.By("adi"), [backups[0]], "lagi", default));
    }

    [Fact]
    public async Task a_hold_put_meanwhile_keeps_it_and_only_another_officer_releases_it()
    {
        using var trial = await PlannedAsync();
        var held = (await trial.Lists.ListAsync(trial.Id, 1, default))[0].Items[0].Backup;
        Assert.IsType<KeepingAnswer.Done>(await trial.Holds.PlaceAsync(trial.By("adi"), held, "permintaan inspektorat", default));
        Assert.Equal("held-already", Refused(await trial.Holds.PlaceAsync(trial.By("budi"), held, "juga", default)));
        var outcomes = await trial.Work().RunAsync(trial.Id, default);
        Assert.Equal("held", outcomes.Single(o => o.Backup == held).Outcome);
        Assert.Equal(2, outcomes.Count(o => o.Outcome == ExpiryOutcome.Removed));
        Assert.True(trial.IsThere(held));
        Assert.Equal("second-officer", Refused(await trial.Holds.ReleaseAsync(trial.By("adi"), held, "selesai", default)));
        Assert.IsType<KeepingAnswer.Done>(await trial.Holds.ReleaseAsync(trial.By("budi"), held, "pemeriksaan selesai", default));
        Assert.Equal(("permintaan inspektorat", "adi", "budi", "pemeriksaan selesai"), Assert.Single(await trial.Holds.ListAsync(trial.Id, 10, default)) is var h ? (h.Reason, h.PlacedBy, h.ReleasedBy, h.ReleaseReason) : default);
        Assert.Equal(1, await trial.Desk.PlanAsync(trial.Id, default));
    }

    [Fact]
    public async Task a_good_backup_that_turns_out_bad_meanwhile_stops_the_list()
    {
        using var trial = await PlannedAsync();
        var newest = trial.Folders.Order().Last();
        await trial.FailAsync(newest);
        var outcomes = await trial.Work().RunAsync(trial.Id, default);
        Assert.Equal(3, outcomes.Count);
        Assert.All(outcomes, o => Assert.Contains(o.Outcome, new[] { "plan-changed", "less-left" }));
        Assert.Equal(6, trial.Folders.Count());
        Assert.Equal(3, await trial.LinesAsync(AdministrationActs.BackupExpiryStopped));
    }

    [Fact]
    public async Task a_medium_lost_meanwhile_stops_the_list_and_copies_are_never_erased()
    {
        using var trial = await KeepingTrial.NewAsync(fixture.Database);
        var backups = await trial.TakeAsync(6);
        foreach (var copied in new[] { backups[0], backups[^1] }) await CopyAsync(trial, copied, "HD-" + copied[8..10]);
        await trial.ApproveAsync(ThreeDays);
        await trial.Desk.PlanAsync(trial.Id, default);
        trial.Clock.Now = KeepingTrial.Friday.AddDays(4);
        await fixture.Database.DoAsync(trial.Id, "update medium set state = 1 where office = $1 and label = $2", trial.Id, "HD-" + backups[^1][8..10]);
        Assert.All(await trial.Work().RunAsync(trial.Id, default), o => Assert.Equal("less-left", o.Outcome));
        // Planned anew, knowing that the copy is gone.
        Assert.Equal(3, await trial.Desk.PlanAsync(trial.Id, default));
        trial.Clock.Now = KeepingTrial.Friday.AddDays(7);
        Assert.All(await trial.Work().RunAsync(trial.Id, default), o => Assert.Equal(ExpiryOutcome.Removed, o.Outcome));
        Assert.Equal([(backups[0], true), (backups[^1], false)], await CopiesAsync(trial));
    }

    [Fact]
    public async Task a_clock_that_went_back_lets_nothing_expire_by_itself()
    {
        using var trial = await PlannedAsync();
        await trial.Round.LookAsync(trial.Id, default);
        trial.Clock.Now = trial.Clock.Now.AddHours(-2);
        await trial.Round.LookAsync(trial.Id, default);
        trial.Clock.Now = trial.Clock.Now.AddHours(3);
        Assert.All(await trial.Work().RunAsync(trial.Id, default), o => Assert.Equal("clock", o.Outcome));
        Assert.Equal(0, await trial.Desk.PlanAsync(trial.Id, default));
        Assert.Equal(6, trial.Folders.Count());
    }

    [Fact]
    public async Task what_is_being_read_waits_and_a_missing_folder_is_not_called_expired()
    {
        using var trial = await PlannedAsync();
        var items = (await trial.Lists.ListAsync(trial.Id, 1, default))[0].Items;
        Directory.Delete(Path.Combine(trial.Folder, items[1].Backup), recursive: true);
        using (File.OpenRead(Path.Combine(trial.Folder, items[0].Backup, items[0].Backup + ".tar.age")))
            Assert.Equal(["in-use", "not-there", ExpiryOutcome.Removed], (await trial.Work().RunAsync(trial.Id, default)).Select(o => o.Outcome));
        Assert.Equal(BackupState.Present, await trial.StateAsync(items[1].Backup));
        Assert.Equal([ExpiryOutcome.Removed], (await trial.Work().RunAsync(trial.Id, default)).Select(o => o.Outcome));
    }

    [Fact]
    public async Task the_database_itself_refuses_to_expire_the_last_proved_one_and_one_under_a_hold()
    {
        using var trial = await KeepingTrial.NewAsync(fixture.Database);
        var (old, proved, held) = (await trial.TakeAsync(trial.Clock.Now.AddDays(-3), BackupLevel.Proved), await trial.TakeAsync(trial.Clock.Now.AddDays(-2), BackupLevel.Proved), await trial.TakeAsync(trial.Clock.Now.AddDays(-1), BackupLevel.Readable));
        await trial.Holds.PlaceAsync(trial.By("adi"), held, "perkara", default);
        foreach (var (backup, state) in new[] { (proved, "LK011"), (held, "LK010") })
            foreach (var sql in new[] { "update backup set state = 1 where office = $1 and id = $2", "delete from backup where office = $1 and id = $2" })
                Assert.Equal(state, (await Assert.ThrowsAsync<PostgresException>(() => fixture.Database.DoAsync(null, sql, trial.Id, backup))).SqlState);
        Assert.Equal(1, await fixture.Database.DoAsync(trial.Id, "update backup set state = 1 where office = $1 and id = $2", trial.Id, old));
    }

    [Theory]
    [InlineData(ExpiryWork.Moment.Chosen)]
    [InlineData(ExpiryWork.Moment.PutAside)]
    [InlineData(ExpiryWork.Moment.Marked)]
    [InlineData(ExpiryWork.Moment.HalfRemoved)]
    [InlineData(ExpiryWork.Moment.Removed)]
    [InlineData(ExpiryWork.Moment.Noted)]
    internal async Task cut_off_at_any_point_it_is_undone_or_finished(ExpiryWork.Moment at)
    {
        using var trial = await PlannedAsync();
        var first = (await trial.Lists.ListAsync(trial.Id, 1, default))[0].Items[0].Backup;
        await Assert.ThrowsAsync<Crash>(() => trial.Work(reached => { if (reached == at) throw new Crash(); }).RunAsync(trial.Id, default));
        // Whatever happened: nothing that the book calls there is missing, nothing half-removed looks whole.
        Assert.Equal(at < ExpiryWork.Moment.Marked ? BackupState.Present : BackupState.Expired, await trial.StateAsync(first));
        Assert.Equal(at == ExpiryWork.Moment.Chosen, trial.IsThere(first));

        if (at == ExpiryWork.Moment.PutAside)
        {
            // A hold that comes before the next run finds the backup whole in its place.
            await trial.Holds.PlaceAsync(trial.By("adi"), first, "perkara", default);
            await trial.Work().RunAsync(trial.Id, default);
            Assert.True(trial.IsThere(first));
        }
        else
        {
            await trial.Work().RunAsync(trial.Id, default);
            Assert.Equal(BackupState.Expired, await trial.StateAsync(first));
            Assert.False(Directory.Exists(Path.Combine(trial.Folder, first)));
        }
        Assert.DoesNotContain(trial.Folders, f => f.StartsWith(".hapus-", StringComparison.Ordinal));
        Assert.Equal(at == ExpiryWork.Moment.PutAside ? 2 : 3, await trial.LinesAsync(AdministrationActs.BackupExpired));
        Assert.NotNull((await trial.Lists.ListAsync(trial.Id, 1, default))[0].EndedAt);
    }

    [Fact]
    public async Task what_nobody_here_put_aside_is_left_alone()
    {
        using var trial = await PlannedAsync();
        Directory.CreateDirectory(Path.Combine(trial.Folder, ".hapus-tidak-dikenal"));
        await trial.Work().RunAsync(trial.Id, default);
        Assert.Contains(".hapus-tidak-dikenal", trial.Folders);
    }

    [Fact]
    public async Task two_at_once_carry_a_list_out_once()
    {
        using var trial = await PlannedAsync();
        var outcomes = (await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => trial.Work().RunAsync(trial.Id, default))))).SelectMany(o => o).ToList();
        Assert.Equal(3, outcomes.Count(o => o.Outcome == ExpiryOutcome.Removed));
        Assert.Equal(3, await trial.LinesAsync(AdministrationActs.BackupExpired));
    }

    /// <summary>Six backups, three of them on a list whose time has come.</summary>
    private async Task<KeepingTrial> PlannedAsync()
    {
        var trial = await KeepingTrial.NewAsync(fixture.Database);
        await trial.TakeAsync(6);
        await trial.ApproveAsync(ThreeDays);
        await trial.Desk.PlanAsync(trial.Id, default);
        trial.Clock.Now = KeepingTrial.Friday.AddDays(4);
        return trial;
    }

    private static async Task CopyAsync(KeepingTrial trial, string backup, string label)
    {
        await trial.Database.DoAsync(trial.Id, "insert into medium (office, label, mark, kind, owner, place, added_by, added_at) values ($1, $2, gen_random_uuid(), 1, 'Dinas', 'Lemari', 'adi', now())", trial.Id, label);
        await trial.Database.DoAsync(trial.Id, "insert into medium_copy (office, medium, backup, digest, samples, bytes, written_at, written_by, checked_at) values ($1, $2, $3, 'x', 'x', 1, now(), 'adi', now())", trial.Id, label, backup);
    }

    private static async Task<List<(string, bool)>> CopiesAsync(KeepingTrial trial)
    {
        await using var batch = trial.Database.Batch(trial.Id);
        batch.Add("select backup, may_be_overwritten from medium_copy where office = $1 order by backup", trial.Id);
        await using var reader = await batch.ReadAsync();
        var copies = new List<(string, bool)>();
        while (await reader.ReadAsync()) copies.Add((reader.GetString(0), reader.GetBoolean(1)));
        return copies;
    }

    private static string Refused(KeepingAnswer answer)
    {
        var refused = Assert.IsType<KeepingAnswer.Refused>(answer);
        Assert.NotEmpty(refused.Words + refused.Hint);
        return refused.Why;
    }

    private sealed class Crash : Exception;
}
