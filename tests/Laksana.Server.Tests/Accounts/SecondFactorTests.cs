using System.Net;
using Laksana.Server.Accounts;
using Laksana.Testing;
using Xunit;

namespace Laksana.Server.Tests.Accounts;

public sealed class SecondFactorTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task with_an_authenticator_a_password_alone_opens_nothing()
    {
        using var visitor = await NewOfficerAsync("dua");
        var (key, _) = await SetUpAsync(visitor);
        using var thief = server.Visit();
        var page = await thief.SignInAsync("kelapa", "dua", TestOffice.Password, "/akun/token");
        Assert.Equal("/masuk/kode", page.Path);
        Assert.Equal("/masuk", (await thief.OpenAsync("/akun")).Path);
        Assert.Contains("Kode tidak cocok", (await thief.SubmitAsync(page, null, ("kode", Other(Totp.Now(key))))).Refusal, StringComparison.Ordinal);
        page = await thief.SubmitAsync(page, null, ("kode", Totp.Ahead(key, 1)));
        Assert.Equal("/akun/token", page.Path);
    }

    [Fact]
    public async Task a_recovery_code_works_once()
    {
        using var visitor = await NewOfficerAsync("pulih");
        var (_, codes) = await SetUpAsync(visitor);
        Assert.Equal(10, codes.Count);
        using var first = server.Visit();
        var page = await first.SignInAsync("kelapa", "pulih", TestOffice.Password);
        await first.SubmitAsync(page, "details form", ("pemulihan", codes[3].ToLowerInvariant()));
        Assert.Contains("Sisa kode pemulihan: 9", (await first.OpenAsync("/akun")).Main, StringComparison.Ordinal);
        using var second = server.Visit();
        page = await second.SignInAsync("kelapa", "pulih", TestOffice.Password);
        page = await second.SubmitAsync(page, "details form", ("pemulihan", codes[3]));
        Assert.Contains("sudah dipakai", page.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task recovery_codes_are_shown_once_and_kept_as_digests()
    {
        using var visitor = await NewOfficerAsync("rahasia-kode");
        var (key, codes) = await SetUpAsync(visitor);
        Assert.Empty((await visitor.OpenAsync("/akun/kode/pemulihan")).Document.QuerySelectorAll(".codes li"));
        var stored = await server.Database.ScalarAsync<string>("kelapa", "select recovery_codes from account where office = 'kelapa' and user_name = 'rahasia-kode'");
        Assert.All(codes, code => Assert.DoesNotContain(code, stored!, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(key, (await visitor.OpenAsync("/akun/kode")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetRawAsync("/akun/kode/gambar")).StatusCode);
    }

    [Fact]
    public async Task the_picture_and_the_written_key_are_the_same_key()
    {
        using var visitor = await NewOfficerAsync("gambar");
        var page = await visitor.OpenAsync("/akun/kode");
        var picture = await visitor.GetRawAsync("/akun/kode/gambar");
        Assert.Equal("image/png", picture.Content.Headers.ContentType!.MediaType);
        Assert.True(picture.Headers.CacheControl!.NoStore);
        Assert.Matches("^([A-Z2-7]{4} )+[A-Z2-7]{1,4}$", page.Document.QuerySelector(".secret")!.TextContent);
        Assert.Contains("Kode tidak cocok", (await visitor.SubmitAsync(page, null, ("kode", "123"), ("sandi", TestOffice.Password))).Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ending_it_needs_the_password()
    {
        using var visitor = await NewOfficerAsync("lepas");
        await SetUpAsync(visitor);
        var form = await visitor.OpenAsync("/akun/kode");
        Assert.NotEmpty((await visitor.SubmitAsync(form, null, ("sandi", "bukan ini"))).Refusal);
        Assert.Contains("sudah dilepas", (await visitor.SubmitAsync(form, null, ("sandi", TestOffice.Password))).Main, StringComparison.Ordinal);
        using var again = server.Visit();
        Assert.Equal(Visitor.Home, (await again.SignInAsync("kelapa", "lepas", TestOffice.Password)).Path);
    }

    [Fact]
    public async Task wrong_codes_lock_the_account_too()
    {
        using var visitor = await NewOfficerAsync("tebak");
        var (key, _) = await SetUpAsync(visitor);
        using var thief = server.Visit();
        var page = await thief.SignInAsync("kelapa", "tebak", TestOffice.Password);
        for (var i = 0; i < SignInDesk.MostFailures; i++)
            await thief.SubmitAsync(page, null, ("kode", Other(Totp.Now(key))));
        Assert.Contains("Terlalu banyak", (await thief.SubmitAsync(page, null, ("kode", Totp.Ahead(key, 1)))).Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_code_is_taken_once_and_no_earlier_one_after_it()
    {
        using var visitor = await NewOfficerAsync("sekali");
        var (key, _) = await SetUpAsync(visitor);
        using var seen = server.Visit();
        var page = await seen.SignInAsync("kelapa", "sekali", TestOffice.Password);
        // The code that set it up is used up.
        Assert.Contains("Kode tidak cocok", (await seen.SubmitAsync(page, null, ("kode", Totp.Now(key)))).Refusal, StringComparison.Ordinal);
        var code = Totp.Ahead(key, 1);
        var both = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            using var browser = server.Visit();
            return await browser.SubmitAsync(await browser.SignInAsync("kelapa", "sekali", TestOffice.Password), null, ("kode", code));
        }));
        Assert.Single(both, p => p.Path == Visitor.Home);
        Assert.Contains("Kode tidak cocok", (await seen.SubmitAsync(page, null, ("kode", Totp.Now(key)))).Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task setting_it_up_and_making_recovery_codes_need_the_password()
    {
        using var visitor = await NewOfficerAsync("minta");
        var form = await visitor.OpenAsync("/akun/kode");
        var key = form.Document.QuerySelector(".secret")!.TextContent;
        Assert.Contains("Kata sandi sekarang salah", (await visitor.SubmitAsync(form, null, ("kode", Totp.Now(key)), ("sandi", "bukan ini"))).Refusal, StringComparison.Ordinal);
        Assert.False(await server.Database.ScalarAsync<bool>("kelapa", "select two_factor from account where office = 'kelapa' and user_name = 'minta'"));
        var (_, codes) = await SetUpAsync(visitor);
        form = await visitor.OpenAsync("/akun/kode/pemulihan");
        Assert.Contains("Kata sandi sekarang salah", (await visitor.SubmitAsync(form, null, ("sandi", ""))).Refusal, StringComparison.Ordinal);
        using var other = server.Visit();
        await other.SubmitAsync(await other.SignInAsync("kelapa", "minta", TestOffice.Password), "details form", ("pemulihan", codes[0]));
        Assert.Equal("/akun", (await other.OpenAsync("/akun")).Path);
        var made = await visitor.SubmitAsync(form, null, ("sandi", TestOffice.Password));
        Assert.Equal(10, made.Document.QuerySelectorAll(".codes li").Length);
        Assert.DoesNotContain(codes[1], made.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_key_that_was_shown_before_does_not_come_into_force()
    {
        using var visitor = await NewOfficerAsync("intip");
        var first = (await visitor.OpenAsync("/akun/kode")).Document.QuerySelector(".secret")!.TextContent;
        var form = await visitor.OpenAsync("/akun/kode");
        Assert.NotEqual(first, form.Document.QuerySelector(".secret")!.TextContent);
        Assert.Contains("Kode tidak cocok", (await visitor.SubmitAsync(form, null, ("kode", Totp.Now(first)), ("sandi", TestOffice.Password))).Refusal, StringComparison.Ordinal);
    }

    private async Task<Visitor> NewOfficerAsync(string officer)
    {
        await server.Database.DoAsync("kelapa", "insert into officer (office, officer, name) values ('kelapa', $1, 'Petugas Rekaan')", officer);
        await new AccountDesk(server.Database).CreateAsync("kelapa", officer, officer, TestOffice.Password, mustChange: false);
        return await server.SignedInAsync(officer);
    }

    private static async Task<(string Key, IReadOnlyList<string> Codes)> SetUpAsync(Visitor visitor)
    {
        var form = await visitor.OpenAsync("/akun/kode");
        var key = form.Document.QuerySelector(".secret")!.TextContent;
        var page = await visitor.SubmitAsync(form, null, ("kode", Totp.Now(key)), ("sandi", TestOffice.Password));
        Assert.Equal("/akun/kode/pemulihan", page.Path);
        return (key.Replace(" ", "", StringComparison.Ordinal), [.. page.Document.QuerySelectorAll(".codes li").Select(li => li.TextContent)]);
    }

    private static string Other(string code) => code == "000000" ? "111111" : "000000";
}
