using System.Net;
using Laksana.Server.Hosting;
using Laksana.Testing;
using Xunit;

namespace Laksana.Server.Tests.Hosting;

public sealed class ProxyTests(ProxyTests.BehindProxy behind, ServerFixture bare) : IClassFixture<ProxyTests.BehindProxy>, IClassFixture<ServerFixture>
{
    [Fact]
    public async Task a_configured_proxy_is_believed_about_tls_and_the_visitor()
    {
        using var visitor = behind.Visit();
        var answer = await visitor.SendRawAsync(PassedOn("/masuk"));
        Assert.Contains("Strict-Transport-Security", answer.Headers.Select(h => h.Key));
        Assert.All(answer.Headers.GetValues("Set-Cookie"), cookie => Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase));
        Assert.NotEqual(HttpStatusCode.OK, (await visitor.SendRawAsync(PassedOn("/metrics"))).StatusCode);
    }

    [Fact]
    public async Task anybody_else_is_not_believed()
    {
        using var visitor = bare.Visit();
        Assert.DoesNotContain("Strict-Transport-Security", (await visitor.SendRawAsync(PassedOn("/masuk"))).Headers.Select(h => h.Key));
    }

    [Fact]
    public async Task a_monitor_that_was_named_reads_the_counters_through_the_proxy()
    {
        using var visitor = behind.Visit();
        Assert.Equal(HttpStatusCode.OK, (await visitor.SendRawAsync(PassedOn("/metrics", "198.51.100.9"))).StatusCode);
    }

    private static HttpRequestMessage PassedOn(string path, string visitor = "203.0.113.7")
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("X-Forwarded-For", visitor);
        request.Headers.Add("X-Forwarded-Proto", "https");
        return request;
    }

    public sealed class BehindProxy : ServerFixture
    {
        internal override ServeOptions Options => base.Options with
        {
            Proxies = [IPNetwork.Parse("127.0.0.1/32")],
            Monitors = [IPNetwork.Parse("198.51.100.0/24")],
        };
    }
}
