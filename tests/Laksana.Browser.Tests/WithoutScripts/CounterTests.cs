using System.Text.RegularExpressions;
using Laksana.Browser.Tests.Serving;
using Laksana.Cases;
using Laksana.Help;
using Microsoft.Playwright;
using Xunit;

namespace Laksana.Browser.Tests.WithoutScripts;

/// <summary>The public's services, the complaints' desk and the help desk in browsers whose scripts are off.</summary>
[Trait("Category", "Long")]
public sealed class CounterTests(WorkingServer server, Chromium chromium) : IClassFixture<WorkingServer>
{
    private Journey Begin() => new(server, chromium, WorkingServer.Office, scripts: false);

    [Fact]
    public async Task a_citizen_asks_for_a_service_with_his_letter_and_follows_it_by_its_number()
    {
        await using var journey = Begin();
        var phone = await chromium.WindowAsync(server.Address, width: 360, scripts: false);
        await phone.GotoAsync("/layanan/banjarnegara");
        await phone.Locator("main a[href$='/penyajian-data-kependudukan/ajukan']").GoThroughAsync();
        foreach (var field in await phone.Locator("main form .field input:not([type=hidden]):not([type=file]), main form .field textarea").AllAsync())
            await field.FillAsync(Typed(await field.GetAttributeAsync("type")));
        foreach (var choice in await phone.Locator("main form select").AllAsync()) await choice.SelectOptionAsync(new SelectOptionValue { Index = 1 });
        foreach (var group in await phone.Locator("main form fieldset:has(input[type=radio], input[type=checkbox])").AllAsync()) await group.Locator("input").First.CheckAsync();
        await phone.SetInputFilesAsync("main form input[type=file]", journey.Paper("surat.pdf"));
        await phone.SendAsPersonAsync();
        await Assertions.Expect(phone.Locator(".ticket .qr")).ToBeVisibleAsync();
        var number = await phone.Locator(".tracking code").InnerTextAsync();
        var paper = await phone.Context.APIRequest.GetAsync(new Uri(server.Address, await phone.Locator("a[href$='/tanda-terima']").GetAttributeAsync("href")).ToString());
        Assert.Equal("application/pdf", paper.Headers["content-type"]);

        await phone.GotoAsync("/layanan/banjarnegara/lacak");
        await phone.FillAsync("#nomor", number.ToLowerInvariant());
        await phone.Locator("main form button").GoThroughAsync();
        await Assertions.Expect(phone.Locator(".stages li[aria-current=step]")).ToHaveCountAsync(1);
        await phone.Context.CloseAsync();
    }

    [Fact]
    public async Task a_complaint_that_came_twice_is_entered_tied_and_stands_in_the_log_book()
    {
        await using var journey = Begin();
        var laila = await journey.AsAsync("laila");
        var first = await EnterAsync(laila);
        await laila.Page.GotoAsync("/pengaduan/catat");
        await FillComplaintAsync(laila);
        await laila.Page.Locator("form.entry p.acts > button").GoThroughAsync();
        await laila.Page.CheckAsync($".similar input[value='{first}']");
        await laila.Page.Locator("form.entry p.acts > button").GoThroughAsync();
        await laila.Page.GotoAsync("/pengaduan/buku-log?bulan=2026-11");
        await laila.ReadsAsync(first);
        await laila.FileAsync("bentuk=pdf", "application/pdf");
        await laila.FileAsync("bentuk=xlsx", "application/vnd.openxmlformats");
        await laila.Page.GotoAsync("/pengaduan");
        await laila.Page.FillAsync("[name=cari]", first);
        await laila.SearchAsync();
        await Assertions.Expect(laila.Page.Locator("ul.cases > li")).ToHaveCountAsync(1);
        await laila.Page.Locator("ul.cases a.t").GoThroughAsync();
        await laila.FillAsync(("Hasil verifikasi", "Benar."), ("Keputusan", "layanan dinas ini"));
        await laila.SendAsync();
    }

    [Fact]
    public async Task a_problem_is_entered_with_a_known_answer_answered_and_a_new_answer_kept_changed_and_withdrawn()
    {
        await using var journey = Begin();
        var dimas = await journey.AsAsync("dimas");
        var page = dimas.Page;
        await page.GotoAsync("/bantuan/jawaban/baru");
        await page.FillAsync("#pertanyaan", "Perekaman sidik jari gagal");
        await page.FillAsync("#isi-jawaban", "Bersihkan alat, lalu rekam ulang.");
        await page.CheckAsync("[name=tanpa-data-pribadi]");
        await dimas.SendCardAsync();
        await dimas.DoneAsync();

        var ratri = await journey.AsAsync("ratri");
        await ratri.Page.GotoAsync("/bantuan/catat");
        await ratri.Page.SelectOptionAsync($"[name='isian.{HelpSheet.Site}']", "kalibening");
        await ratri.Page.FillAsync("#isian-" + HelpSheet.Reporter, "Ibu Marni");
        await ratri.Page.FillAsync("#isian-" + HelpSheet.Problem, "Alat tidak bisa merekam sidik jari.");
        foreach (var group in new[] { HelpSheet.Service, HelpSheet.Channel }) await PickFirstAsync(ratri.Page, group);
        await ratri.Page.Locator("button[name=lakukan]").GoThroughAsync();
        await ratri.Page.Locator(".known-answers input[type=radio]").First.CheckAsync();
        await ratri.Page.Locator("form.entry p.acts > button:not([name])").GoThroughAsync();
        var number = Regex.Match(ratri.Page.Url, "[A-Z]{3}-[0-9]{4}-[0-9]{4}").Value;
        Assert.NotEmpty(number);

        await page.GotoAsync($"/bantuan/{number}/jawab");
        await page.Locator("ul.answers a[href*='pakai=']").First.GoThroughAsync();
        await page.CheckAsync($"input[type=radio][value='{HelpSheet.Answered}']");
        await dimas.SendCardAsync();
        Assert.Contains(number, page.Url, StringComparison.Ordinal);
        Assert.Equal(RunStatus.Done, (await server.StateAsync(number)).FindRun(2)!.Status);

        await page.GotoAsync("/bantuan/jawaban");
        await page.FillAsync("[name=cari]", "sidik jari");
        await dimas.SearchAsync();
        await page.Locator("ul.answers a").First.GoThroughAsync();
        await page.FillAsync("#isi-jawaban", "Bersihkan alat dengan kain, lalu rekam ulang.");
        await page.CheckAsync("[name=tanpa-data-pribadi]");
        await dimas.SendCardAsync();
        await dimas.ReadsAsync("dengan kain");
        await page.Locator("ul.answers a").First.GoThroughAsync();
        await dimas.SendFormAsync("/tarik");
        await page.GotoAsync("/bantuan/jawaban");
        await Assertions.Expect(page.Locator("ul.answers li")).ToHaveCountAsync(0);
    }

    private static string Typed(string? kind) => kind switch { "date" => "2026-11-19", "tel" => "081234567890", "email" => "mahasiswa@contoh.ac.id", _ => "Universitas Contoh" };

    private static async Task PickFirstAsync(IPage page, string field)
    {
        if (await page.Locator($"select[name='isian.{field}']").CountAsync() > 0) await page.SelectOptionAsync($"select[name='isian.{field}']", new SelectOptionValue { Index = 1 });
        else await page.Locator($"input[name='isian.{field}']").First.CheckAsync();
    }

    private static async Task FillComplaintAsync(Clerk laila)
    {
        await laila.Page.CheckAsync("input[name='isian.saluran'][value='telepon']");
        await laila.Page.FillAsync("#isian-pokok-aduan", "Antrean loket akta lama sekali");
        await laila.Page.FillAsync("#isian-isi-pengaduan", "Menunggu tiga jam.");
    }

    private static async Task<string> EnterAsync(Clerk laila)
    {
        await laila.Page.GotoAsync("/pengaduan/catat");
        await FillComplaintAsync(laila);
        await laila.Page.Locator("form.entry p.acts > button").GoThroughAsync();
        Assert.Contains("/tanda-terima", laila.Page.Url, StringComparison.Ordinal);
        return laila.Page.Url.Split('/')[^2];
    }
}
