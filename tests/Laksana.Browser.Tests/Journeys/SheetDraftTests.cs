using Laksana.Browser.Tests.Serving;
using Laksana.Cases;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xunit;

namespace Laksana.Browser.Tests.Journeys;

/// <summary>A new version of a sheet, written, submitted and approved in the browser, on a phone and without scripts too.</summary>
public sealed class SheetDraftTests(WorkingServer server, Chromium chromium) : IClassFixture<WorkingServer>
{
    [Theory, InlineData(false, "Menguji kabel dengan alat uji"), InlineData(true, "Menguji kabel lewat sakelar")]
    public async Task a_step_is_added_and_the_head_publishes_it(bool scripts, string activity)
    {
        var page = await chromium.WindowAsync(server.Address, width: scripts ? 1360 : 360, scripts: scripts);
        await page.SignInAsync("ratri");
        var ratri = new Clerk(page);
        await page.GotoAsync("/sop/pemeliharaan-jaringan");
        await ratri.FollowAsync("Tulis versi baru");
        await page.Locator("#alasan").FillAsync("Kabel belum diuji");
        await page.Locator("main form.card button").First.GoThroughAsync();
        var address = page.Url;
        await page.Locator("a[href$='/tambah?sesudah=cek-modem']").First.GoThroughAsync();
        await page.Locator("#kegiatan").FillAsync(activity);
        await ratri.PressAsync("Tambah, lalu lengkapi");
        await page.Locator("#waktu").FillAsync("7 menit");
        await ratri.PressAsync("Simpan");
        await Assertions.Expect(page.Locator("table.draf")).ToContainTextAsync(activity);
        await page.GotoAsync(address + "/ajukan");
        await page.Locator("#perubahan").FillAsync("Kabel diuji.");
        await ratri.PressAsync("Ajukan");
        await Assertions.Expect(ratri.Said).ToContainTextAsync("menunggu pengesahan");
        await page.Context.CloseAsync();

        var office = await chromium.WindowAsync(server.Address, scripts: scripts);
        await office.SignInAsync("suryo");
        await office.GotoAsync(address + "/sahkan");
        await Assertions.Expect(office.Locator("main")).ToContainTextAsync(activity);
        await new Clerk(office).PressAsync("Sahkan dan terbitkan");
        await Assertions.Expect(office.Locator("main .notice.good").First).ToContainTextAsync("terbit");
        await office.Context.CloseAsync();
        var newest = (await server.Services.GetRequiredService<PublishedSheets>().AllVersionsAsync("banjarnegara", default)).Where(v => v.Procedure.Id == "pemeliharaan-jaringan").MaxBy(v => v.Version)!;
        Assert.Equal("7 menit", newest.Procedure.Steps.Single(s => s.Activity == activity).StandardTime!.Text);
    }
}
