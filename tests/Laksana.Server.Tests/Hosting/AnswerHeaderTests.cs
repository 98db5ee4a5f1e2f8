using System.Net;
using System.Net.Http.Headers;
using Laksana.Testing;
using Xunit;

namespace Laksana.Server.Tests.Hosting;

public sealed class AnswerHeaderTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Theory]
    [InlineData("/masuk")]
    [InlineData("/tidak-ada")]
    [InlineData("/health/live")]
    [InlineData("/api/v1/me")]
    public async Task every_answer_carries_the_strict_headers(string path)
    {
        using var visitor = server.Visit();
        var headers = (await visitor.GetRawAsync(path)).Headers;
        var policy = headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'self'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("same-origin", headers.GetValues("Referrer-Policy").Single());
        Assert.Contains("camera=()", headers.GetValues("Permissions-Policy").Single(), StringComparison.Ordinal);
        Assert.True(headers.CacheControl!.NoStore);
        Assert.False(headers.Contains("Server"));
    }

    [Theory]
    [InlineData("/masuk")]
    [InlineData("/akun")]
    [InlineData("/akun/kode")]
    [InlineData("/akun/kunci")]
    [InlineData("/akun/token")]
    public async Task no_page_needs_an_inline_script_or_style(string path)
    {
        using var visitor = path == "/masuk" ? server.Visit() : await server.SignedInAsync();
        var page = await visitor.OpenAsync(path);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Empty(page.Document.QuerySelectorAll("style, [style], script:not([src])"));
        Assert.DoesNotContain(page.Document.All, element => element.Attributes.Any(a => a.Name.StartsWith("on", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task assets_are_kept_for_ever_and_sent_compressed_where_the_browser_can()
    {
        using var visitor = server.Visit();
        var page = await visitor.OpenAsync("/masuk");
        var address = page.Document.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!;
        var plain = await visitor.GetRawAsync(address);
        Assert.Equal("text/css", plain.Content.Headers.ContentType!.MediaType);
        Assert.Contains("immutable", plain.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("br"));
        var small = await visitor.SendRawAsync(request);
        Assert.Equal("br", small.Content.Headers.ContentEncoding.Single());
        Assert.True(small.Content.Headers.ContentLength < plain.Content.Headers.ContentLength);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetRawAsync("/aset/laksana.000000000000.css")).StatusCode);
    }

    [Fact]
    public async Task session_cookies_are_for_this_site_and_no_script()
    {
        using var visitor = server.Visit();
        var form = await visitor.OpenAsync("/masuk");
        var answer = await visitor.SendRawAsync(new HttpRequestMessage(HttpMethod.Post, "/masuk")
        {
            Content = new FormUrlEncodedContent(
            [
                new("kantor", "kelapa"), new("nama", "wati"), new("sandi", TestOffice.Password),
                new("__formulir", form.Document.QuerySelector("main input[name=__formulir]")!.GetAttribute("value")!),
            ]),
        });
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("laksana=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("expires", cookie, StringComparison.OrdinalIgnoreCase);
    }
}
