using Laksana.Browser.Tests.Serving;
using Laksana.Testing;
using Microsoft.Playwright;
using Xunit;

namespace Laksana.Browser.Tests.Drafts;

/// <summary>What was typed and not sent is there again when the page is opened anew, for its officer alone.</summary>
public sealed class DraftTests(DemoServer server, Chromium chromium) : IClassFixture<DemoServer>
{
    private const string Words = "Kabel di tiang putus; tim berangkat pukul sepuluh.";

    [Fact]
    public async Task a_window_that_was_closed_offers_what_was_typed_when_the_page_is_opened_again()
    {
        var number = await server.FaultAsync();
        var first = await chromium.WindowAsync(server.Address);
        await first.SignInAsync("ratri");
        await first.GotoAsync("/berkas/" + number);
        await first.Locator("#catatan").FillAsync(Words);
        await first.CloseAsync(new PageCloseOptions { RunBeforeUnload = true });
        await SavedAsync(number, 1);

        var second = await first.Context.NewPageAsync();
        await second.GotoAsync("/berkas/" + number);
        var offer = second.Locator(".notice.warn", new() { HasText = "Ada isian yang belum dikirim" });
        await Assertions.Expect(offer).ToBeVisibleAsync();
        await Assertions.Expect(second.Locator("#catatan")).ToHaveValueAsync("");
        await offer.GetByRole(AriaRole.Button, new() { Name = "Pakai" }).ClickAsync();
        await Assertions.Expect(second.Locator("#catatan")).ToHaveValueAsync(Words);

        await second.Locator("form[action$='/catatan'] button").GoThroughAsync();
        await Assertions.Expect(second.Locator("main .notice.good")).ToHaveCountAsync(1);
        await SavedAsync(number, 0);
        Assert.Contains(Words, await second.Locator(".agenda").Last.InnerTextAsync(), StringComparison.Ordinal);
        await second.Context.CloseAsync();
    }

    [Fact]
    public async Task nobody_else_is_offered_it_at_the_same_computer_and_what_is_thrown_away_is_gone()
    {
        var number = await server.FaultAsync();
        var page = await chromium.WindowAsync(server.Address);
        await page.SignInAsync("ratri");
        await page.GotoAsync("/berkas/" + number);
        await page.Locator("#catatan").FillAsync("rahasia ratri");
        await page.GotoAsync("/tugas");
        await SavedAsync(number, 1);
        Assert.Equal(0, await server.Database.ScalarAsync<long>(DemoServer.Office, "select count(*) from draft where body like '%rahasia%'::bytea"));
        await page.SignOutAsync();

        await page.SignInAsync("galih");
        var asked = page.WaitForResponseAsync(r => r.Url.Contains("/draf?", StringComparison.Ordinal));
        await page.GotoAsync("/berkas/" + number);
        Assert.Equal("[]", await (await asked).TextAsync());
        await page.SignOutAsync();

        await page.SignInAsync("ratri");
        await page.GotoAsync("/berkas/" + number);
        await page.Locator(".notice.warn").GetByRole(AriaRole.Button, new() { Name = "Buang" }).ClickAsync();
        await SavedAsync(number, 0);
        await page.Context.CloseAsync();
    }

    private async Task SavedAsync(string number, long wanted)
    {
        for (var tries = 0; await Count() != wanted; tries++)
        {
            if (tries > 200) Assert.Equal(wanted, await Count());
            await Task.Delay(50);
        }

        Task<long> Count() => server.Database.ScalarAsync<long>(DemoServer.Office, "select count(*) from draft where address like '/berkas/' || $1 || '/%'", number)!;
    }
}
