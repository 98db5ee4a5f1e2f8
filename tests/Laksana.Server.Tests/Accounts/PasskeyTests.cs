using Laksana.Server.Accounts;
using Laksana.Server.Tests.Hosting;
using Laksana.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Laksana.Server.Tests.Accounts;

public sealed class PasskeyTests(TlsTests.OverTls server) : IClassFixture<TlsTests.OverTls>
{
    [Fact]
    public async Task a_passkey_signs_in_its_officer_in_his_office_without_name_or_password()
    {
        using var visitor = await NewOfficerAsync("kunci");
        using var passkey = new SoftPasskey(server.Address);
        var page = await AddAsync(visitor, passkey);
        Assert.Contains("Kunci sandi sudah ditambahkan", page.Main, StringComparison.Ordinal);
        Assert.Contains("komputer loket 2", page.Main, StringComparison.Ordinal);
        using var elsewhere = server.Visit();
        page = await SignInAsync(elsewhere, passkey, "/akun/kunci");
        Assert.Equal("/akun/kunci", page.Path);
        Assert.Contains("Petugas Rekaan", page.Document.QuerySelector("header")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_removed_passkey_opens_nothing()
    {
        using var visitor = await NewOfficerAsync("hapus");
        using var passkey = new SoftPasskey(server.Address);
        var page = await AddAsync(visitor, passkey);
        page = await visitor.SubmitAsync(page, "form[action='/akun/kunci/hapus']", ("kunci", page.Document.QuerySelector("button[name=kunci]")!.GetAttribute("value")!));
        Assert.Contains("sudah dihapus", page.Main, StringComparison.Ordinal);
        using var elsewhere = server.Visit();
        page = await SignInAsync(elsewhere, passkey, "/akun");
        Assert.Equal("/masuk", page.Path);
        Assert.Contains("tidak diterima", page.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task an_answer_to_another_question_is_refused()
    {
        using var visitor = await NewOfficerAsync("ulang");
        using var passkey = new SoftPasskey(server.Address);
        await AddAsync(visitor, passkey);
        using var first = server.Visit();
        var old = passkey.Get(await AskAsync(first, await first.OpenAsync("/masuk"), "/masuk/kunci/pilihan"));
        using var thief = server.Visit();
        var page = await thief.OpenAsync("/masuk");
        await AskAsync(thief, page, "/masuk/kunci/pilihan");
        Assert.NotEmpty((await thief.SubmitAsync(page, "form[data-kunci]", ("jawaban", old))).Refusal);
        // Without any question put to this browser before, and with nonsense.
        using var other = server.Visit();
        Assert.NotEmpty((await other.SubmitAsync(await other.OpenAsync("/masuk"), "form[data-kunci]", ("jawaban", old))).Refusal);
        Assert.NotEmpty((await thief.SubmitAsync(page, "form[data-kunci]", ("jawaban", "{}"))).Refusal);
    }

    [Fact]
    public async Task a_reset_voids_passkeys_and_tokens_and_adding_one_needs_the_password()
    {
        using var visitor = await NewOfficerAsync("diatur-ulang");
        using var passkey = new SoftPasskey(server.Address);
        var page = await visitor.OpenAsync("/akun/kunci");
        var answer = passkey.Create(await AskAsync(visitor, page, "/akun/kunci/pilihan"));
        Assert.NotEmpty((await visitor.SubmitAsync(page, "form[data-kunci]", ("jawaban", answer), ("nama", "curian"), ("sandi", "tebakan saja"))).Refusal);
        await AddAsync(visitor, passkey);
        var tokens = server.Services.GetRequiredService<AccessTokens>();
        var token = await tokens.IssueAsync("kelapa", "diatur-ulang", "uji", null);
        var neighbours = await tokens.IssueAsync("kelapa", "wati", "uji", null);

        var password = await new AccountDesk(server.Database).ResetAsync("kelapa", "DIATUR-ULANG", withoutSecondFactor: false);

        Assert.Null(await tokens.FindAsync(token));
        Assert.NotNull(await tokens.FindAsync(neighbours));
        using var elsewhere = server.Visit();
        Assert.Equal("/masuk", (await SignInAsync(elsewhere, passkey, "/akun")).Path);
        Assert.Equal("/masuk", (await visitor.OpenAsync("/akun")).Path);
        Assert.Equal("/akun/sandi", (await elsewhere.SignInAsync("kelapa", "diatur-ulang", password)).Path);
    }

    [Fact]
    public async Task a_locked_account_is_locked_for_its_passkey_too()
    {
        using var visitor = await NewOfficerAsync("tertahan");
        using var passkey = new SoftPasskey(server.Address);
        await AddAsync(visitor, passkey);
        await server.Database.DoAsync("kelapa", "update account set lockout_end = now() + interval '5 minutes' where office = 'kelapa' and user_name = 'tertahan'");
        using var elsewhere = server.Visit();
        Assert.Equal("/masuk", (await SignInAsync(elsewhere, passkey, "/akun")).Path);
    }

    private async Task<Visitor> NewOfficerAsync(string officer)
    {
        await server.Database.DoAsync("kelapa", "insert into officer (office, officer, name) values ('kelapa', $1, 'Petugas Rekaan')", officer);
        await new AccountDesk(server.Database).CreateAsync("kelapa", officer, officer, TestOffice.Password, mustChange: false);
        return await server.SignedInAsync(officer);
    }

    private static async Task<Seen> AddAsync(Visitor visitor, SoftPasskey passkey)
    {
        var page = await visitor.OpenAsync("/akun/kunci");
        var answer = passkey.Create(await AskAsync(visitor, page, "/akun/kunci/pilihan"));
        return await visitor.SubmitAsync(page, "form[data-kunci]", ("jawaban", answer), ("nama", "komputer loket 2"), ("sandi", TestOffice.Password));
    }

    private static async Task<Seen> SignInAsync(Visitor visitor, SoftPasskey passkey, string back)
    {
        var page = await visitor.OpenAsync("/masuk?kembali=" + Uri.EscapeDataString(back));
        var answer = passkey.Get(await AskAsync(visitor, page, "/masuk/kunci/pilihan"));
        return await visitor.SubmitAsync(page, "form[data-kunci]", ("jawaban", answer));
    }

    private static async Task<string> AskAsync(Visitor visitor, Seen page, string path)
    {
        var token = page.Document.QuerySelector("main input[name=__formulir]")!.GetAttribute("value")!;
        var answer = await visitor.PostAsync(path, [new("__formulir", token)]);
        Assert.Equal("application/json", answer.Response.Content.Headers.ContentType!.MediaType);
        return answer.Text;
    }
}
