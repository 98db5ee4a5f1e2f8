using Laksana.Testing;
using Xunit;

namespace Laksana.Server.Tests.Hosting;

public sealed class LanguageTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task the_reader_switches_and_stays_on_his_page()
    {
        using var visitor = await server.SignedInAsync();
        var page = await visitor.OpenAsync("/akun/token?x=1");
        Assert.Equal("id", page.Document.DocumentElement.GetAttribute("lang"));
        Assert.Contains("waktu WITA", page.Document.QuerySelector("footer")!.TextContent, StringComparison.Ordinal);
        page = await visitor.SubmitAsync(page, "form[action='/bahasa']", ("bahasa", "en"));
        Assert.Equal("/akun/token?x=1", page.PathAndQuery);
        Assert.Equal("en", page.Document.DocumentElement.GetAttribute("lang"));
        Assert.Contains("Make a token", page.Main, StringComparison.Ordinal);
        page = await visitor.SubmitAsync(page, "form[action='/bahasa']", ("bahasa", "id"));
        Assert.Contains("Buat token", page.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task the_browsers_own_preference_does_not_change_the_language()
    {
        using var visitor = server.Visit();
        var request = new HttpRequestMessage(HttpMethod.Get, "/masuk");
        request.Headers.AcceptLanguage.ParseAdd("en-GB");
        Assert.Equal("id", (await visitor.SendAsync(request)).Document.DocumentElement.GetAttribute("lang"));
    }
}
