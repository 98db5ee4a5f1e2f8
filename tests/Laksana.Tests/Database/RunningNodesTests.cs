using Laksana.Database;
using Laksana.Testing;
using Xunit;

namespace Laksana.Tests.Database;

public sealed class RunningNodesTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    [Fact]
    public async Task a_node_enters_is_seen_and_leaves()
    {
        await RunningNodes.EnterAsync(fixture.Database, "node-2", "0.1.0");
        await RunningNodes.EnterAsync(fixture.Database, "node-1", "0.1.0");
        await RunningNodes.EnterAsync(fixture.Database, "node-1", "0.2.0");
        var nodes = await RunningNodes.ListAsync(fixture.Database, TimeSpan.FromMinutes(1));
        Assert.Equal([("node-1", "0.2.0"), ("node-2", "0.1.0")], nodes.Select(n => (n.Name, n.Version)));
        var difference = await RunningNodes.SeenAsync(fixture.Database, "node-1");
        Assert.True(difference.Duration() < ServerCheck.ClockTolerance);
        Assert.True((await RunningNodes.ListAsync(fixture.Database, TimeSpan.FromMinutes(1)))[0].SeenAt > nodes[0].SeenAt);
        await RunningNodes.LeaveAsync(fixture.Database, "node-1");
        await fixture.Database.DoAsync(null, "update node set seen_at = seen_at - interval '1 hour'");
        Assert.Empty(await RunningNodes.ListAsync(fixture.Database, TimeSpan.FromMinutes(1)));
    }

    [Theory]
    [InlineData(7, true)]
    [InlineData(-7, true)]
    [InlineData(3, false)]
    public async Task a_machine_whose_clock_differs_is_refused(int seconds, bool refused)
    {
        await using var connection = await fixture.Database.Owner.OpenConnectionAsync();
        var difference = await ServerCheck.ClockDifferenceAsync(connection, new Ahead(seconds), CancellationToken.None);
        Assert.InRange(difference.TotalSeconds, seconds - 1.5, seconds + 1.5);
        var error = Record.Exception(() => ServerCheck.RequireClock(difference));
        if (refused) Assert.Equal(ExitCode.Database, Assert.IsType<OperatorException>(error).Code);
        else Assert.Null(error);
    }

    private sealed class Ahead(int seconds) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddSeconds(seconds);
    }
}
