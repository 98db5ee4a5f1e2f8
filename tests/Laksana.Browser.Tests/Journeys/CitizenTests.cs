using Laksana.Browser.Tests.Serving;
using Laksana.Browser.Tests.WithoutScripts;
using Laksana.Cases;
using Microsoft.Playwright;
using Xunit;

namespace Laksana.Browser.Tests.Journeys;

/// <summary>A citizen with a telephone and without scripts: complains without a name, answers a question, and reads the answer; the office works at its desks.</summary>
public sealed class CitizenTests(WorkingServer server, Chromium chromium) : IClassFixture<WorkingServer>
{
    [Fact]
    public async Task a_complaint_without_a_name_goes_from_a_telephone_to_its_answer()
    {
        await using var journey = new Journey(server, chromium, "banjarnegara", scripts: false);
        var phone = await chromium.WindowAsync(server.Address, width: 360, scripts: false);
        try
        {
            var address = await ComplainAsync(phone);
            var number = await phone.Locator(".ticket p.hint").Nth(1).InnerTextAsync() is var told ? System.Text.RegularExpressions.Regex.Match(told, "ADU-[0-9-]+").Value : "";
            var laila = await journey.AsAsync("laila");
            await laila.TakeAsync(number);
            await Assertions.Expect(laila.Page.Locator(".panel .pill.from").First).ToHaveTextAsync("dari pemohon");
            await Assertions.Expect(laila.Page.Locator("textarea[name='isian.isi-pengaduan']")).ToHaveValueAsync("Antrean loket tidak dipanggil.");
            await laila.FillAsync(("Pokok aduan", "Antrean loket"));
            await laila.SendAsync();

            // The office asks him something; the clock stands still until the officer goes on.
            var run = (await journey.StateAsync(number)).OpenRuns.Single().Run;
            await server.DoAsync("laila", number, new BeginStep(run));
            await server.DoAsync("laila", number, new PauseClock(run, "pengadu", "Loket yang mana?"));
            await phone.GotoAsync(address);
            await Assertions.Expect(phone.Locator(".notice.warn")).ToContainTextAsync("Loket yang mana?");
            await phone.Locator("#pesan").FillAsync("Loket tiga, sekitar jam sepuluh.");
            await phone.Locator("main form button").ClickAsync();
            await Assertions.Expect(phone.Locator(".notice.good")).ToContainTextAsync("Terkirim");
            await laila.Page.GotoAsync("/berkas/" + number);
            await Assertions.Expect(laila.Page.Locator("main")).ToContainTextAsync("Loket tiga, sekitar jam sepuluh.");

            await server.DoAsync("laila", number, new ResumeClock(run, "Loket tiga."));
            await server.DoAsync("laila", number, new CompleteStep(run, new Dictionary<string, string> { ["hasil-verifikasi"] = "Bukan layanan dinas." }, "bukan kewenangan dinas"));
            await laila.DoAsync(number, ("Instansi tujuan", "RSUD"), ("Pemberitahuan kepada pengadu", "Pengaduan Anda kami teruskan ke RSUD."), ("Pengadu diberi tahu melalui", "halaman pelacakan"));
            await phone.GotoAsync(address);
            await Assertions.Expect(phone.Locator(".answer")).ToContainTextAsync("Pengaduan Anda kami teruskan ke RSUD.");
            await Assertions.Expect(phone.Locator(".facts .pill").First).ToHaveTextAsync("Selesai");
            await journey.ClosedAsync(laila, number);
        }
        finally
        {
            await phone.Context.CloseAsync();
        }
    }

    /// <summary>From the sign-in page on, as people come; ends on the page with the number, whose address is returned without its greeting.</summary>
    private static async Task<string> ComplainAsync(IPage phone)
    {
        await phone.GotoAsync("/masuk");
        await phone.Locator("a[href='/layanan']").ClickAsync();
        await phone.Locator("a[href='/layanan/banjarnegara']").ClickAsync();
        await phone.GetByRole(AriaRole.Link, new() { Name = "Sampaikan pengaduan" }).ClickAsync();
        await phone.Locator("input[value=anonim]").CheckAsync();
        await phone.Locator("#isian-isi-pengaduan").FillAsync("Antrean loket tidak dipanggil.");
        await phone.SendAsPersonAsync();
        await Assertions.Expect(phone.Locator(".ticket .qr")).ToBeVisibleAsync();
        return phone.Url.Split('?')[0];
    }
}
