using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Laksana.Network.Probes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Laksana.Tests.Network.Probes;

/// <summary>Pages of a real server on loopback.</summary>
public sealed class HttpProbeTests : IAsyncLifetime
{
    private const string Page = """
        <!doctype html><html><head><title>Dinas</title><meta property="article:modified_time" content="2026-03-01T08:00:00+07:00">
        <link rel="stylesheet" href="/gaya.css?v=17"><script>var pesan = "Berita palsu";</script></head>
        <body><h1>Berita   dari
        kabupaten</h1><p>Pengunjung hari ini: 1.234</p><img src="/lambang.png"><input type="hidden" name="token" value="abc"></body></html>
        """;

    private WebApplication _site = null!;
    private string _page = Page;

    private Uri Plain { get; set; } = null!;

    public async ValueTask InitializeAsync()
    {
        (_site, Plain) = await StartAsync(null);
    }

    public async ValueTask DisposeAsync() => await _site.DisposeAsync();

    [Fact]
    public async Task a_page_that_is_as_it_should_be_is_up_with_its_facts()
    {
        var result = await LocalProber.AskAsync(new HttpSpec(Plain + "berita") { ExpectedText = "berita dari kabupaten" });
        Assert.Equal((ProbeOutcome.Up, ProbeFindings.Ok, "200", "127.0.0.1"), (result.Outcome, result.Finding, result.Facts![ProbeFacts.Status], result.Facts[ProbeFacts.Address]));
        Assert.Equal("2026-03-01T01:00:00Z", result.Facts[ProbeFacts.ContentChanged]);
        Assert.NotNull(result.Latency);
    }

    [Fact]
    public async Task what_only_a_script_says_is_not_on_the_page()
    {
        var result = await LocalProber.AskAsync(new HttpSpec(Plain + "berita") { ExpectedText = "Berita palsu" });
        Assert.Equal((ProbeOutcome.Down, ProbeFindings.TextMissing), (result.Outcome, result.Finding));
    }

    [Fact]
    public async Task counters_and_hidden_tokens_leave_the_hash_alone_and_other_words_or_pictures_do_not()
    {
        var approved = (await LocalProber.AskAsync(new HttpSpec(Plain + "berita"))).Facts![ProbeFacts.Hash];
        var spec = new HttpSpec(Plain + "berita") { ApprovedHash = approved };
        _page = Page.Replace("1.234", "9.999", StringComparison.Ordinal).Replace("abc", "xyz", StringComparison.Ordinal).Replace("v=17", "v=18", StringComparison.Ordinal);
        Assert.Equal(ProbeFindings.Ok, (await LocalProber.AskAsync(spec)).Finding);
        foreach (var defaced in new[] { Page.Replace("kabupaten", "peretas", StringComparison.Ordinal), Page.Replace("lambang.png", "tengkorak.png", StringComparison.Ordinal), Page.Replace("</body>", "<a href=\"http://judi.example/\"></a></body>", StringComparison.Ordinal) })
        {
            _page = defaced;
            var result = await LocalProber.AskAsync(spec);
            Assert.Equal((ProbeOutcome.Degraded, ProbeFindings.ContentChanged), (result.Outcome, result.Finding));
        }
    }

    [Fact]
    public async Task contents_that_have_not_changed_for_long_are_stale()
    {
        var spec = new HttpSpec(Plain + "berita") { StaleAfterDays = 30 };
        var fresh = await LocalProber.With(clock: LocalProber.At(new DateTimeOffset(2026, 3, 20, 0, 0, 0, TimeSpan.Zero))).ProbeAsync(spec, default);
        var stale = await LocalProber.With(clock: LocalProber.At(new DateTimeOffset(2026, 4, 20, 0, 0, 0, TimeSpan.Zero))).ProbeAsync(spec, default);
        Assert.Equal((ProbeFindings.Ok, ProbeFindings.ContentStale), (fresh.Finding, stale.Finding));
    }

    [Theory]
    [InlineData("<rss><channel><lastBuildDate>Tue, 03 Feb 2026 10:00:00 GMT</lastBuildDate></channel></rss>", "2026-02-03T10:00:00Z")]
    [InlineData("<feed><updated>2026-02-04T00:00:00Z</updated></feed>", "2026-02-04T00:00:00Z")]
    [InlineData("<urlset><url><lastmod>2026-02-05</lastmod></url></urlset>", "2026-02-05T00:00:00Z")]
    [InlineData("<p>Diterbitkan 6 Februari 2026, diubah <time datetime='2026-02-07T01:00:00+07:00'>kemarin</time></p>", "2026-02-06T18:00:00Z")]
    [InlineData("<p>Senin, 9 Maret 2026</p><p>Agenda 1 Februari 2026</p>", "2026-02-01T00:00:00Z")] // the day's own date is shown every day
    [InlineData("<p>Berlaku sampai 31 Desember 2099</p>", null)]
    public async Task the_moment_of_change_is_found_where_pages_write_it(string page, string? changed)
    {
        _page = page;
        var result = await LocalProber.With(clock: LocalProber.At(new DateTimeOffset(2026, 3, 9, 3, 0, 0, TimeSpan.Zero))).ProbeAsync(new HttpSpec(Plain + "berita"), default);
        Assert.Equal(changed, result.Facts!.GetValueOrDefault(ProbeFacts.ContentChanged));
    }

    [Theory]
    [InlineData("galat", new int[0], ProbeOutcome.Down)]
    [InlineData("galat", new[] { 503 }, ProbeOutcome.Up)]
    [InlineData("berita", new[] { 503 }, ProbeOutcome.Down)]
    public async Task the_status_that_is_right_can_be_chosen(string path, int[] expected, ProbeOutcome outcome) =>
        Assert.Equal(outcome, (await LocalProber.AskAsync(new HttpSpec(Plain + path) { ExpectedStatus = expected })).Outcome);

    [Fact]
    public async Task redirects_are_followed_as_far_as_allowed()
    {
        var followed = await LocalProber.AskAsync(new HttpSpec(Plain + "lama"));
        Assert.Equal((ProbeOutcome.Up, "1", Plain + "berita"), (followed.Outcome, followed.Facts![ProbeFacts.Redirects], followed.Facts[ProbeFacts.FinalUrl]));
        var first = await LocalProber.AskAsync(new HttpSpec(Plain + "lama") { MostRedirects = 0 });
        Assert.Equal((ProbeOutcome.Up, "302"), (first.Outcome, first.Facts![ProbeFacts.Status]));
        var endless = await LocalProber.AskAsync(new HttpSpec(Plain + "putar/0"));
        Assert.Equal((ProbeOutcome.Down, ProbeFindings.TooManyRedirects, "5"), (endless.Outcome, endless.Finding, endless.Facts![ProbeFacts.Redirects]));
        foreach (var wrong in new[] { "javascript:alert(1)", "file:///etc/passwd", "http://siapa:sandi@127.0.0.1/" })
            Assert.Equal(ProbeFindings.RedirectInvalid, (await LocalProber.AskAsync(new HttpSpec(Plain + "ke?" + Uri.EscapeDataString(wrong)))).Finding);
    }

    public static TheoryData<string, int, int, bool, ProbeOutcome, string> Certificates { get; } = new()
    {
        { "localhost", -90, 300, false, ProbeOutcome.Up, ProbeFindings.Ok },
        { "localhost", -90, 300, true, ProbeOutcome.Down, ProbeFindings.TlsUntrusted },
        { "localhost", -90, 5, false, ProbeOutcome.Degraded, ProbeFindings.TlsExpiresSoon },
        { "localhost", -90, -5, false, ProbeOutcome.Down, ProbeFindings.TlsExpired },
        { "localhost", 5, 300, false, ProbeOutcome.Down, ProbeFindings.TlsNotYetValid },
        { "lain.example", -90, 300, true, ProbeOutcome.Down, ProbeFindings.TlsName },
    };

    [Theory]
    [MemberData(nameof(Certificates))]
    public async Task a_certificate_is_judged_by_its_days_its_name_and_who_signed_it(string name, int from, int until, bool trust, ProbeOutcome outcome, string finding)
    {
        using var certificate = TestCertificates.SelfSigned(name, from, until);
        var (site, address) = await StartAsync(certificate);
        await using (site)
        {
            var result = await LocalProber.AskAsync(new HttpSpec($"https://localhost:{address.Port}/berita") { RequireTrust = trust });
            Assert.Equal((outcome, finding), (result.Outcome, result.Finding));
            Assert.InRange(int.Parse(result.Facts![ProbeFacts.CertificateDaysLeft]), until - 1, until);
            Assert.Equal("CN=" + name, result.Facts["cert_subject"]);
        }
    }

    [Fact]
    public async Task a_port_that_speaks_no_tls_is_named()
    {
        var result = await LocalProber.AskAsync(new HttpSpec($"https://localhost:{Plain.Port}/"));
        Assert.Equal((ProbeOutcome.Down, ProbeFindings.TlsFailed), (result.Outcome, result.Finding));
    }

    [Fact]
    public async Task nobody_is_asked_what_a_certificate_names_as_its_issuers_place()
    {
        await using var trap = RawServer.Start((_, _) => ValueTask.CompletedTask);
        using var certificate = TestCertificates.NamingAnIssuersPlace("localhost", $"http://127.0.0.1:{trap.Port}/ca.crt");
        var shown = SslStreamCertificateContext.Create(certificate, null, offline: true); // or the server would look for its own issuer
        await using var server = RawServer.Start(async (stream, token) =>
        {
            await using var secure = new SslStream(stream);
            await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificateContext = shown }, token);
            _ = await secure.ReadAsync(new byte[4096], token);
            await secure.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"u8.ToArray(), token);
        }, listens: false);
        var result = await LocalProber.AskAsync(new HttpSpec($"https://localhost:{server.Port}/berita"));
        Assert.Equal(ProbeFindings.TlsUntrusted, result.Finding);
        Assert.Equal(0, trap.Connections);
    }

    [Fact]
    public async Task slow_pages_are_degraded_when_asked_so()
    {
        var result = await LocalProber.AskAsync(new HttpSpec(Plain + "lambat") { SlowAbove = TimeSpan.FromMilliseconds(200) });
        Assert.Equal((ProbeOutcome.Degraded, ProbeFindings.Slow), (result.Outcome, result.Finding));
    }

    private async Task<(WebApplication, Uri)> StartAsync(X509Certificate2? certificate)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(o => o.Listen(IPAddress.Loopback, 0, l =>
        {
            if (certificate is not null) l.UseHttps(certificate);
        }));
        if (certificate is not null) builder.WebHost.UseKestrelHttpsConfiguration();
        var site = builder.Build();
        site.Run(async context =>
        {
            switch (context.Request.Path.Value!.Split('/')[1])
            {
                case "galat": context.Response.StatusCode = 503; break;
                case "lama": context.Response.Redirect("/berita"); return;
                case "putar": context.Response.Redirect("/putar/" + (int.Parse(context.Request.Path.Value!.Split('/')[2]) + 1)); return;
                case "ke": context.Response.StatusCode = 302; context.Response.Headers.Location = Uri.UnescapeDataString(context.Request.QueryString.Value![1..]); return;
                case "lambat": await Task.Delay(400); break;
                default: break;
            }
            context.Response.ContentType = "text/html; charset=utf-8";
            await context.Response.WriteAsync(_page);
        });
        await site.StartAsync();
        return (site, new Uri(site.Urls.First() + "/"));
    }
}
