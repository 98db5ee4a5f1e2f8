using Laksana.Automation;
using Laksana.Cases;
using Laksana.Testing;
using Laksana.Tests.Backups;
using Xunit;

namespace Laksana.Tests.Automation;

/// <summary>Nodes in processes of their own are killed and frozen in the middle of their work.</summary>
public sealed class LostNodeTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>, IAsyncLifetime
{
    private MachineOffice _office = null!;

    public async ValueTask InitializeAsync()
    {
        if (await fixture.Database.ScalarAsync<bool>(null, "select to_regclass('final_effect') is null")) await SlowSteps.PrepareAsync(fixture.Database);
        _office = await MachineOffice.NewAsync(fixture.Database, SlowSteps.Action(fixture.Database, "uji"), new TrialAction("database.dump", (_, _, _) => throw new NotSupportedException()));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task a_node_killed_in_the_middle_of_a_dump_takes_it_with_it_and_another_finishes_once()
    {
        using var trial = await DumpTrial.NewAsync(fixture.Database);
        await _office.PublishAsync("database.dump", ", sumber: besar");
        var orders = Orders("a") with { BackupFolder = trial.Folder, Source = (await DumpTrial.LargeSourceAsync()).Connection };
        await using var first = await NodeUnderTest.StartAsync(orders);
        var number = await _office.OpenAsync();
        var folder = Path.Combine(trial.Folder, _office.Id);
        await UntilAsync(() => Task.FromResult(trial.DumpsRunning().Length > 0 && Directory.GetFiles(folder, "*.gz", SearchOption.AllDirectories).Any(f => new FileInfo(f).Length > 1_000_000)));
        await first.KillAsync();
        await UntilAsync(() => Task.FromResult(trial.DumpsRunning().Length == 0));

        await using var second = await NodeUnderTest.StartAsync(orders with { Node = "b" });
        var work = await _office.EndedAsync(number);
        Assert.Equal(MachineStatus.Succeeded, work.Status);
        var run = Assert.Single(await new ActionProgress(fixture.Database).ReadAsync(_office.Id, number, default));
        Assert.Equal(ActionRunStatus.Succeeded, run.Status);
        // The second attempt; on a machine that is too busy for the lease another may have followed.
        Assert.InRange(run.Attempt, 2, 4);
        var backup = Assert.Single(Directory.GetDirectories(folder));
        Assert.Equal(run.Id.ToString("N")[^8..], backup[^8..]);
        Assert.Equal(new FileInfo(Laksana.Backups.Artifact.At(backup).File).Length, (await Laksana.Backups.Artifact.At(backup).HashAsync(null, Laksana.Backups.ByteRate.Unlimited, default)).Bytes);
    }

    [Fact]
    public async Task a_frozen_node_that_comes_back_writes_nothing()
    {
        await FreezeAsync(leaseSeconds: 6, frozenFor: TimeSpan.FromSeconds(9));
    }

    [Fact]
    [Trait("Category", "Long")]
    public async Task a_node_frozen_for_twenty_seconds_under_the_usual_lease_writes_nothing()
    {
        await FreezeAsync(new RunnerSettings { Node = "" }.Lease.TotalSeconds, TimeSpan.FromSeconds(20));
    }

    [Fact]
    [Trait("Category", "Long")]
    public async Task nodes_killed_at_random_moments_lose_no_run_and_do_none_twice()
    {
        await _office.PublishAsync(SlowSteps.Name);
        var random = new Random(20261120);
        var nodes = new[] { await NodeUnderTest.StartAsync(Orders("n0")), await NodeUnderTest.StartAsync(Orders("n1")) };
        try
        {
            var numbers = new List<string>();
            for (var round = 0; round < 30; round++)
            {
                for (var i = 0; i < 4; i++) numbers.Add(await _office.OpenAsync());
                await Task.Delay(random.Next(200, 2500));
                var hit = random.Next(2);
                await nodes[hit].KillAsync();
                await nodes[hit].DisposeAsync();
                nodes[hit] = await NodeUnderTest.StartAsync(Orders($"n{round + 2}"));
            }
            foreach (var number in numbers)
                Assert.Equal(MachineStatus.Succeeded, (await _office.EndedAsync(number, 300)).Status);
            Assert.Equal((long)numbers.Count, await CountAsync("select count(*) from event where office = $1 and kind = 'action-succeeded'", _office.Id));
            Assert.Equal(0L, await CountAsync("select count(*) from event where office = $1 and kind = 'action-failed'", _office.Id));
        }
        finally
        {
            foreach (var node in nodes) await node.DisposeAsync();
        }
    }

    private async Task FreezeAsync(double leaseSeconds, TimeSpan frozenFor)
    {
        await _office.PublishAsync(SlowSteps.Name);
        await using var first = await NodeUnderTest.StartAsync(Orders("a") with { LeaseSeconds = leaseSeconds });
        var number = await _office.OpenAsync();
        var run = (await _office.MachineAsync(number)).ActionRun;
        await UntilAsync(async () => await CountAsync("select count(*) from step_done where run = $1", run) >= 3);
        var frozen = TimeProvider.System.GetTimestamp();
        await first.FreezeAsync();
        await using var second = await NodeUnderTest.StartAsync(Orders("b") with { LeaseSeconds = leaseSeconds });
        await UntilAsync(async () => await CountAsync("select count(*) from step_done where run = $1 and node = 'b'", run) > 0);
        if (TimeProvider.System.GetElapsedTime(frozen) is var soFar && soFar < frozenFor) await Task.Delay(frozenFor - soFar);
        await first.ThawAsync();

        Assert.Equal(MachineStatus.Succeeded, (await _office.EndedAsync(number)).Status);
        await Task.Delay(1500); // time for the thawed node to do what it must not
        // The attempt that was frozen had twenty steps to do and came back after its lease.
        Assert.True(await CountAsync("select attempt::bigint from final_effect where run = $1", run) > 1);
        Assert.True(await CountAsync("select count(*) from step_done where run = $1 and attempt = 1", run) < SlowSteps.Steps);
        Assert.Equal(1L, await CountAsync("select count(*) from event where office = $1 and kind = 'action-succeeded'", _office.Id));
        var shown = Assert.Single(await new ActionProgress(fixture.Database).ReadAsync(_office.Id, number, default));
        Assert.Contains(shown.Lines, l => l.Contains("percobaan ke-", StringComparison.Ordinal));
    }

    private NodeOrders Orders(string node) => new(node, fixture.Database.OwnerConnectionString, fixture.Database.ApplicationConnectionString, _office.Id);

    private async Task<long> CountAsync(string sql, object value) => await fixture.Database.ScalarAsync<long>(null, sql, value);

    private static async Task UntilAsync(Func<Task<bool>> reached)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (!await reached()) await Task.Delay(50, patience.Token);
    }
}
