using System.Net;
using Laksana.Server.Accounts;
using Laksana.Testing;
using Xunit;

namespace Laksana.Server.Tests.Accounts;

public sealed class SignInTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private const string Kelapa = "kelapa";

    [Fact]
    public async Task the_right_password_opens_the_page_that_was_asked_for()
    {
        using var visitor = server.Visit();
        var form = await visitor.OpenAsync("/akun/token?urut=baru");
        Assert.Equal("/masuk", form.Path);
        var page = await visitor.SubmitAsync(form, null, ("kantor", Kelapa), ("nama", "Wati"), ("sandi", TestOffice.Password));
        Assert.Equal("/akun/token?urut=baru", page.PathAndQuery);
        Assert.Contains("Wati Anggraini", page.Document.QuerySelector("header")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://jahat.example/")]
    [InlineData("//jahat.example/")]
    [InlineData("/\\jahat.example")]
    [InlineData("javascript:alert(1)")]
    public async Task the_way_back_never_leads_to_another_site(string back)
    {
        using var visitor = server.Visit();
        var page = await visitor.SignInAsync(Kelapa, "wati", TestOffice.Password, back);
        Assert.Equal(server.Address.Authority, page.Response.RequestMessage!.RequestUri!.Authority);
        Assert.Equal(Visitor.Home, page.Path);
    }

    [Fact]
    public async Task an_unknown_name_and_a_wrong_password_get_the_same_answer()
    {
        using var visitor = server.Visit();
        var wrong = await visitor.SignInAsync(Kelapa, "bima", "salah sama sekali");
        var unknown = await visitor.SignInAsync(Kelapa, "tidak-ada", "salah sama sekali");
        Assert.Equal(wrong.Status, unknown.Status);
        Assert.NotEmpty(wrong.Refusal);
        Assert.Equal(wrong.Refusal, unknown.Refusal);
    }

    [Theory]
    [InlineData("tak-dikenal")]
    [InlineData("terkunci")]
    public async Task the_fifth_failure_locks_known_and_unknown_names_alike(string userName)
    {
        if (userName == "terkunci")
            await AddOfficerAsync(userName);
        using var visitor = server.Visit();
        for (var i = 1; i < SignInDesk.MostFailures; i++)
            Assert.Contains("salah", (await visitor.SignInAsync(Kelapa, userName, "salah sama sekali")).Refusal, StringComparison.Ordinal);
        Assert.Contains("Terlalu banyak percobaan yang salah", (await visitor.SignInAsync(Kelapa, userName, "salah sama sekali")).Refusal, StringComparison.Ordinal);
        Assert.Contains("Coba lagi pukul", (await visitor.SignInAsync(Kelapa, userName, TestOffice.Password)).Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_locked_account_opens_again_when_the_desk_unlocks_it()
    {
        await AddOfficerAsync("dibuka");
        using var visitor = server.Visit();
        for (var i = 0; i < SignInDesk.MostFailures; i++)
            await visitor.SignInAsync(Kelapa, "dibuka", "salah sama sekali");
        await new AccountDesk(server.Database).UnlockAsync(Kelapa, "dibuka");
        Assert.Equal(Visitor.Home, (await visitor.SignInAsync(Kelapa, "dibuka", TestOffice.Password)).Path);
    }

    [Fact]
    public async Task failures_that_arrive_at_the_same_moment_are_all_counted()
    {
        await AddOfficerAsync("serentak");
        await Task.WhenAll(Enumerable.Range(0, SignInDesk.MostFailures + 1).Select(async i =>
        {
            using var visitor = server.Visit();
            await visitor.SignInAsync(Kelapa, "serentak", "salah sama sekali");
        }));
        using var owner = server.Visit();
        Assert.Contains("Terlalu banyak", (await owner.SignInAsync(Kelapa, "serentak", TestOffice.Password)).Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task an_officer_who_has_left_has_no_account_and_his_session_ends()
    {
        await AddOfficerAsync("pindah");
        using var visitor = await server.SignedInAsync("pindah");
        await server.Database.DoAsync(Kelapa, "update officer set left_on = '2026-01-01' where office = $1 and officer = 'pindah'", Kelapa);
        Assert.Equal("/masuk", (await visitor.OpenAsync("/akun")).Path);
        Assert.NotEmpty((await visitor.SignInAsync(Kelapa, "pindah", TestOffice.Password)).Refusal);
    }

    [Fact]
    public async Task signing_out_ends_the_session_and_says_so()
    {
        using var visitor = await server.SignedInAsync();
        var page = await visitor.SubmitAsync(await visitor.OpenAsync("/akun"), "form[action='/keluar']");
        Assert.Equal("/masuk", page.Path);
        Assert.Contains("Anda sudah keluar", page.Main, StringComparison.Ordinal);
        Assert.Equal("/masuk", (await visitor.OpenAsync("/akun")).Path);
    }

    [Fact]
    public async Task an_ended_session_is_said_and_leads_back()
    {
        using var visitor = server.Visit();
        visitor.Cookies.Add(server.Address, new Cookie("laksana", "sudah-usang"));
        var form = await visitor.OpenAsync("/akun/sandi");
        Assert.Contains("Sesi Anda sudah berakhir", form.Main, StringComparison.Ordinal);
        var page = await visitor.SubmitAsync(form, null, ("kantor", Kelapa), ("nama", "wati"), ("sandi", TestOffice.Password));
        Assert.Equal("/akun/sandi", page.Path);
    }

    [Fact]
    public async Task a_script_whose_session_has_ended_gets_a_status_and_no_page()
    {
        using var visitor = server.Visit();
        var request = new HttpRequestMessage(HttpMethod.Get, "/akun");
        request.Headers.Add("Sec-Fetch-Mode", "cors");
        Assert.Equal(HttpStatusCode.Unauthorized, (await visitor.SendRawAsync(request)).StatusCode);
    }

    [Fact]
    public async Task a_password_that_was_handed_out_is_replaced_before_anything_else()
    {
        await AddOfficerAsync("baru", mustChange: true);
        using var visitor = server.Visit();
        Assert.Equal("/akun/sandi", (await visitor.SignInAsync(Kelapa, "baru", TestOffice.Password)).Path);
        var page = await visitor.OpenAsync("/akun/token");
        Assert.Equal("/akun/sandi", page.Path);
        page = await visitor.SubmitAsync(page, null, ("sekarang", TestOffice.Password), ("baru", "dukcapil2026"), ("ulang", "dukcapil2026"));
        Assert.Contains("mudah ditebak", page.Refusal, StringComparison.Ordinal);
        page = await visitor.SubmitAsync(page, null, ("sekarang", TestOffice.Password), ("baru", "lampu minyak di beranda"), ("ulang", "lampu minyak di beranda"));
        Assert.Equal(Visitor.Home, page.Path);
        Assert.Equal(HttpStatusCode.OK, (await visitor.OpenAsync("/akun/token")).Status);
        using var again = server.Visit();
        Assert.Equal(Visitor.Home, (await again.SignInAsync(Kelapa, "baru", "lampu minyak di beranda")).Path);
    }

    private async Task AddOfficerAsync(string officer, bool mustChange = false)
    {
        await server.Database.DoAsync(Kelapa, "insert into officer (office, officer, name) values ($1, $2, 'Petugas Rekaan')", Kelapa, officer);
        await new AccountDesk(server.Database).CreateAsync(Kelapa, officer, officer, TestOffice.Password, mustChange);
    }
}
