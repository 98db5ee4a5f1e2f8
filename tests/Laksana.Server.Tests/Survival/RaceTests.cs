using System.Net;
using Laksana.Testing;
using Xunit;

namespace Laksana.Server.Tests.Survival;

/// <summary>Two officers at one row in the same moment.</summary>
public sealed class RaceTests(DemoServer server) : IClassFixture<DemoServer>
{
    [Fact]
    public async Task of_two_officers_who_finish_one_row_at_the_same_moment_one_succeeds_and_the_other_hears_who_was_first()
    {
        var patience = TestContext.Current.CancellationToken;
        using var caller = new Caller(server.Address, await ServedInstallation.TokensAsync(server.Database, "ratri", "galih"));
        var names = new Dictionary<string, string> { ["ratri"] = "Ratri Wulandari", ["galih"] = "Galih Permadi" };
        var wins = new Dictionary<string, int> { ["ratri"] = 0, ["galih"] = 0 };
        for (var round = 0; round < 50; round++)
        {
            var number = await server.FaultAsync();
            var asked = names.Keys.OrderBy(_ => Random.Shared.Next()).ToDictionary(o => o, o => caller.DoAsync(o, $"/cases/{number}/runs/1/complete", new { }, patience));
            await Task.WhenAll(asked.Values);
            var first = Assert.Single(asked, a => a.Value.Result.Done).Key;
            var (_, second) = Assert.Single(asked, a => a.Key != first);
            var refused = await second;
            Assert.Equal(HttpStatusCode.Conflict, refused.Status);
            Assert.Contains(names[first], refused.Text("detail"), StringComparison.Ordinal);
            wins[first]++;
        }
        Assert.Equal(50, wins.Values.Sum());
    }
}
