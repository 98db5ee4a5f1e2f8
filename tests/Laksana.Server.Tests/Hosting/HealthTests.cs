using System.Net;
using Laksana.Testing;
using Xunit;

namespace Laksana.Server.Tests.Hosting;

public sealed class HealthTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task a_server_over_its_database_is_ready()
    {
        using var visitor = server.Visit();
        Assert.Equal("ready\ndatabase: ok\nclock: ok\n", (await visitor.OpenAsync("/health")).Text);
        Assert.Equal("live\n", (await visitor.OpenAsync("/health/live")).Text);
    }

    [Fact]
    public async Task the_counters_count_what_was_asked()
    {
        using var visitor = server.Visit();
        await visitor.OpenAsync("/masuk");
        var text = (await visitor.OpenAsync("/metrics")).Text;
        Assert.Contains("http_server_request_duration_seconds_count{http_request_method=\"GET\",http_response_status_code=\"200\",http_route=\"masuk\"}", text, StringComparison.Ordinal);
        Assert.Contains("le=\"+Inf\"", text, StringComparison.Ordinal);
        var families = text.Split('\n').Where(l => l.StartsWith("# TYPE ", StringComparison.Ordinal)).ToList();
        Assert.Equal(families.Distinct(), families);
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => l[0] != '#'))
            Assert.Matches(@"^[a-z_][a-z0-9_]*(\{.+\})? [-+0-9.eE]+(Inf)?$", line);
    }

    [Fact]
    public async Task what_an_administrator_is_told_to_watch_is_there()
    {
        using var visitor = server.Visit();
        await visitor.SignInAsync(TestOffice.Kelapa.Id, "nobody", "whatever it was");
        var text = (await visitor.OpenAsync("/metrics")).Text;
        Assert.Matches(@"(?m)^laksana_register_unsealed \d+$", text);
        Assert.Matches(@"(?m)^laksana_action_waiting \d+$", text);
        Assert.Matches(@"(?m)^laksana_action_lost \d+$", text);
        Assert.Matches(@"(?m)^laksana_sign_ins_total\{outcome=""Refused""\} [1-9]", text);
        Assert.Contains("db_client_connection_pool_name=\"application\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Application Name=", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_database_that_is_away_is_not_ready()
    {
        var broken = new ServerFixture();
        await broken.InitializeAsync();
        try
        {
            using var visitor = broken.Visit();
            await broken.Database.Application.DisposeAsync();
            var page = await visitor.OpenAsync("/health/ready");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, page.Status);
            Assert.Contains("database: unreachable", page.Text, StringComparison.Ordinal);
        }
        finally
        {
            await broken.DisposeAsync();
        }
    }
}
