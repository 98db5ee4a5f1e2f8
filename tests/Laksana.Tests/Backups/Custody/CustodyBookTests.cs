using Laksana.Automation;
using Laksana.Backups;
using Laksana.Testing;
using Npgsql;
using Xunit;

namespace Laksana.Tests.Backups.Custody;

public sealed class CustodyBookTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    [Fact]
    public async Task a_medium_is_entered_once_changed_by_who_saw_it_and_its_acts_are_logged()
    {
        using var trial = await CustodyTrial.NewAsync(fixture.Database);
        await trial.PlugAsync("FD-01");
        Assert.IsType<CustodyAnswer.Refused>(await trial.Desk.AddAsync(trial.Form("jfu1"), [new("FD-02", MediumKind.Tape, null, null, "x", "y"), new("FD-01", MediumKind.Tape, null, null, "x", "y")], default));
        Assert.Null(await trial.Media.FindAsync(trial.Office, "FD-02", default));
        var medium = (await trial.Media.FindAsync(trial.Office, "FD-01", default))!;
        var changed = new MediumEntry("FD-01", MediumKind.SolidState, "S-9", 1000, "Dinas", "Gedung B", 30);
        CustodyTrial.Require(await trial.Desk.ChangeAsync(trial.Form("jfu1", "k1", medium.Version), changed, default));
        Assert.Equal(new CustodyAnswer.Done(Repeated: true), await trial.Desk.ChangeAsync(trial.Form("jfu1", "k1", medium.Version), changed, default));
        Assert.IsType<CustodyAnswer.Conflict>(await trial.Desk.ChangeAsync(trial.Form("jfu2", "k2", medium.Version), changed, default));
        Assert.Equal(["medium.added", "medium.changed", "medium.changed"], await trial.LogAsync());
    }

    [Fact]
    public async Task a_copy_is_entered_with_what_was_read_back_and_a_second_one_finds_it()
    {
        using var trial = await CustodyTrial.NewAsync(fixture.Database);
        await trial.PlugAsync("FD-01");
        var backup = await trial.BackupAsync("aaaaaaaa");
        var done = await trial.CopyAsync("FD-01", backup);
        Assert.True((await trial.CopyAsync("FD-01", backup)).Written.WasThere);
        var copy = Assert.Single(await trial.Media.CopiesAsync(trial.Office, "FD-01", default));
        Assert.Equal((backup.Id, CopyState.Whole, done.Written.Digest), (copy.Backup, copy.State, copy.Digest));
        Assert.All(await trial.Backups.ChecksAsync(trial.Office, backup.Id, 10, default), c => Assert.Equal(("FD-01", BackupLevel.Whole, CheckOutcome.Passed), (c.Medium, c.Level, c.Outcome)));
        // A copy that is whole says nothing of the backup in its own place.
        Assert.Equal(BackupLevel.None, (await trial.Backups.FindAsync(trial.Office, backup.Id, default))!.Level);
        Assert.NotNull((await trial.Media.FindAsync(trial.Office, "FD-01", default))!.CheckedAt);
    }

    [Fact]
    public async Task what_cannot_be_copied_is_refused_and_nothing_is_entered()
    {
        using var trial = await CustodyTrial.NewAsync(fixture.Database);
        var path = await trial.PlugAsync("FD-01");
        var backup = await trial.BackupAsync("aaaaaaaa");
        foreach (var (label, id) in new[] { ("FD-99", backup.Id), ("FD-01", "tidak-ada") })
            await Assert.ThrowsAsync<ActionFailedException>(() => trial.Tools.Copying.RunAsync(new CopyOrder(trial.Office, label, id, "x", "jfu1", null, null), new HeardProgress(), default));
        // The sticker of another medium.
        new MediumMark("FD-01", trial.Office, Guid.NewGuid()).Write(path);
        Assert.Equal(MediumFault.OtherMedium, Assert.IsType<MediumException>((await Assert.ThrowsAsync<ActionFailedException>(() => trial.CopyAsync("FD-01", backup))).InnerException).Fault);
        File.Delete(Path.Combine(path, MediumMark.FileName));
        Assert.Equal(MediumFault.NotHere, Assert.IsType<MediumException>((await Assert.ThrowsAsync<ActionFailedException>(() => trial.CopyAsync("FD-01", backup))).InnerException).Fault);
        Assert.Empty(await trial.Media.CopiesAsync(trial.Office, "FD-01", default));
    }

    [Fact]
    public async Task one_medium_is_written_by_one_at_a_time()
    {
        using var trial = await CustodyTrial.NewAsync(fixture.Database);
        await using (await MediumLock.TakeAsync(fixture.Database, trial.Office, "FD-01", default))
        {
            Assert.Equal(MediumFault.Busy, (await Assert.ThrowsAsync<MediumException>(() => MediumLock.TakeAsync(fixture.Database, trial.Office, "FD-01", default))).Fault);
            await (await MediumLock.TakeAsync(fixture.Database, trial.Office, "FD-02", default)).DisposeAsync();
        }
        await (await MediumLock.TakeAsync(fixture.Database, trial.Office, "FD-01", default)).DisposeAsync();
    }

    [Fact]
    public async Task a_handover_is_offered_measured_accepted_and_the_medium_changes_hands()
    {
        using var trial = await CustodyTrial.NewAsync(fixture.Database);
        await trial.PlugAsync("FD-01");
        var backup = await trial.BackupAsync("aaaaaaaa");
        await trial.CopyAsync("FD-01", backup);
        Assert.Equal("same-hands", Assert.IsType<CustodyAnswer.Refused>((await trial.Handing.OfferAsync(trial.Form("jfu1"), "FD-01", "jfu1", null, null, default)).Answer).Why);
        var (offer, id) = await trial.Handing.OfferAsync(trial.Form("jfu1", "tawar"), "FD-01", "kasi1", null, "untuk lemari", default);
        CustodyTrial.Require(offer);
        Assert.Equal((new CustodyAnswer.Done(true), id), await trial.Handing.OfferAsync(trial.Form("jfu1", "tawar"), "FD-01", "kasi1", null, "untuk lemari", default));
        Assert.IsType<CustodyAnswer.Conflict>((await trial.Handing.OfferAsync(trial.Form("jfu1"), "FD-01", "kabid1", null, null, default)).Answer);

        var code = trial.CodeElsewhere("FD-01", backup);
        Assert.Equal("not-receiver", Assert.IsType<CustodyAnswer.Refused>(await trial.Handing.AcceptAsync(trial.Form("kabid1"), id, code, "Lemari", default)).Why);
        Assert.Equal("code-needed", Assert.IsType<CustodyAnswer.Refused>(await trial.Handing.AcceptAsync(trial.Form("kasi1"), id, "", "Lemari", default)).Why);
        Assert.Equal("place-needed", Assert.IsType<CustodyAnswer.Refused>(await trial.Handing.AcceptAsync(trial.Form("kasi1"), id, code, " ", default)).Why);
        Assert.Equal("code-before", Assert.IsType<CustodyAnswer.Refused>(await trial.Handing.AcceptAsync(trial.Form("kasi1"), id, trial.CodeElsewhere("FD-01", backup, trial.Clock.GetUtcNow().AddHours(-1)), "Lemari", default)).Why);
        CustodyTrial.Require(await trial.Handing.AcceptAsync(trial.Form("kasi1", "terima", 1), id, code, "Lemari Kasi", default));
        Assert.Equal(new CustodyAnswer.Done(true), await trial.Handing.AcceptAsync(trial.Form("kasi1", "terima", 1), id, code, "Lemari Kasi", default));
        Assert.Equal("answered", Assert.IsType<CustodyAnswer.Refused>(await trial.Handing.RefuseAsync(trial.Form("kasi1"), id, "terlambat", default)).Why);

        var handed = (await trial.Handovers.FindAsync(trial.Office, id, default))!;
        Assert.Equal((HandoverState.Accepted, backup.Id), (handed.State, Assert.Single(handed.Content).Backup));
        Assert.Equal((CheckWay.Code, true), (await trial.Media.CheckAsync(trial.Office, handed.Measured!.Value, default)) is { } check ? (check.Way, check.Whole) : default);
        var medium = (await trial.Media.FindAsync(trial.Office, "FD-01", default))!;
        Assert.Equal(("kasi1", "Lemari Kasi"), (medium.Holder, medium.Place));
        Assert.Equal("not-holder", Assert.IsType<CustodyAnswer.Refused>((await trial.Handing.OfferAsync(trial.Form("jfu1"), "FD-01", "kabid1", null, null, default)).Answer).Why);
        Assert.Equal(["medium.added", "medium.changed", "medium.copied", "handover.offered", "handover.accepted"], await trial.LogAsync());

        // The same measurement carries no second handover.
        var (_, second) = await trial.Handing.OfferAsync(trial.Form("kasi1"), "FD-01", "kabid1", null, null, default);
        Assert.Equal("code-used", Assert.IsType<CustodyAnswer.Refused>(await trial.Handing.AcceptAsync(trial.Form("kabid1"), second, code, "Gedung B", default)).Why);
        CustodyTrial.Require(await trial.Handing.RefuseAsync(trial.Form("kabid1"), second, "Stiker rusak", default));
        Assert.Equal("kasi1", (await trial.Media.FindAsync(trial.Office, "FD-01", default))!.Holder);
    }

    [Fact]
    public async Task a_code_of_another_medium_of_changed_content_or_without_the_content_is_told_apart()
    {
        using var trial = await CustodyTrial.NewAsync(fixture.Database);
        await trial.PlugAsync("FD-01");
        await trial.PlugAsync("FD-02");
        var backup = await trial.BackupAsync("aaaaaaaa");
        foreach (var label in new[] { "FD-01", "FD-02" }) await trial.CopyAsync(label, backup);
        var medium = (await trial.Media.FindAsync(trial.Office, "FD-01", default))!;
        var now = trial.Clock.GetUtcNow();
        async Task<CodeReading> ReadAsync(string code) => await trial.Codes.ReadAsync(trial.Office, medium, backup.Id, code, now, now, "kasi1", default);

        Assert.Contains("isi backup", Assert.IsType<CodeReading.Fits>(await ReadAsync(trial.CodeElsewhere("FD-01", backup))).Check.Detail, StringComparison.Ordinal);
        var mixed = Assert.IsType<CodeReading.Refused>(await ReadAsync(trial.CodeElsewhere("FD-02", backup))).Why;
        Assert.Equal(("code-other-medium", "FD-02"), (mixed.Why, mixed.Arguments[0]));
        // Computed from the digest alone, by somebody without the content.
        var digest = (await trial.Media.CopiesAsync(trial.Office, "FD-01", default))[0].Digest;
        var forged = MeasureCode.Of("FD-01", new MeasureStamp(now, 3), [new MeasuredCopy(backup.Id, digest, new string('0', 64))]).ToString();
        Assert.Equal("code-differs", Assert.IsType<CodeReading.Refused>(await ReadAsync(forged)).Why.Why);
        // Once the backup has left its own place its digest alone is compared, and the record says so.
        Directory.Delete(Path.Combine(trial.Settings.Directory, trial.Office, backup.Id), recursive: true);
        Assert.Contains("tidak ada lagi di server", Assert.IsType<CodeReading.Fits>(await ReadAsync(trial.CodeElsewhere("FD-01", backup))).Check.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task two_answers_at_once_leave_one()
    {
        using var trial = await CustodyTrial.NewAsync(fixture.Database);
        await trial.PlugAsync("FD-01");
        var backup = await trial.BackupAsync("aaaaaaaa");
        await trial.CopyAsync("FD-01", backup);
        var (_, id) = await trial.Handing.OfferAsync(trial.Form("jfu1"), "FD-01", "kasi1", null, null, default);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => i % 2 == 0
            ? trial.Handing.AcceptAsync(trial.Form("kasi1"), id, trial.CodeElsewhere("FD-01", backup, salt: 100 + i), "Lemari", default)
            : trial.Handing.RefuseAsync(trial.Form("kasi1"), id, "Tidak jadi", default)));
        Assert.Single(answers, a => a is CustodyAnswer.Done);
        Assert.Single(await trial.LogAsync(), a => a is "handover.accepted" or "handover.refused");
    }

    [Fact]
    public async Task the_last_copy_of_what_was_proved_is_never_destroyed_and_another_last_copy_only_knowingly_by_two()
    {
        using var trial = await CustodyTrial.NewAsync(fixture.Database);
        await trial.PlugAsync("FD-01");
        var (proved, plain) = (await trial.BackupAsync("aaaaaaaa", level: BackupLevel.Proved), await trial.BackupAsync("bbbbbbbb", source: "website"));
        foreach (var backup in new[] { proved, plain }) await trial.CopyAsync("FD-01", backup);
        Assert.Empty(await LastCopies.OnAsync(fixture.Database, trial.Office, "FD-01", default));
        await trial.Database.DoAsync(trial.Office, "update backup set state = 3 where office = $1", trial.Office);
        Assert.Equal([false, true], (await LastCopies.OnAsync(fixture.Database, trial.Office, "FD-01", default)).Select(c => c.NewestProved).Order());
        Assert.Equal("last-proved", await WhyAsync("jfu1", MediumAct.AskDestruction, knowing: true));

        await trial.PlugAsync("FD-02");
        await trial.Database.DoAsync(trial.Office, "update backup set state = 0 where office = $1 and id = $2", trial.Office, proved.Id);
        await trial.CopyAsync("FD-02", proved);
        Assert.Equal("last-copy", await WhyAsync("jfu1", MediumAct.AskDestruction, knowing: false));
        Assert.Null(await WhyAsync("jfu1", MediumAct.AskDestruction, knowing: true));
        Assert.Equal("second-officer", await WhyAsync("jfu1", MediumAct.Destroy, knowing: true));
        Assert.Equal("last-copy", await WhyAsync("kasi1", MediumAct.Destroy, knowing: false));
        Assert.Null(await WhyAsync("kasi1", MediumAct.Destroy, knowing: true));
        Assert.Equal("destroyed", await WhyAsync("kasi1", MediumAct.Lose, knowing: true));
        Assert.Equal(MediumState.Destroyed, (await trial.Media.FindAsync(trial.Office, "FD-01", default))!.State);

        async Task<string?> WhyAsync(string by, MediumAct act, bool knowing) =>
            (await trial.Desk.DoAsync(trial.Form(by), "FD-01", act, "Rusak", knowing, default) as CustodyAnswer.Refused)?.Why;
    }

    [Fact]
    public async Task a_lost_medium_that_is_found_is_due_at_once_and_nobody_hands_over_to_himself_in_the_database_either()
    {
        using var trial = await CustodyTrial.NewAsync(fixture.Database);
        await trial.PlugAsync("FD-01");
        await trial.CopyAsync("FD-01", await trial.BackupAsync("aaaaaaaa"));
        CustodyTrial.Require(await trial.Desk.DoAsync(trial.Form("jfu1"), "FD-01", MediumAct.Lose, "Tertinggal", false, default));
        CustodyTrial.Require(await trial.Desk.DoAsync(trial.Form("jfu1"), "FD-01", MediumAct.Find, "Ditemukan di mobil", false, default));
        Assert.Null((await trial.Media.FindAsync(trial.Office, "FD-01", default))!.CheckedAt);
        Assert.Equal("FD-01", Assert.Single(await trial.Media.OverdueAsync(trial.Office, trial.Clock.GetUtcNow().AddDays(91), default)).Label);
        var same = await Assert.ThrowsAsync<PostgresException>(() => trial.Database.DoAsync(trial.Office,
            "insert into handover (office, id, medium, giver, receiver, offered_at) values ($1, $2, 'FD-01', 'kasi1', 'kasi1', now())", trial.Office, Guid.NewGuid()));
        Assert.Equal(PostgresErrorCodes.CheckViolation, same.SqlState);
    }

    [Fact]
    public async Task the_nodes_tell_which_media_they_see_and_an_office_sees_its_own_alone()
    {
        using var trial = await CustodyTrial.NewAsync(fixture.Database);
        using var other = await CustodyTrial.NewAsync(fixture.Database);
        var path = await trial.PlugAsync("FD-01");
        await new MediumWatch(fixture.Database, trial.Places).LookAsync(default);
        var seen = Assert.Single(await trial.Media.SeenAsync(trial.Office, default));
        Assert.Equal(("FD-01", Environment.MachineName, path), (seen.Medium, seen.Machine, seen.Path));
        Assert.Empty(await other.Media.SeenAsync(other.Office, default));
        // A mark that says another office's medium names nothing there.
        new MediumMark("FD-01", other.Office, Guid.NewGuid()).Write(path);
        await new MediumWatch(fixture.Database, trial.Places).LookAsync(default);
        Assert.Empty(await trial.Media.SeenAsync(trial.Office, default));
        Assert.Empty(await other.Media.SeenAsync(other.Office, default));
    }
}
