using Laksana.Automation;
using Laksana.Backups;
using Laksana.Testing;
using Laksana.Tests.Automation;
using Xunit;

namespace Laksana.Tests.Backups.Proving;

public sealed class DrillTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    /// <summary>At night, when drills begin.</summary>
    private static readonly DateTimeOffset Night = new(2026, 11, 16, 20, 0, 0, TimeSpan.FromHours(7));

    [Fact]
    public async Task a_new_backup_is_read_and_proved_by_itself_and_its_minutes_predict_the_next_recovery()
    {
        var clock = new MovedClock(Night.AddHours(-12));
        using var office = await DrilledOffice.NewAsync(fixture.Database, clock);
        var backup = await office.TakeAsync();
        // In office hours it is read, not restored.
        Assert.Single(await office.Rounds.LookAsync(office.Id, default));
        Assert.Empty(await office.Rounds.LookAsync(office.Id, default));
        await using var node = new RunningNode(office.Runner().RunAsync);
        var reading = await office.EndAsync((await office.Jobs.ListAsync(office.Id, 1, default))[0].Id);
        Assert.Equal((VerifyJob.Name, ActionRunStatus.Succeeded), (reading.Kind, reading.Status));
        Assert.Equal(BackupLevel.Readable, (await office.Book.FindAsync(office.Id, backup.Id, default))!.Level);
        Assert.Null(await office.Drills.ForecastAsync(office.Id, "siak", SourceKind.PostgreSql, backup.SourceBytes, default));

        clock.Now = Night;
        var drill = await office.EndAsync(Assert.Single(await office.Rounds.LookAsync(office.Id, default)));
        Assert.Equal((DrillJob.Name, ActionRunStatus.Succeeded), (drill.Kind, drill.Status));
        Assert.Equal(BackupLevel.Proved, (await office.Book.FindAsync(office.Id, backup.Id, default))!.Level);
        var entered = Assert.Single(await office.Drills.ListAsync(office.Id, 10, default));
        Assert.Equal((drill.Id, backup.Id, DrillReason.NeverProved, CheckOutcome.Passed), (entered.Id, entered.Backup, entered.Reason, entered.Outcome));
        var forecast = await office.Drills.ForecastAsync(office.Id, "siak", SourceKind.PostgreSql, backup.SourceBytes, default);
        Assert.True(forecast is { Drills: 1, OfSource: true } && forecast.Restore > TimeSpan.Zero && forecast.Proof > forecast.Restore);

        Assert.Empty(await office.Rounds.LookAsync(office.Id, default));
        clock.Now = Night.AddDays(7);
        var again = await office.EndAsync(Assert.Single(await office.Rounds.LookAsync(office.Id, default)));
        Assert.Equal(ActionRunStatus.Succeeded, again.Status);
        Assert.Equal(DrillReason.NewestDue, (await office.Drills.ListAsync(office.Id, 1, default))[0].Reason);
    }

    [Fact]
    public async Task a_damaged_backup_is_named_with_the_next_good_one_and_loses_its_level()
    {
        using var office = await DrilledOffice.NewAsync(fixture.Database);
        var (first, second) = (await office.TakeAsync(), await office.TakeAsync());
        var order = new ProofOrder(Guid.CreateVersion7(), BackupLevel.Readable, "adi");
        Assert.True((await office.Proof.CheckAsync(office.Id, first, order, new HeardProgress(), default)).Outcome.Passed);
        Assert.True((await office.Proof.CheckAsync(office.Id, second, order, new HeardProgress(), default)).Outcome.Passed);
        await DrilledOffice.BreakAsync(office.FileOf(second));

        var found = await office.Proof.CheckAsync(office.Id, second, order with { Level = BackupLevel.Proved }, new HeardProgress(), default);
        Assert.Equal((CheckOutcome.Failed, ArtifactFault.Damaged), (found.Outcome.Outcome, found.Outcome.Fault));
        Assert.Equal((first.Id, null, false), (found.Next!.Backup, found.Next.Medium, found.Next.SameBackup));
        Assert.Contains(first.Id, found.Hint, StringComparison.Ordinal);
        Assert.Equal((BackupLevel.None, BackupState.Damaged), await StateAsync(office, second));

        Directory.Delete(office.Proof.FolderOf(office.Id, first.Id), recursive: true);
        var gone = await office.Proof.CheckAsync(office.Id, first, order, new HeardProgress(), default);
        Assert.Equal((CheckOutcome.Failed, ArtifactFault.Missing), (gone.Outcome.Outcome, gone.Outcome.Fault));
        Assert.Null(gone.Next);
        Assert.Equal((BackupLevel.None, BackupState.Missing), await StateAsync(office, first));
    }

    [Fact]
    public async Task another_whole_backup_in_its_place_is_not_that_backup()
    {
        using var office = await DrilledOffice.NewAsync(fixture.Database);
        var (first, second) = (await office.TakeAsync(), await office.TakeAsync());
        var (one, two) = (office.Proof.FolderOf(office.Id, first.Id), office.Proof.FolderOf(office.Id, second.Id));
        Directory.Delete(one, recursive: true);
        Directory.Move(two, one);
        var found = await office.Proof.CheckAsync(office.Id, first, new ProofOrder(Guid.CreateVersion7(), BackupLevel.Whole, "adi"), new HeardProgress(), default);
        Assert.Equal((CheckOutcome.Failed, ArtifactFault.Foreign), (found.Outcome.Outcome, found.Outcome.Fault));
    }

    [Fact]
    public async Task a_copy_is_checked_where_it_lies_and_the_backups_own_level_is_left_alone()
    {
        using var office = await DrilledOffice.NewAsync(fixture.Database);
        var backup = await office.TakeAsync();
        var medium = Path.Combine(office.Root, "media", backup.Id);
        Directory.CreateDirectory(medium);
        foreach (var file in Directory.GetFiles(office.Proof.FolderOf(office.Id, backup.Id))) File.Copy(file, Path.Combine(medium, Path.GetFileName(file)));
        var order = new ProofOrder(Guid.CreateVersion7(), BackupLevel.Readable, "adi") { Copy = ("FD-07", medium) };
        Assert.True((await office.Proof.CheckAsync(office.Id, backup, order, new HeardProgress(), default)).Outcome.Passed);
        await DrilledOffice.BreakAsync(Path.Combine(medium, backup.Id + ".tar.age"));
        var found = await office.Proof.CheckAsync(office.Id, backup, order, new HeardProgress(), default);
        Assert.Equal(CheckOutcome.Failed, found.Outcome.Outcome);
        Assert.Null(found.Next); // nobody has looked at the backup itself yet
        Assert.Equal(BackupState.Present, (await StateAsync(office, backup)).State);
        Assert.All(await office.Book.ChecksAsync(office.Id, backup.Id, 10, default), c => Assert.Equal("FD-07", c.Medium));
    }

    [Fact]
    public async Task a_wrong_key_leaves_the_level_as_it_was_and_says_wrong_key()
    {
        using var office = await DrilledOffice.NewAsync(fixture.Database);
        var backup = await office.TakeAsync();
        var order = new ProofOrder(Guid.CreateVersion7(), BackupLevel.Readable, "adi");
        Assert.True((await office.Proof.CheckAsync(office.Id, backup, order, new HeardProgress(), default)).Outcome.Passed);
        File.Delete(Path.Combine(office.Root, "keys", $"backup-{office.Id}.age"));
        var found = await office.Proof.CheckAsync(office.Id, backup, order, new HeardProgress(), default);
        Assert.Equal((CheckOutcome.Undecided, ArtifactFault.WrongKey), (found.Outcome.Outcome, found.Outcome.Fault));
        Assert.Equal((BackupLevel.Readable, BackupState.Present), await StateAsync(office, backup));
        await using var node = new RunningNode(office.Runner().RunAsync);
        var job = await office.EndAsync((await office.Jobs.AskAsync(office.Id, VerifyJob.Order(backup.Id, BackupLevel.Readable, "adi", null), default)).Id);
        Assert.Equal(ActionRunStatus.Failed, job.Status);
        Assert.Equal(found.Outcome.Detail, job.Summary);
    }

    [Fact]
    public async Task a_cancelled_drill_enters_nothing_and_leaves_nothing()
    {
        using var office = await DrilledOffice.NewAsync(fixture.Database);
        var backup = await office.TakeAsync();
        await using var node = new RunningNode(office.Runner().RunAsync);
        var (id, _) = await office.Jobs.AskAsync(office.Id, DrillJob.Order(backup.Id, null, "adi", null), default);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while ((await office.Jobs.FindAsync(office.Id, id, default))!.Fraction is not > 0.1) await Task.Delay(20, patience.Token);
        Assert.True(await office.Jobs.CancelAsync(office.Id, id, default));
        while (Directory.GetDirectories(office.Scratch.Directory).Length > 0) await Task.Delay(20, patience.Token);
        Assert.Empty(await office.Drills.ListAsync(office.Id, 10, default));
        Assert.Empty(await office.Book.ChecksAsync(office.Id, backup.Id, 10, default));
    }

    [Fact]
    public async Task the_action_shows_the_evidence_of_the_backup_made_in_the_same_case()
    {
        using var office = await DrilledOffice.NewAsync(fixture.Database);
        var own = await office.TakeAsync("BKP-2026-0001");
        var later = await office.TakeAsync("BKP-2026-0002");
        var action = new BackupVerify(office.Book, office.Proof, office.Scratch);
        ActionRun Run(params (string, string)[] arguments) => new(office.Id, Guid.CreateVersion7(), "BKP-2026-0001", 3, action.Name, 1, arguments.ToDictionary(a => a.Item1, a => a.Item2), Night);

        var result = await action.RunAsync(Run(), new HeardProgress(), default);
        var json = result.Result;
        Assert.Equal((own.Id, own.Bytes, own.Sha256, "terbaca", "passed"), (json.GetProperty("backup").GetString(), json.GetProperty("bytes").GetInt64(), json.GetProperty("sha256").GetString(),
            json.GetProperty("reached").GetString(), json.GetProperty("outcome").GetString()));
        Assert.Contains(own.Sha256, result.Summary, StringComparison.Ordinal);
        Assert.Equal(own.Id, (await action.RunAsync(Run(("basis-data", "siak"), ("tingkat", "utuh")), new HeardProgress(), default)).Result.GetProperty("backup").GetString());
        Assert.Equal(later.Id, (await action.RunAsync(Run(("backup", later.Id)), new HeardProgress(), default)).Result.GetProperty("backup").GetString());

        await DrilledOffice.BreakAsync(office.FileOf(own));
        var failure = await Assert.ThrowsAsync<ActionFailedException>(() => action.RunAsync(Run(), new HeardProgress(), default));
        Assert.False(failure.MayRetry);
        Assert.Contains(later.Id, failure.Hint, StringComparison.Ordinal);
        foreach (var (name, value) in new[] { ("sumber", "tidak-ada"), ("backup", "tidak-ada"), ("tingkat", "sempurna") })
            Assert.NotNull((await Assert.ThrowsAsync<ActionFailedException>(() => action.RunAsync(Run((name, value)), new HeardProgress(), default))).Hint);
    }

    private static async Task<(BackupLevel Level, BackupState State)> StateAsync(DrilledOffice office, Backup backup)
    {
        var now = (await office.Book.FindAsync(office.Id, backup.Id, default))!;
        return (now.Level, now.State);
    }
}
