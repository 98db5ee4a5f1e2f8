using Laksana.Backups;
using Laksana.Officers;
using Laksana.Testing;
using Xunit;

namespace Laksana.Tests.Backups.Keeping;

/// <summary>Expiry killed at random moments: whatever the book calls there is whole, whatever it calls expired is nowhere to be taken for a backup, and the next run goes on by itself.</summary>
public sealed class ExpiryKillTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    [Fact]
    public Task killed_five_times() => KilledAsync(5, 11);

    [Fact, Trait("Category", "Long")]
    public Task killed_a_hundred_times() => KilledAsync(100, 12);

    private async Task KilledAsync(int kills, int seed)
    {
        using var trial = await KeepingTrial.NewAsync(fixture.Database);
        var chance = new Random(seed);
        trial.Clock.Now = TimeProvider.System.GetUtcNow();
        await trial.ApproveAsync(new RetentionPolicy(2, 0, 0, 0, 2, 0));
        var orders = new ExpirerUnderTest.Orders(fixture.Database.OwnerConnectionString, fixture.Database.ApplicationConnectionString, trial.Id, trial.Settings.Directory);
        var all = new List<string>();
        for (var round = 0; round < kills; round++)
        {
            for (var i = 0; i < 6; i++) all.Add(await trial.TakeAsync(trial.Clock.Now.AddDays(-400 + round * 2).AddMinutes(i), BackupLevel.Readable));
            if (round == 0) all.AddRange([await trial.TakeAsync(trial.Clock.Now.AddDays(-2), BackupLevel.Proved), await trial.TakeAsync(trial.Clock.Now.AddDays(-1), BackupLevel.Readable)]);
            await trial.Desk.PlanAsync(trial.Id, default);
            using var process = await ExpirerUnderTest.StartAsync(orders);
            await Task.Delay(chance.Next(0, 220), TestContext.Current.CancellationToken);
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            await LookAsync(trial, all);
        }
        // The connection of a killed process holds the office's lock until the server has noticed.
        for (var tries = 0; tries < 100 && (await trial.Lists.PlannedAsync(trial.Id, default)).Count > 0; tries++)
        {
            await trial.Work().RunAsync(trial.Id, default);
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
        Assert.Empty(await trial.Lists.PlannedAsync(trial.Id, default));
        Assert.DoesNotContain(trial.Folders, f => f.StartsWith(".hapus-", StringComparison.Ordinal));
        var left = await LookAsync(trial, all);
        Assert.Equal(left.Order(), trial.Folders.Order());
        Assert.Equal(all.Count - left.Count, await trial.LinesAsync(AdministrationActs.BackupExpired));
        Assert.Contains(all[6], left);
    }

    /// <returns>Those that the book calls there; each is whole, in its place or put aside.</returns>
    private static async Task<IReadOnlyList<string>> LookAsync(KeepingTrial trial, IReadOnlyList<string> all)
    {
        var left = new List<string>();
        foreach (var backup in all)
            if (await trial.StateAsync(backup) == BackupState.Present)
            {
                left.Add(backup);
                Assert.True(trial.IsThere(backup) || trial.IsThere(".hapus-" + backup), backup);
            }
            else Assert.False(Directory.Exists(Path.Combine(trial.Folder, backup)), backup);
        return left;
    }
}
