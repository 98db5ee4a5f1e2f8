using Laksana.Testing;
using Xunit;

namespace Laksana.Tests.Automation;

/// <summary>Two nodes in processes of their own share the schedules; one is killed, or frozen and comes back.</summary>
public sealed class LostScheduleTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    [Fact]
    public Task the_schedules_of_a_killed_node_go_on() => LoseAsync(rounds: 1, freeze: false, within: TimeSpan.FromSeconds(90));

    [Fact]
    [Trait("Category", "Long")]
    public Task the_schedules_of_killed_nodes_go_on_within_thirty_seconds() => LoseAsync(rounds: 5, freeze: false, within: TimeSpan.FromSeconds(30));

    [Fact]
    [Trait("Category", "Long")]
    public Task the_schedules_of_frozen_nodes_go_on_within_thirty_seconds_and_nothing_is_opened_twice() => LoseAsync(rounds: 5, freeze: true, within: TimeSpan.FromSeconds(30));

    private async Task LoseAsync(int rounds, bool freeze, TimeSpan within)
    {
        var office = await MachineOffice.NewAsync(fixture.Database);
        await office.PublishAsync("uji.lain", schedule: "jadwal: {cron: \"* * * * * ?\", hari-libur: tetap}");
        var orders = new NodeOrders("s0", fixture.Database.OwnerConnectionString, fixture.Database.ApplicationConnectionString, office.Id) { Schedules = true };
        var lost = await NodeUnderTest.StartAsync(orders);
        var stays = await NodeUnderTest.StartAsync(orders with { Node = "s1" });
        try
        {
            for (var round = 0; round < rounds; round++)
            {
                await GoesOnAsync(office, TimeSpan.FromSeconds(90));
                if (freeze) await lost.FreezeAsync();
                else await lost.KillAsync();
                await GoesOnAsync(office, within);
                await SweepGoesOnAsync(within);
                if (freeze)
                {
                    await Task.Delay(Random.Shared.Next(2_000, 15_000));
                    await lost.ThawAsync();
                }
                else
                {
                    await lost.DisposeAsync();
                    lost = await NodeUnderTest.StartAsync(orders with { Node = $"s{round + 2}" });
                }
                (lost, stays) = (stays, lost);
            }
            await GoesOnAsync(office, TimeSpan.FromSeconds(90));
        }
        finally
        {
            await lost.DisposeAsync();
            await stays.DisposeAsync();
        }
        Assert.Equal(await CountAsync(office, "select count(*) from schedule_fired"), await CountAsync(office, "select count(*) from case_file"));
        Assert.Equal(await CountAsync(office, "select count(distinct fire_time) from schedule_fired"), await CountAsync(office, "select count(*) from case_file"));
    }

    /// <summary>Waits for three more cases of times that lie ahead now.</summary>
    private static async Task GoesOnAsync(MachineOffice office, TimeSpan within)
    {
        var now = TimeProvider.System.GetUtcNow();
        await UntilAsync(async () => await office.Database.ScalarAsync<long>(office.Id, "select count(*) from schedule_fired where fire_time > $1", now) >= 3, within);
    }

    /// <summary>The sweep runs on one node at a time; that of a lost node is freed when the others give it up.</summary>
    private async Task SweepGoesOnAsync(TimeSpan within)
    {
        var now = TimeProvider.System.GetUtcNow().UtcTicks;
        await UntilAsync(async () => await fixture.Database.ScalarAsync<long>(null, "select prev_fire_time from quartz.qrtz_triggers where trigger_name = 'sweep'") > now, within);
    }

    private static async Task UntilAsync(Func<Task<bool>> reached, TimeSpan within)
    {
        using var patience = new CancellationTokenSource(within);
        while (!await reached()) await Task.Delay(100, patience.Token);
    }

    private static async Task<long> CountAsync(MachineOffice office, string sql) => await office.Database.ScalarAsync<long>(office.Id, sql);
}
