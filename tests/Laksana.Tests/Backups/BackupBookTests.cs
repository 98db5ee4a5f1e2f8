using Laksana.Backups;
using Laksana.Testing;
using Xunit;

namespace Laksana.Tests.Backups;

public sealed class BackupBookTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 16, 5, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task backups_are_entered_once_and_found_by_what_is_asked()
    {
        var (book, office) = await NewAsync();
        var first = New("a", "siak", Noon);
        await book.RecordAsync(office, first, default);
        await book.RecordAsync(office, first with { Bytes = 7 }, default);
        await book.RecordAsync(office, New("b", "siak", Noon.AddDays(1)), default);
        await book.RecordAsync(office, New("c", "web", Noon.AddDays(2)) with { CaseNumber = "BKP-1" }, default);
        Assert.Equivalent(first, await book.FindAsync(office, "a", default), strict: true);
        Assert.Equal("b", (await book.FindByRunAsync(office, (await book.FindAsync(office, "b", default))!.Run, default))!.Id);
        Assert.Null(await book.FindAsync((await NewAsync()).Office, "a", default));
        Assert.Equal(["c", "b", "a"], await IdsAsync(new BackupFilter()));
        Assert.Equal(["b", "a"], await IdsAsync(new BackupFilter(Source: "siak")));
        Assert.Equal(["a"], await IdsAsync(new BackupFilter(Before: Noon.AddDays(1))));
        Assert.Equal(["c"], await IdsAsync(new BackupFilter(CaseNumber: "BKP-1")));
        Assert.Equal(["b", "c"], (await book.NewestAsync(office, default)).Select(b => b.Id));

        async Task<string[]> IdsAsync(BackupFilter filter) => [.. (await book.ListAsync(office, filter, default)).Select(b => b.Id)];
    }

    [Fact]
    public async Task checks_of_the_backup_raise_and_lower_its_level_those_of_copies_and_undecided_ones_do_not()
    {
        var (book, office) = await NewAsync();
        await book.RecordAsync(office, New("a", "siak", Noon), default);
        await CheckAsync(null, BackupLevel.Readable, CheckOutcome.Passed, BackupLevel.Readable, BackupState.Present);
        await CheckAsync(null, BackupLevel.Proved, CheckOutcome.Passed, BackupLevel.Proved, BackupState.Present);
        await CheckAsync(null, BackupLevel.Whole, CheckOutcome.Passed, BackupLevel.Proved, BackupState.Present);
        await CheckAsync("usb-1", BackupLevel.Whole, CheckOutcome.Failed, BackupLevel.Proved, BackupState.Present);
        await CheckAsync(null, BackupLevel.Readable, CheckOutcome.Undecided, BackupLevel.Proved, BackupState.Present);
        await CheckAsync(null, BackupLevel.Proved, CheckOutcome.Failed, BackupLevel.Readable, BackupState.Damaged);
        await CheckAsync(null, BackupLevel.Whole, CheckOutcome.Failed, BackupLevel.None, BackupState.Damaged);
        var checks = await book.ChecksAsync(office, "a", 100, default);
        Assert.Equal(7, checks.Count);
        Assert.Equal((null, BackupLevel.Whole, CheckOutcome.Failed, 1.5, "sebab", "ratri"), (checks[0].Medium, checks[0].Level, checks[0].Outcome, checks[0].Seconds, checks[0].Detail, checks[0].By));
        Assert.Equal(["usb-1"], checks.Where(c => c.Medium is not null).Select(c => c.Medium!));

        async Task CheckAsync(string? medium, BackupLevel level, CheckOutcome outcome, BackupLevel then, BackupState state)
        {
            await book.CheckAsync(office, "a", medium, level, outcome, 1.5, "sebab", "ratri", default);
            var backup = (await book.FindAsync(office, "a", default))!;
            Assert.Equal((level, outcome, then, state), (level, outcome, backup.Level, backup.State));
        }
    }

    [Fact]
    public async Task a_hold_is_there_until_it_is_released()
    {
        var (book, office) = await NewAsync();
        await book.RecordAsync(office, New("a", "siak", Noon), default);
        var hold = new LegalHold("permintaan kejaksaan", "bagus", Noon);
        await HoldAsync(hold);
        Assert.Equal(hold, (await book.FindAsync(office, "a", default))!.Hold);
        await HoldAsync(null);
        Assert.Null((await book.FindAsync(office, "a", default))!.Hold);

        async Task HoldAsync(LegalHold? wanted)
        {
            await using var batch = fixture.Database.Batch(office);
            BackupBook.AddHold(batch, office, "a", wanted);
            await batch.ExecuteAsync();
        }
    }

    private async Task<(BackupBook Book, string Office)> NewAsync()
    {
        var office = "kantor-" + Guid.NewGuid().ToString("N")[..8];
        await fixture.Database.AddOfficeAsync(office);
        return (new BackupBook(fixture.Database, TimeProvider.System), office);
    }

    private static Backup New(string id, string source, DateTimeOffset at) => new(id, source, SourceKind.PostgreSql, Guid.NewGuid(), null, "ratri", "mesin", at, at.AddMinutes(1), 60.5,
        1000, 5000, new string('a', 64), new string('b', 64), true, ["kantor", "kertas"]);
}
