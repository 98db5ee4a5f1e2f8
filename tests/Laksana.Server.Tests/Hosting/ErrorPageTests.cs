using System.Net;
using System.Net.Http.Json;
using System.Text;
using Laksana.Testing;
using Xunit;

namespace Laksana.Server.Tests.Hosting;

public sealed class ErrorPageTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task a_page_that_does_not_exist_is_said_in_the_readers_language()
    {
        using var visitor = server.Visit();
        var page = await visitor.OpenAsync("/tidak/ada");
        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.Contains("Halaman tidak ditemukan", page.Main, StringComparison.Ordinal);
        await visitor.SubmitAsync(page, "form[action='/bahasa']", ("bahasa", "en"));
        Assert.Contains("The page does not exist", (await visitor.OpenAsync("/tidak/ada")).Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_form_larger_than_its_limit_is_refused_unread()
    {
        using var visitor = server.Visit();
        var answer = await visitor.SendRawAsync(new HttpRequestMessage(HttpMethod.Post, "/masuk")
        {
            Content = new StringContent("nama=" + new string('x', 2 * 1024 * 1024), Encoding.UTF8, "application/x-www-form-urlencoded"),
        });
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("Kiriman terlalu besar", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task the_api_answers_with_problem_details()
    {
        using var visitor = server.Visit();
        var answer = await visitor.GetRawAsync("/api/v1/tidak-ada");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("not-found", (await answer.Content.ReadFromJsonAsync<Problem>())!.Code);
    }

    [Fact]
    public async Task what_a_person_types_is_shown_as_text()
    {
        using var visitor = server.Visit();
        var page = await visitor.SignInAsync("kelapa", "<script>alert(1)</script>", "salah'; drop table account; --");
        Assert.NotEmpty(page.Refusal);
        Assert.Empty(page.Document.QuerySelectorAll("main script:not([src])"));
        Assert.Equal("<script>alert(1)</script>", page.Document.QuerySelector("#nama")!.GetAttribute("value"));
    }

    [Fact]
    public async Task a_database_that_fails_is_told_without_a_trace()
    {
        var broken = new ServerFixture();
        await broken.InitializeAsync();
        try
        {
            using var visitor = await broken.SignedInAsync();
            using var nobody = broken.Visit();
            await broken.Database.DoAsync(null, "alter table account rename to account_away; alter table office rename to office_away");
            var page = await visitor.OpenAsync("/akun");
            Assert.Equal(HttpStatusCode.InternalServerError, page.Status);
            Assert.Contains("Ada kesalahan di dalam program", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", page.Text, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.InternalServerError, (await nobody.OpenAsync("/masuk")).Status);
        }
        finally
        {
            await broken.DisposeAsync();
        }
    }

    private sealed record Problem(string Code);
}
