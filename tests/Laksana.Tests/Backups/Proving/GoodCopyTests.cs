using Laksana.Backups;
using Laksana.Testing;
using Xunit;

namespace Laksana.Tests.Backups.Proving;

public sealed class GoodCopyTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 16, 5, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task the_next_good_copy_is_another_of_the_same_backup_then_the_nearest_older_then_a_newer()
    {
        var office = await NewAsync();
        await office.RecordAsync("lama", -9, BackupLevel.Proved);
        await office.RecordAsync("tengah", -2, BackupLevel.Readable);
        await office.RecordAsync("rusak", 0, BackupLevel.Readable);
        await office.RecordAsync("baru", 1, BackupLevel.Proved);
        await office.RecordAsync("lain", 0, BackupLevel.Proved, source: "situs");
        await office.CheckAsync("rusak", "flash-1", BackupLevel.Whole, CheckOutcome.Passed);
        await office.CheckAsync("rusak", "flash-2", BackupLevel.Whole, CheckOutcome.Failed);
        await office.CheckAsync("rusak", null, BackupLevel.Whole, CheckOutcome.Failed);

        Assert.Equal(("rusak", "flash-1", true), await office.NextAsync("rusak", null));
        // That stick is the bad one itself: nothing of this backup is left.
        await office.CheckAsync("rusak", "flash-1", BackupLevel.Whole, CheckOutcome.Failed);
        Assert.Equal(("tengah", null, false), await office.NextAsync("rusak", "flash-1"));
        await office.CheckAsync("tengah", null, BackupLevel.Whole, CheckOutcome.Failed);
        Assert.Equal(("lama", null, false), await office.NextAsync("rusak", null));
        // A copy of the older one on a medium that was read serves too; one that is only whole does not.
        await office.CheckAsync("tengah", "flash-3", BackupLevel.Whole, CheckOutcome.Passed);
        Assert.Equal("lama", (await office.NextAsync("rusak", null))!.Value.Backup);
        await office.CheckAsync("tengah", "flash-3", BackupLevel.Readable, CheckOutcome.Passed);
        Assert.Equal(("tengah", "flash-3", false), await office.NextAsync("rusak", null));
        await office.CheckAsync("tengah", "flash-3", BackupLevel.Whole, CheckOutcome.Failed);
        await office.CheckAsync("lama", null, BackupLevel.Whole, CheckOutcome.Failed);
        Assert.Equal(("baru", null, false), await office.NextAsync("rusak", null));
        await office.CheckAsync("baru", null, BackupLevel.Whole, CheckOutcome.Failed);
        Assert.Null(await office.NextAsync("rusak", null));
    }

    [Fact]
    public async Task a_copy_that_nothing_could_be_said_of_is_still_what_it_was()
    {
        var office = await NewAsync();
        await office.RecordAsync("a", 0, BackupLevel.Readable);
        await office.CheckAsync("a", "flash-1", BackupLevel.Whole, CheckOutcome.Passed);
        await office.CheckAsync("a", "flash-1", BackupLevel.Readable, CheckOutcome.Undecided);
        Assert.Equal(("a", "flash-1", true), await office.NextAsync("a", null));
    }

    [Fact]
    public async Task another_office_has_no_part_in_it()
    {
        var (office, other) = (await NewAsync(), await NewAsync());
        await office.RecordAsync("a", 0, BackupLevel.Readable);
        await other.RecordAsync("b", -1, BackupLevel.Proved);
        Assert.Null(await office.NextAsync("a", null));
    }

    [Fact]
    public async Task what_nobody_has_read_is_asked_for_and_what_was_tried_lately_is_not()
    {
        var office = await NewAsync();
        await office.RecordAsync("dibaca", -1, BackupLevel.Readable);
        await office.RecordAsync("belum", -2, BackupLevel.Whole);
        await office.RecordAsync("dicoba", -3, BackupLevel.Whole);
        await office.CheckAsync("dicoba", null, BackupLevel.Readable, CheckOutcome.Undecided);
        var drills = new DrillBook(fixture.Database, TimeProvider.System);
        Assert.Equal(["belum"], await drills.UnreadAsync(office.Id, TimeProvider.System.GetUtcNow().AddHours(-1), 10, default));
        Assert.Equal(["belum", "dicoba"], await drills.UnreadAsync(office.Id, TimeProvider.System.GetUtcNow().AddHours(1), 10, default));
    }

    [Fact]
    public async Task the_policy_is_the_usual_one_until_it_is_set_and_setting_it_is_written_down()
    {
        var office = await NewAsync();
        var drills = new DrillBook(fixture.Database, TimeProvider.System);
        Assert.Equal(DrillPolicy.Usual, await drills.PolicyAsync(office.Id, default));
        var policy = new DrillPolicy { NewestDays = 3, OlderDays = 0, AfterSchemaChange = false, From = new TimeOnly(20, 30), Until = new TimeOnly(4, 0) };
        await drills.SetPolicyAsync(office.Id, policy, "ratri", default);
        await drills.SetPolicyAsync(office.Id, policy with { NewestDays = 4 }, "ratri", default);
        Assert.Equal(policy with { NewestDays = 4 }, await drills.PolicyAsync(office.Id, default));
        Assert.Equal("ratri drills.changed", await fixture.Database.ScalarAsync<string>(office.Id, "select string_agg(distinct officer || ' ' || act, ',') from administration_event"));
    }

    private async Task<BookedOffice> NewAsync() => await BookedOffice.NewAsync(fixture.Database);

    /// <summary>An office with backups that exist in its book alone.</summary>
    private sealed class BookedOffice(Laksana.Database.LaksanaDatabase database, string id)
    {
        private readonly BackupBook _book = new(database, TimeProvider.System);

        public string Id { get; } = id;

        public static async Task<BookedOffice> NewAsync(Laksana.Database.LaksanaDatabase database)
        {
            var office = "kantor-" + Guid.NewGuid().ToString("N")[..8];
            await database.AddOfficeAsync(office);
            return new BookedOffice(database, office);
        }

        public async Task RecordAsync(string backup, int day, BackupLevel level, string source = "siak")
        {
            await _book.RecordAsync(Id, new Backup(backup, source, SourceKind.PostgreSql, Guid.NewGuid(), null, null, "mesin", Noon.AddDays(day), Noon.AddDays(day), 1, 10, 20, "aa", "bb", true, ["kantor"]), default);
            await CheckAsync(backup, null, level, CheckOutcome.Passed);
        }

        public Task CheckAsync(string backup, string? medium, BackupLevel level, CheckOutcome outcome) =>
            _book.CheckAsync(Id, backup, medium, level, outcome, 1, "sebab", "ratri", default);

        public async Task<(string Backup, string? Medium, bool Same)?> NextAsync(string backup, string? medium) =>
            await new GoodCopies(database).NextAsync(Id, backup, medium, default) is { } next ? (next.Backup, next.Medium, next.SameBackup) : null;
    }
}
