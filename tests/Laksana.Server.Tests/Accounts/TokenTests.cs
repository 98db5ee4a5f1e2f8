using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Laksana.Server.Accounts;
using Laksana.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Laksana.Server.Tests.Accounts;

public sealed class TokenTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task a_token_made_on_the_page_acts_as_its_officer_until_it_is_revoked()
    {
        using var visitor = await server.SignedInAsync();
        var page = await visitor.SubmitAsync(await visitor.OpenAsync("/akun/token"), "form.card", ("untuk", "Aplikasi kecamatan"), ("hari", "30"), ("sandi", TestOffice.Password));
        var token = page.Document.QuerySelector(".secret")!.TextContent;
        Assert.StartsWith("laksana.kelapa.", token, StringComparison.Ordinal);
        var me = await AskAsync(token);
        Assert.Equal(HttpStatusCode.OK, me.StatusCode);
        Assert.Equal("wati", (await me.Content.ReadFromJsonAsync<Me>())!.Officer);
        Assert.DoesNotContain(token, (await visitor.OpenAsync("/akun/token")).Text, StringComparison.Ordinal);
        page = await visitor.SubmitAsync(page, "form[action='/akun/token/cabut']", ("token", page.Document.QuerySelectorAll("button[name=token]")[^1].GetAttribute("value")!));
        Assert.Contains("sudah dicabut", page.Main, StringComparison.Ordinal);
        await ExpectUnauthorizedAsync(token);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("laksana.kelapa.bukan-token")]
    [InlineData("laksana.tidak-ada.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("laksana..x")]
    [InlineData("sembarang")]
    public async Task without_a_good_token_the_api_answers_with_problem_details(string? token) => await ExpectUnauthorizedAsync(token);

    [Fact]
    public async Task a_session_does_not_open_the_api()
    {
        using var visitor = await server.SignedInAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, (await visitor.GetRawAsync("/api/v1/me")).StatusCode);
    }

    [Fact]
    public async Task a_token_does_not_open_the_pages()
    {
        var token = await Tokens().IssueAsync("kelapa", "wati", "uji", null);
        using var visitor = server.Visit();
        var request = new HttpRequestMessage(HttpMethod.Get, "/akun");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.SendRawAsync(request)).StatusCode);
    }

    [Fact]
    public async Task an_expired_token_and_one_of_an_officer_who_left_are_refused()
    {
        await ExpectUnauthorizedAsync(await Tokens().IssueAsync("kelapa", "wati", "lama", TimeProvider.System.GetUtcNow().AddSeconds(-1)));
        await server.Database.DoAsync("kelapa", "insert into officer (office, officer, name, left_on) values ('kelapa', 'mantan', 'Mantan Petugas', '2026-01-01')");
        await ExpectUnauthorizedAsync(await Tokens().IssueAsync("kelapa", "mantan", "lama", null));
    }

    [Fact]
    public async Task nobody_revokes_another_officers_token()
    {
        var token = await Tokens().IssueAsync("kelapa", "bima", "milik Bima", null);
        var id = (await Tokens().ListAsync("kelapa", "bima"))[0].Id;
        using var visitor = await server.SignedInAsync();
        var own = await visitor.SubmitAsync(await visitor.OpenAsync("/akun/token"), "form.card", ("untuk", "milik saya"), ("sandi", TestOffice.Password));
        var page = await visitor.SubmitAsync(own, "form[action='/akun/token/cabut']", ("token", id));
        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(token)).StatusCode);
    }

    [Fact]
    public async Task an_open_session_alone_makes_no_token()
    {
        using var visitor = await server.SignedInAsync();
        foreach (var guess in new[] { "", "bukan sandi saya" })
        {
            var page = await visitor.SubmitAsync(await visitor.OpenAsync("/akun/token"), "form.card", ("untuk", "pencuri sesi"), ("sandi", guess));
            Assert.Contains("Kata sandi sekarang salah", page.Refusal, StringComparison.Ordinal);
        }
        Assert.DoesNotContain(await Tokens().ListAsync("kelapa", "wati"), t => t.Label == "pencuri sesi");
    }

    [Fact]
    public async Task the_table_holds_no_token_that_could_be_used()
    {
        var token = await Tokens().IssueAsync("kelapa", "wati", "hanya sidik", null);
        var hash = await server.Database.ScalarAsync<byte[]>("kelapa", "select token_hash from access_token where office = 'kelapa' and label = 'hanya sidik'");
        await ExpectUnauthorizedAsync("laksana.kelapa." + Convert.ToHexString(hash!));
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(token)).StatusCode);
    }

    private AccessTokens Tokens() => server.Services.GetRequiredService<AccessTokens>();

    private async Task<HttpResponseMessage> AskAsync(string? token)
    {
        using var visitor = server.Visit();
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/me");
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await visitor.SendRawAsync(request);
    }

    private async Task ExpectUnauthorizedAsync(string? token)
    {
        var answer = await AskAsync(token);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
    }

    private sealed record Me(string Office, string Officer, string Name);
}
