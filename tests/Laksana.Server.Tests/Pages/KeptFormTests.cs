using System.Net;
using Laksana.Testing;
using Xunit;

namespace Laksana.Server.Tests.Pages;

/// <summary>A form that is sent after its session has ended is not lost.</summary>
public sealed class KeptFormTests(DemoServer server) : IClassFixture<DemoServer>
{
    [Fact]
    public async Task a_form_sent_after_the_session_ended_is_shown_again_filled_in_after_signing_in()
    {
        var number = await server.FaultAsync();
        using var ratri = await server.AsAsync("ratri");
        var page = await ratri.OpenAsync("/berkas/" + number);
        await EndSessionsAsync("ratri");

        var signIn = await ratri.SubmitAsync(page, "form[action$='/selesai/1']", ("keterangan", "Jangan sampai hilang."), ("isian.keluhan", "Baris satu\nbaris dua"));
        Assert.Equal("/masuk", signIn.Path);
        Assert.Contains("sudah kami simpan", signIn.Main, StringComparison.Ordinal);
        var back = await ratri.SubmitAsync(signIn, null, ("kantor", DemoServer.Office), ("nama", "ratri"), ("sandi", Laksana.Server.Installing.DemoInstallation.Password));
        Assert.Equal($"/berkas/{number}/selesai/1", back.Path);
        Assert.Equal("Jangan sampai hilang.", back.Document.QuerySelector("#keterangan-1")!.TextContent.Trim());
        Assert.Contains("baris dua", back.Document.QuerySelector("#isian-1-keluhan")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, (await server.StateAsync(number)).Version);

        var done = await ratri.SubmitAsync(back, "form[action$='/selesai/1']");
        Assert.Equal(HttpStatusCode.OK, done.Status);
        Assert.Contains("Jangan sampai hilang.", done.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_form_about_to_open_a_case_and_one_with_a_document_are_kept_too()
    {
        using var ratri = await server.AsAsync("ratri");
        var page = await ratri.OpenAsync("/berkas/buka?sop=pemeliharaan-jaringan");
        await EndSessionsAsync("ratri");
        var back = await SignInAgainAsync(ratri, await ratri.SubmitAsync(page, null, ("isian.pelapor", "Pak Darmo")));
        Assert.Equal("Pak Darmo", back.Document.QuerySelector("#isian-pelapor")!.GetAttribute("value"));

        var number = await server.FaultAsync();
        page = await ratri.OpenAsync($"/berkas/{number}/menyusul");
        await EndSessionsAsync("ratri");
        back = await SignInAgainAsync(ratri, await ratri.SendFormAsync(page, null, [("b0.keterangan", "di lapangan")], [("b0.dokumen.x", "foto.pdf", "%PDF-1.7"u8.ToArray())]));
        Assert.Equal("di lapangan", back.Document.QuerySelector("#baris-0-keterangan")!.TextContent.Trim());
        Assert.Equal(0L, await server.Database.ScalarAsync<long>(DemoServer.Office, "select count(*) from document where case_number = $1", number));
    }

    [Fact]
    public async Task nobody_else_sees_a_kept_form_and_a_stranger_keeps_none()
    {
        var number = await server.FaultAsync();
        using var ratri = await server.AsAsync("ratri");
        var page = await ratri.OpenAsync("/berkas/" + number);
        await EndSessionsAsync("ratri");
        var signIn = await ratri.SubmitAsync(page, "form[action$='/selesai/1']", ("keterangan", "rahasia"));
        var back = Uri.UnescapeDataString(System.Web.HttpUtility.ParseQueryString(new Uri(server.Address, signIn.PathAndQuery).Query)["kembali"]!);
        using var galih = await server.AsAsync("galih");
        var seen = await galih.OpenAsync(back);
        Assert.Equal("/berkas/" + number, seen.Path);
        Assert.DoesNotContain("rahasia", seen.Text, StringComparison.Ordinal);

        using var stranger = server.Visit();
        var before = await server.Database.ScalarAsync<long>(DemoServer.Office, "select count(*) from kept_form");
        var sent = await stranger.PostAsync($"/berkas/{number}/selesai/1", [new("keterangan", "x")]);
        Assert.Equal("/masuk", sent.Path);
        Assert.Equal(before, await server.Database.ScalarAsync<long>(DemoServer.Office, "select count(*) from kept_form"));
    }

    [Fact]
    public async Task a_copied_cookie_of_an_ended_session_replaces_no_kept_form_and_one_that_was_signed_out_keeps_none()
    {
        var number = await server.FaultAsync();
        using var ratri = await server.AsAsync("ratri");
        using var thief = server.Visit();
        var stolen = ratri.Cookies.GetCookies(server.Address).Select(c => (c.Name, c.Value)).ToList();
        using var left = await server.AsAsync("ratri");
        using var copy = server.Visit();
        copy.Cookies.Add(left.Cookies.GetCookies(server.Address));
        await left.SubmitAsync(await left.OpenAsync("/akun"), "form[action='/keluar']");
        var page = await ratri.OpenAsync("/berkas/" + number);
        await EndSessionsAsync("ratri");
        var signIn = await ratri.SubmitAsync(page, "form[action$='/selesai/1']", ("keterangan", "Jangan sampai hilang."));
        var before = await server.Database.ScalarAsync<long>(DemoServer.Office, "select count(*) from kept_form");
        Assert.Equal("/masuk", (await copy.PostAsync($"/berkas/{number}/selesai/1", [new("keterangan", "palsu")])).Path);
        Assert.Equal(before, await server.Database.ScalarAsync<long>(DemoServer.Office, "select count(*) from kept_form"));
        for (var tries = 0; tries < 8; tries++)
        {
            foreach (var (name, value) in stolen) thief.Cookies.Add(server.Address, new Cookie(name, value));
            await thief.PostAsync($"/berkas/{number}/selesai/1", [new("keterangan", "palsu")]);
        }
        Assert.Equal(before + 4, await server.Database.ScalarAsync<long>(DemoServer.Office, "select count(*) from kept_form"));
        var back = await SignInAgainAsync(ratri, signIn);
        Assert.Equal("Jangan sampai hilang.", back.Document.QuerySelector("#keterangan-1")!.TextContent.Trim());
    }

    private static Task<Seen> SignInAgainAsync(Visitor visitor, Seen signIn) =>
        visitor.SubmitAsync(signIn, null, ("kantor", DemoServer.Office), ("nama", "ratri"), ("sandi", Laksana.Server.Installing.DemoInstallation.Password));

    /// <summary>As "sign out everywhere" does: the session's cookie stays in the browser and is worth nothing any more.</summary>
    private async Task EndSessionsAsync(string officer) =>
        await server.Database.DoAsync(DemoServer.Office, "update account set security_stamp = $1 where officer = $2", Guid.NewGuid().ToString("N"), officer);
}
