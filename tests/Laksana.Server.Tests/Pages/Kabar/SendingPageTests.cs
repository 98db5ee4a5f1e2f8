using System.Globalization;
using Laksana.Notices;
using Laksana.Officers;
using Laksana.Server.Tests.Api;
using Laksana.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Laksana.Server.Tests.Pages.Kabar;

/// <summary>From the settings of an office to a letter in an officer's mailbox, through the pages alone, with a real mail server.</summary>
public sealed class SendingPageTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task an_office_sets_up_mail_an_officer_confirms_his_address_and_hears_by_letter()
    {
        await using var mail = await RealMailServer.StartAsync("starttls");
        using var admin = await server.BrowseAsAsync("admin");
        var saved = await SetUpAsync(admin, mail);
        Assert.Contains("disimpan", saved.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("rahasia-surel", saved.Text, StringComparison.Ordinal);
        var kept = await server.Database.ScalarAsync<byte[]>("alfa", "select smtp_secret from notice_setting where office = 'alfa'");
        Assert.DoesNotContain("rahasia-surel", System.Text.Encoding.UTF8.GetString(kept!), StringComparison.Ordinal);
        Assert.DoesNotContain("rahasia-surel", (await server.Database.ScalarAsync<string>("alfa", "select string_agg(details::text, ' ') from administration_event where office = 'alfa' and act = 'notices.changed'"))!, StringComparison.Ordinal);

        var tested = await admin.SubmitAsync(saved, "form[action='/pengaturan/kabar/uji']", ("tujuan", "admin@contoh.go.id"), ("cara", "surel"));
        Assert.Contains("Diterima: ", tested.Main, StringComparison.Ordinal);
        Assert.Equal("Percobaan Laksana", (await mail.NextAsync()).Subject);
        tested = await admin.SubmitAsync(saved, "form[action='/pengaturan/kabar/uji']", ("tujuan", "tiada@contoh.go.id"), ("cara", "surel"));
        Assert.Contains("Ditolak: 550", tested.Main, StringComparison.Ordinal);

        using var jfu = await server.BrowseAsAsync("jfu1");
        var own = await jfu.OpenAsync("/akun/kabar");
        Assert.NotEmpty((await jfu.SubmitAsync(own, "form[action='/akun/kabar/alamat']", ("alamat", "jfu1@contoh.go.id"), ("sandi", "bukan ini"))).Refusal);
        Assert.NotEmpty((await jfu.SubmitAsync(own, "form[action='/akun/kabar/alamat']", ("alamat", "a@b.id>\r\nRCPT TO:<lain@contoh.go.id"), ("sandi", TestOffice.Password))).Refusal);
        own = await jfu.SubmitAsync(own, "form[action='/akun/kabar/alamat']", ("alamat", "jfu1@contoh.go.id"), ("sandi", TestOffice.Password));
        var code = new string([.. (await mail.NextAsync()).Body.Split('\n')[0].Where(char.IsAsciiDigit)]);
        var other = ((int.Parse(code, CultureInfo.InvariantCulture) + 1) % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
        Assert.NotEmpty((await jfu.SubmitAsync(own, "form[action='/akun/kabar/kode']", ("kode", other))).Refusal);
        own = await jfu.SubmitAsync(own, "form[action='/akun/kabar/kode']", ("kode", code));
        Assert.Contains("Alamat disahkan", own.Main, StringComparison.Ordinal);

        var number = (await server.Alfa.OpenAsync()).Number;
        await server.Alfa.DoAsync("kasi1", number, new Laksana.Cases.ReassignStep(1, "jfu1", "beban, menyangkut Siti Aminah"));
        await DeliverAsync();
        var letter = await mail.NextAsync();
        Assert.Equal(("jfu1@contoh.go.id", true, true), (letter.To, letter.Tls, letter.SignedIn));
        Assert.Contains($"https://laksana.contoh.go.id/berkas/{number}#langkah-1", letter.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Siti", letter.Body, StringComparison.Ordinal);

        // What is not chosen is not sent; an address that was taken away gets nothing.
        own = await jfu.SubmitAsync(own, "form[action='/akun/kabar']", ("pilih.given", "0"));
        await server.Alfa.DoAsync("kasi1", (await server.Alfa.OpenAsync()).Number, new Laksana.Cases.ReassignStep(1, "jfu1", "beban"));
        own = await jfu.SubmitAsync(own, "form[action='/akun/kabar/hapus']");
        await DeliverAsync();
        Assert.Empty(mail.Letters);
        Assert.NotNull(own.Document.QuerySelector("form[action='/akun/kabar/alamat']"));
    }

    [Fact]
    public async Task settings_that_cannot_work_are_refused_with_everything_that_is_wrong_and_what_was_typed()
    {
        using var admin = await server.BrowseAsAsync("admin", "beta");
        var page = await admin.OpenAsync("/pengaturan/kabar");
        page = await admin.SubmitAsync(page, "form[action='/pengaturan/kabar']", ("surel-server", "surel contoh"), ("surel-porta", "0"), ("surel-aman", "None"), ("surel-pengguna", "laksana"),
            ("gerbang-alamat", "http://169.254.169.254/latest"), ("tenang-dari", "21.00"), ("alamat-dasar", "laksana"));
        var wrong = page.Document.QuerySelectorAll(".notice.bad li").Select(l => l.TextContent).ToList();
        Assert.Equal(9, wrong.Count);
        Assert.Equal("surel contoh", page.Document.QuerySelector("#surel-server")!.GetAttribute("value"));
        Assert.Equal(0L, await server.Database.ScalarAsync<long>("beta", "select count(*) from notice_setting where office = 'beta'"));
        foreach (var inner in new[] { "https://127.0.0.1/x", "https://localhost/x", "https://10.1.2.3/", "https://[::1]/", "https://[::ffff:192.168.1.1]/", "http://contoh.go.id/" })
        {
            page = await admin.SubmitAsync(await admin.OpenAsync("/pengaturan/kabar"), "form[action='/pengaturan/kabar']", ("gerbang-alamat", inner), ("gerbang-kunci", "kunci-yang-cukup-panjang"), ("alamat-dasar", "https://laksana.contoh.go.id"));
            Assert.Single(page.Document.QuerySelectorAll(".notice.bad li"));
        }
    }

    [Fact]
    public async Task two_administrators_at_once_see_both_versions_and_a_password_goes_to_no_other_server()
    {
        using var admin = await server.BrowseAsAsync("admin");
        var (first, second) = (await admin.OpenAsync("/pengaturan/kabar"), await admin.OpenAsync("/pengaturan/kabar"));
        await admin.SubmitAsync(first, "form[action='/pengaturan/kabar']", ("alamat-dasar", "https://satu.contoh.go.id"));
        var page = await admin.SubmitAsync(second, "form[action='/pengaturan/kabar']", ("alamat-dasar", "https://dua.contoh.go.id"));
        var conflict = page.Document.QuerySelector(".notice.warn table")!.TextContent;
        Assert.Contains("satu.contoh", conflict, StringComparison.Ordinal);
        Assert.Contains("dua.contoh", conflict, StringComparison.Ordinal);
        page = await admin.SubmitAsync(page, "form[action='/pengaturan/kabar']");
        Assert.Equal("https://dua.contoh.go.id", page.Document.QuerySelector("#alamat-dasar")!.GetAttribute("value"));

        page = await admin.SubmitAsync(page, "form[action='/pengaturan/kabar']", ("surel-server", "surel.contoh.go.id"), ("surel-porta", "587"), ("pengirim", "a@contoh.go.id"), ("surel-pengguna", "laksana"), ("surel-sandi", "rahasia"));
        Assert.Contains("disimpan", page.Main, StringComparison.Ordinal);
        page = await admin.SubmitAsync(page, "form[action='/pengaturan/kabar']", ("surel-server", "pencuri.contoh.com"));
        Assert.Contains("ketik lagi kata sandinya", Assert.Single(page.Document.QuerySelectorAll(".notice.bad li")).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task what_was_given_up_is_shown_with_its_reason_and_can_be_tried_again()
    {
        await server.Database.DoAsync("alfa", """
            insert into notice_message (office, id, notice, officer, way, kind, status, failures, not_before, reason, created_at, ended_at)
            values ('alfa', gen_random_uuid(), 0, 'kabid1', 1, 'late', 3, 1, now(), '550 5.1.1 Kotak tidak ada', now(), now())
            """);
        using var admin = await server.BrowseAsAsync("admin");
        var page = await admin.OpenAsync("/pengaturan/kabar");
        Assert.Contains("Petugas kabid1", page.Main, StringComparison.Ordinal);
        Assert.Contains("550 5.1.1 Kotak tidak ada", page.Main, StringComparison.Ordinal);
        page = await admin.SubmitAsync(page, "form[action='/pengaturan/kabar/ulangi']");
        Assert.Contains("1 pesan dicoba lagi", page.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("Kotak tidak ada", page.Main, StringComparison.Ordinal);
        await server.Database.DoAsync("alfa", "delete from notice_message where office = 'alfa' and officer = 'kabid1'");
    }

    [Fact]
    public async Task five_wrong_codes_use_a_code_up_and_five_codes_an_hour()
    {
        var codes = server.Services.GetRequiredService<AddressCodes>();
        var code = await codes.AskAsync("alfa", "kasi1", NoticeWay.Mail, "kasi1@contoh.go.id", default);
        for (var guess = 0; guess < 5; guess++) Assert.False(await codes.ConfirmAsync("alfa", "kasi1", NoticeWay.Mail, "salah", default));
        Assert.False(await codes.ConfirmAsync("alfa", "kasi1", NoticeWay.Mail, code!, default));
        for (var more = 0; more < 4; more++) Assert.NotNull(await codes.AskAsync("alfa", "kasi1", NoticeWay.Mail, "kasi1@contoh.go.id", default));
        Assert.Null(await codes.AskAsync("alfa", "kasi1", NoticeWay.Mail, "kasi1@contoh.go.id", default));
    }

    private static async Task<Seen> SetUpAsync(Visitor admin, RealMailServer mail) => await admin.SubmitAsync(await admin.OpenAsync("/pengaturan/kabar"), "form[action='/pengaturan/kabar']",
        ("surel-server", "127.0.0.1"), ("surel-porta", mail.Port.ToString(CultureInfo.InvariantCulture)), ("surel-aman", "StartTls"), ("surel-pengguna", "laksana"), ("surel-sandi", "rahasia-surel"),
        ("surel-sidik", mail.Fingerprint), ("pengirim", "laksana@contoh.go.id"), ("alamat-dasar", "https://laksana.contoh.go.id"));

    private Task DeliverAsync() => new Delivery(server.Database, server.Services.GetRequiredService<Offices>(), server.Services.GetRequiredService<NoticeSecrets>(), server.Services.GetRequiredService<AnswerLinks>(), server.Services.GetRequiredService<Webhook>(),
        new DeliveryPace { Node = "uji" }, TimeProvider.System, NullLogger<Delivery>.Instance).SendAllAsync(default);
}
