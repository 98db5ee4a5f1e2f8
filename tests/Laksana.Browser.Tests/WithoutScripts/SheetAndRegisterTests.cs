using Laksana.Browser.Tests.Serving;
using Laksana.Browser.Tests.Sights;
using Laksana.Testing;
using Microsoft.Playwright;
using Xunit;

namespace Laksana.Browser.Tests.WithoutScripts;

/// <summary>Sheets, register, measures, overview, bell and the own account in a browser whose scripts are off. Writing a sheet anew is a journey of its own.</summary>
[Trait("Category", "Long")]
public sealed class SheetAndRegisterTests(OfficeInUse office, Chromium chromium) : IClassFixture<OfficeInUse>
{
    private Journey Begin() => new(office, chromium, OfficeInUse.Office, scripts: false);

    [Fact]
    public async Task a_sheet_is_found_read_as_the_official_form_compared_and_printed()
    {
        await using var journey = Begin();
        var ratri = await journey.AsAsync("ratri");
        await ratri.Page.GotoAsync("/sop");
        await ratri.Page.FillAsync("form[role=search] [name=cari]", "jaringan");
        await ratri.SearchAsync();
        await ratri.GoAsync("/sop/pemeliharaan-jaringan");
        await Assertions.Expect(ratri.Page.Locator(".formulir table").First).ToBeVisibleAsync();
        Assert.True(await ratri.Page.Locator(".formulir svg").CountAsync() > 5);
        await ratri.FileAsync("/pdf", "application/pdf");
        await ratri.FileAsync("/formulir/", "application/pdf");
        await ratri.GoAsync("/versi");
        await ratri.GoAsync("/versi/1");
        await ratri.Page.GotoAsync("/sop/pemeliharaan-jaringan/beda?dari=1&ke=1");
        Assert.Equal(1, await ratri.Page.Locator("main h1").CountAsync());
    }

    [Fact]
    public async Task the_register_is_searched_exported_printed_and_a_dossier_checked_by_anybody()
    {
        var number = office.Number("selesai");
        await using var journey = Begin();
        var ratri = await journey.AsAsync("ratri");
        await ratri.Page.GotoAsync("/agenda");
        await ratri.Page.FillAsync("[name=cari]", number);
        await ratri.Page.FillAsync("[name=dari]", "2026-11-01");
        await ratri.Page.SelectOptionAsync("[name=jenis]", "selesai");
        await ratri.SearchAsync();
        await ratri.ReadsAsync(number);
        Assert.Contains(number, System.Text.Encoding.UTF8.GetString(await ratri.FileAsync("bentuk=csv", "text/csv")), StringComparison.Ordinal);
        await ratri.FileAsync("bentuk=xlsx", "application/vnd.openxmlformats");
        await ratri.Page.GotoAsync("/agenda/buku?bulan=2026-11");
        await ratri.FileAsync("/agenda/buku/cetak", "application/pdf");
        await ratri.Page.GotoAsync("/agenda/bukti");
        Assert.Equal(1, await ratri.Page.Locator("main h1").CountAsync());

        await ratri.Page.GotoAsync("/berkas/" + number);
        for (var tries = 0; tries < 100 && await ratri.Page.Locator(".card.proof .pill.done").CountAsync() == 0; tries++)
        {
            await Task.Delay(200);
            await ratri.Page.ReloadAsync();
        }
        var dossier = await ratri.FileAsync("/bukti", "application/zip");
        var citizen = await chromium.WindowAsync(office.Address, scripts: false);
        await citizen.GotoAsync("/verifikasi");
        await citizen.SetInputFilesAsync("#dosir", new FilePayload { Name = "dosir.zip", MimeType = "application/zip", Buffer = dossier });
        await citizen.Locator("main form button").GoThroughAsync();
        await Assertions.Expect(citizen.Locator("main .notice.good")).ToContainTextAsync(number);
        dossier[dossier.Length / 2] ^= 1;
        await citizen.SetInputFilesAsync("#dosir", new FilePayload { Name = "dosir.zip", MimeType = "application/zip", Buffer = dossier });
        await citizen.Locator("main form button").GoThroughAsync();
        await Assertions.Expect(citizen.Locator("main .notice.bad")).ToHaveCountAsync(1);
        await citizen.Context.CloseAsync();
    }

    [Fact]
    public async Task planned_against_actual_is_narrowed_exported_and_its_overview_leads_to_what_is_late()
    {
        await using var journey = Begin();
        var dimas = await journey.AsAsync("dimas");
        await dimas.Page.GotoAsync("/capaian");
        for (var tries = 0; tries < 100 && await dimas.Page.Locator("main table.kotak").CountAsync() == 0; tries++)
        {
            await Task.Delay(200);
            await dimas.Page.GotoAsync("/capaian?masa=2026-11");
        }
        await dimas.Page.SelectOptionAsync("[name=masa]", "2026");
        await dimas.Page.SelectOptionAsync("[name=sop]", "pemeliharaan-jaringan");
        await dimas.Page.Locator("main form.filter button").GoThroughAsync();
        Assert.True(await dimas.Page.Locator("main svg[role=img]").CountAsync() > 0);
        await dimas.FileAsync("bentuk=csv", "text/csv");
        await dimas.FileAsync("bentuk=xlsx", "application/vnd.openxmlformats");
        await dimas.FileAsync("/capaian/cetak", "application/pdf");
        await dimas.GoAsync("/capaian/usul/pemeliharaan-jaringan");
        Assert.Equal(1, await dimas.Page.Locator("main h1").CountAsync());

        await dimas.Page.GotoAsync("/beranda");
        await dimas.Page.Locator(".overview .calls a").First.GoThroughAsync();
        Assert.Contains("/berkas/", dimas.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task the_bell_is_read_choices_are_kept_and_the_language_changes()
    {
        await using var journey = Begin();
        var dimas = await journey.AsAsync("dimas");
        await dimas.Page.GotoAsync("/kabar");
        var news = await dimas.Page.Locator("ul.bell li.new").CountAsync();
        Assert.True(news > 1);
        await dimas.Page.Locator("form[action='/kabar/baca'] button.quiet").First.GoThroughAsync();
        await Assertions.Expect(dimas.Page.Locator("ul.bell li.new")).ToHaveCountAsync(news - 1);
        await dimas.SendFormAsync("/kabar/baca-semua");
        await Assertions.Expect(dimas.Page.Locator("ul.bell li.new")).ToHaveCountAsync(0);

        await dimas.Page.GotoAsync("/akun/kabar");
        await dimas.Page.CheckAsync("[name=ringkasan]");
        await dimas.Page.FillAsync("[name=tenang-dari]", "18:00");
        await dimas.Page.FillAsync("[name=tenang-sampai]", "06:00");
        await dimas.SendFormAsync("/akun/kabar");
        await dimas.DoneAsync();
        await dimas.Page.GotoAsync("/akun/kabar");
        await Assertions.Expect(dimas.Page.Locator("[name=ringkasan]")).ToBeCheckedAsync();

        await dimas.Page.GotoAsync("/tugas?urut=perihal");
        await dimas.Page.Locator("footer button[name=bahasa]").GoThroughAsync();
        Assert.EndsWith("/tugas?urut=perihal", dimas.Page.Url, StringComparison.Ordinal);
        await dimas.ReadsAsync("Friday, 20 November 2026");
        await dimas.Page.Locator("footer button[name=bahasa]").GoThroughAsync();
        await dimas.ReadsAsync("Jumat, 20 November 2026");
        await dimas.Page.GotoAsync("/sop");
        await dimas.Page.Locator("nav.main a[href^='/panduan']").GoThroughAsync();
        Assert.EndsWith("/panduan/petugas", dimas.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task an_account_changes_its_password_and_has_tokens_and_a_second_step()
    {
        const string next = "hujan reda di kebun teh";
        await using var journey = Begin();
        var retno = await journey.AsAsync("retno");
        var page = retno.Page;
        await page.GotoAsync("/akun/token");
        await page.FillAsync("#untuk", "Laporan bulanan");
        await page.FillAsync("#sandi", Laksana.Server.Installing.DemoInstallation.Password);
        await page.Locator("main form.card button").GoThroughAsync();
        await Assertions.Expect(page.Locator("code.secret")).ToHaveCountAsync(1);
        await retno.SendFormAsync("/akun/token/cabut");
        await page.GotoAsync("/akun/sandi");
        await page.FillAsync("#sekarang", Laksana.Server.Installing.DemoInstallation.Password);
        await page.FillAsync("#baru", next);
        await page.FillAsync("#ulang", next);
        await page.Locator("main form button").GoThroughAsync();
        await page.GotoAsync("/akun/kode");
        await page.FillAsync("#kode", Totp.Now(await page.Locator(".secret").InnerTextAsync()));
        await page.FillAsync("#sandi", next);
        await page.Locator("main form[method=post] button").Last.GoThroughAsync();
        Assert.Contains("/akun/kode/pemulihan", page.Url, StringComparison.Ordinal);
        var recovery = await page.Locator(".codes li").First.InnerTextAsync();
        await page.Locator("nav.main form button").GoThroughAsync();
        await page.GotoAsync("/masuk");
        await page.SelectOptionAsync("#kantor", OfficeInUse.Office);
        await page.FillAsync("#nama", "retno");
        await page.FillAsync("#sandi", next);
        await page.Locator("main form.card button").GoThroughAsync();
        Assert.Contains("/masuk/kode", page.Url, StringComparison.Ordinal);
        await page.Locator("main details > summary").ClickAsync();
        await page.FillAsync("[name=pemulihan]", recovery);
        await page.Locator("form:has([name=pemulihan]) button").Last.GoThroughAsync();
        await Assertions.Expect(page.Locator("nav.main")).ToBeVisibleAsync();
    }
}
