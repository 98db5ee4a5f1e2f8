using Laksana.Browser.Tests.Serving;
using Laksana.Cases;
using Laksana.Server.Installing;
using Laksana.Testing;
using Microsoft.Playwright;
using Xunit;

namespace Laksana.Browser.Tests.Sights;

/// <summary>From sign-in to a row done without a pointer; where the focus is, everybody sees.</summary>
public sealed class KeyboardTests(DemoServer server, Chromium chromium) : IClassFixture<DemoServer>
{
    [Theory, InlineData(1360), InlineData(360)]
    public async Task a_row_is_taken_and_done_with_the_keyboard_alone(int width)
    {
        var number = await server.FaultAsync();
        await server.DoAsync("ratri", number, new CompleteStep(1, new Dictionary<string, string>()));
        var page = await chromium.WindowAsync(server.Address, width);
        await page.GotoAsync("/masuk");
        await page.Locator("#kantor").FocusAsync();
        await page.Keyboard.TypeAsync("Dinas Kependudukan dan Pencatatan Sipil · Kabupaten Ban");
        await TabToAsync(page, "#nama");
        await page.Keyboard.TypeAsync("ratri");
        await TabToAsync(page, "#sandi");
        await page.Keyboard.TypeAsync(DemoInstallation.Password);
        await EnterAsync(page);
        Assert.EndsWith("/tugas", page.Url, StringComparison.Ordinal);

        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("#isi", await page.EvaluateAsync<string>("document.activeElement.getAttribute('href')"));
        await page.Keyboard.PressAsync("Enter");
        await TabToAsync(page, $"form[action^='/berkas/{number}/mulai/'] button");
        await EnterAsync(page);
        Assert.Equal("ratri", (await server.StateAsync(number)).OpenRuns.Single().Officer);

        await TabToAsync(page, ".panel input[type=radio]");
        await page.Keyboard.PressAsync("Space");
        await TabToAsync(page, ".panel form[action*='/selesai/'] p.acts button");
        await EnterAsync(page);
        var done = (await server.StateAsync(number)).Runs.Single(r => r.Step == "periksa-perangkat-lunak");
        Assert.Equal((RunStatus.Done, "ratri"), (done.Status, done.DoneBy.Single()));
        await Assertions.Expect(page.Locator("#langkah-2 dd")).ToHaveTextAsync("baik");
        await page.Context.CloseAsync();
    }

    private static Task EnterAsync(IPage page) => page.ArriveAsync(() => page.Keyboard.PressAsync("Enter"));

    private static async Task TabToAsync(IPage page, string selector)
    {
        for (var presses = 0; presses < 80; presses++)
        {
            await page.Keyboard.PressAsync("Tab");
            var (there, seen) = await page.EvaluateAsync<Focus>(
                """selector => { const e = document.activeElement; return { there: e.matches(selector), seen: e === document.body || getComputedStyle(e).outlineStyle !== "none" }; }""", selector);
            Assert.True(seen, "The focus cannot be seen: " + await page.EvaluateAsync<string>("document.activeElement.outerHTML.slice(0, 200)"));
            if (there) return;
        }
        Assert.Fail($"{selector} is not reached with the Tab key.");
    }

    private sealed record Focus
    {
        public bool There { get; set; }
        public bool Seen { get; set; }
        public void Deconstruct(out bool there, out bool seen) => (there, seen) = (There, Seen);
    }
}
