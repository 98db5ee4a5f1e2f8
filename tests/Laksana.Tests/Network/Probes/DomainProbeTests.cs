using System.Text;
using Laksana.Network.Probes;
using Laksana.Network.Probes.Domains;
using Xunit;

namespace Laksana.Tests.Network.Probes;

public sealed class DomainProbeTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);

    private const string Rdap = """
        {"objectClassName":"domain","ldhName":"contoh.go.id","status":["active","client transfer prohibited"],
         "entities":[{"objectClassName":"entity","roles":["registrant"]},
                     {"objectClassName":"entity","roles":["registrar"],"vcardArray":["vcard",[["version",{},"text","4.0"],["fn",{},"text","Pendaftar Contoh"]]]}],
         "events":[{"eventAction":"registration","eventDate":"2010-01-01T00:00:00Z"},{"eventAction":"expiration","eventDate":"2026-06-10T03:04:05Z"}]}
        """;

    [Fact]
    public async Task rdap_tells_end_registrar_and_states()
    {
        await using var server = Http("200 OK", Rdap);
        var result = await AskAsync(server, null, daysLeft: 30);
        Assert.Equal((ProbeOutcome.Up, "2026-06-10T03:04:05Z", "40", "Pendaftar Contoh", "rdap", "active, client transfer prohibited"),
            (result.Outcome, result.Facts![ProbeFacts.Expires], result.Facts[ProbeFacts.DaysLeft], result.Facts[ProbeFacts.Registrar], result.Facts[ProbeFacts.Source], result.Facts["states"]));
        Assert.Equal((ProbeOutcome.Degraded, ProbeFindings.DomainExpiresSoon), Found(await AskAsync(server, null, daysLeft: 60)));
    }

    [Theory]
    [InlineData("Domain Name: contoh.go.id\r\nExpiration Date: 2026-12-24 23:59:59\r\nStatus: ok\r\nRegistrar Organization: Pendaftar\r\n", "2026-12-24T23:59:59Z")]
    [InlineData("   Domain Name: CONTOH.COM\r\n   Registry Expiry Date: 2027-09-14T04:00:00Z\r\n   Registrar: Contoh, Inc.\r\n", "2027-09-14T04:00:00Z")]
    [InlineData("domain: contoh.eu\nexpires: 14-Sep-2027\n", "2027-09-14T00:00:00Z")]
    [InlineData("% words\ndomain: CONTOH.RU\npaid-till: 2027-09-14T21:00:00Z\n", "2027-09-14T21:00:00Z")]
    public async Task whois_is_asked_when_rdap_has_no_answer(string said, string expires)
    {
        await using var rdap = Http("500 Internal Server Error", "");
        await using var whois = RawServer.Start((stream, token) => stream.WriteAsync(Encoding.UTF8.GetBytes(said), token));
        var result = await AskAsync(rdap, whois);
        Assert.Equal((ProbeOutcome.Up, "whois", expires), (result.Outcome, result.Facts![ProbeFacts.Source], result.Facts[ProbeFacts.Expires]));
    }

    [Fact]
    public async Task a_domain_that_is_gone_or_over_is_down()
    {
        await using var over = Http("200 OK", Rdap.Replace("2026-06-10", "2026-04-20", StringComparison.Ordinal));
        Assert.Equal((ProbeOutcome.Down, ProbeFindings.DomainExpired), Found(await AskAsync(over, null)));
        await using var gone = Http("404 Not Found", """{"errorCode":404,"title":"Not Found"}""");
        Assert.Equal((ProbeOutcome.Down, ProbeFindings.DomainUnknown), Found(await AskAsync(gone, null)));
        await using var whois = RawServer.Start((stream, token) => stream.WriteAsync("DOMAIN NOT FOUND\r\n"u8.ToArray(), token));
        Assert.Equal((ProbeOutcome.Down, ProbeFindings.DomainUnknown), Found(await AskAsync(null, whois)));
    }

    [Fact]
    public async Task a_web_servers_not_found_is_not_the_registrys_word()
    {
        await using var rdap = Http("404 Not Found", "<html>nginx</html>");
        await using var whois = RawServer.Start((stream, token) => stream.WriteAsync("Domain Name: contoh.go.id\nExpiration Date: 2026-12-24 23:59:59\n"u8.ToArray(), token));
        Assert.Equal(ProbeOutcome.Up, (await AskAsync(rdap, whois)).Outcome);
    }

    [Theory]
    [InlineData("{\"objectClassName\":\"domain\",\"events\":")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[")]
    [InlineData("{\"objectClassName\":\"domain\",\"status\":[\"\\ud800\"],\"events\":[1,null,{\"eventAction\":7},{\"eventAction\":\"expiration\",\"eventDate\":\"soon\"}]}")]
    public async Task a_registry_that_talks_nonsense_blames_no_domain(string said)
    {
        await using var rdap = Http("200 OK", said);
        await using var whois = RawServer.Start((stream, token) => stream.WriteAsync(new byte[100_000], token));
        Assert.Equal((ProbeOutcome.Unknown, ProbeFindings.DomainUntold), Found(await AskAsync(rdap, whois)));
    }

    [Fact]
    public async Task a_registry_that_never_ends_is_given_up_in_time()
    {
        await using var rdap = RawServer.Start(async (_, token) => await Task.Delay(Timeout.Infinite, token));
        await using var whois = RawServer.Start(async (stream, token) =>
        {
            while (true)
            {
                await stream.WriteAsync("expires: never\n"u8.ToArray(), token);
                await Task.Delay(5, token);
            }
        });
        var result = await AskAsync(rdap, whois);
        Assert.Equal((ProbeOutcome.Unknown, ProbeFindings.DomainUntold), Found(result));
        Assert.Contains("RDAP timeout; WHOIS timeout", result.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task an_endless_answer_of_whois_is_cut_off()
    {
        var block = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("remark: nothing\n", 1000)));
        await using var whois = RawServer.Start(async (stream, token) =>
        {
            while (true) await stream.WriteAsync(block, token);
        });
        var result = await AskAsync(null, whois);
        Assert.Contains("WHOIS too-large", result.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void the_longest_ending_that_fits_is_asked()
    {
        var servers = new DomainServers(new Dictionary<string, DomainRegistry> { ["id"] = new(null, "a"), ["go.id"] = new(null, "b") });
        Assert.Equal(("a", "b", null), (servers.For("contoh.co.id")?.Whois, servers.For("contoh.go.id")?.Whois, servers.For("contoh.xyz")?.Whois));
        Assert.NotNull(DomainServers.Usual.For("banjarnegarakab.go.id")?.Rdap);
    }

    private static (ProbeOutcome, string) Found(ProbeResult result) => (result.Outcome, result.Finding);

    private static RawServer Http(string status, string body) => RawServer.Start((stream, token) =>
        stream.WriteAsync(Encoding.UTF8.GetBytes($"HTTP/1.1 {status}\r\nContent-Type: application/rdap+json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}"), token));

    private static async Task<ProbeResult> AskAsync(RawServer? rdap, RawServer? whois, int daysLeft = 20)
    {
        var registry = new DomainRegistry(rdap is null ? null : new Uri($"http://127.0.0.1:{rdap.Port}/rdap/"), whois is null ? null : "127.0.0.1", whois?.Port ?? 43);
        var prober = LocalProber.With(domains: new DomainServers(new Dictionary<string, DomainRegistry> { ["id"] = registry }), clock: LocalProber.At(Now));
        return await prober.ProbeAsync(new DomainExpirySpec("contoh.go.id") { DaysLeft = daysLeft, Timeout = TimeSpan.FromSeconds(3) }, default);
    }
}
