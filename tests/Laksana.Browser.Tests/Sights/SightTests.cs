using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Laksana.Browser.Tests.Serving;
using Microsoft.Playwright;
using Xunit;

namespace Laksana.Browser.Tests.Sights;

/// <summary>Every page at a desk and on a phone, in daylight and in the dark: nobody is shut out, and nothing has to be pushed sideways.</summary>
public sealed class SightTests(OfficeInUse office, Chromium chromium) : IClassFixture<OfficeInUse>
{
    private static readonly (int Width, ColorScheme Colours)[] Looks = [(1360, ColorScheme.Light), (1360, ColorScheme.Dark), (360, ColorScheme.Light), (360, ColorScheme.Dark)];

    public static TheoryData<string> Names => [.. Sight.All.Keys];

    [Theory, MemberData(nameof(Names))]
    public async Task a_page_shuts_nobody_out_and_fits_a_phone(string name)
    {
        var sight = Sight.All[name];
        var page = await chromium.WindowAsync(office.Address);
        try
        {
            if (sight.Officer is { } officer) await page.SignInAsync(officer, sight.Office);
            await page.GotoAsync(await sight.Address(office));
            if (sight.Then is { } then) await then(office, new Clerk(page));
            foreach (var (width, colours) in Looks)
                await LookAsync(page, name, width, colours);
        }
        finally
        {
            await page.Context.CloseAsync();
        }
    }

    [Fact]
    public async Task a_page_that_shuts_people_out_would_be_found()
    {
        var page = await chromium.WindowAsync(office.Address);
        await page.GotoAsync("/masuk");
        await page.EvaluateAsync("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"/x.png\"><input id=\"tanpa-label\">')");
        Assert.Equal(["image-alt", "label"], (await FaultsAsync(page)).Select(f => f.Id).Order(StringComparer.Ordinal));
        await page.Context.CloseAsync();
    }

    private static async Task<IEnumerable<AxeResultItem>> FaultsAsync(IPage page) =>
        (await page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] })).Violations.Where(v => v.Impact is "serious" or "critical");

    private static async Task LookAsync(IPage page, string name, int width, ColorScheme colours)
    {
        await page.SetViewportSizeAsync(width, width < 600 ? 780 : 900);
        await page.EmulateMediaAsync(new() { ColorScheme = colours });
        await page.KeepAsync($"{name}-{width}-{colours}");
        Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= width, $"{name} is wider than {width}: {await WidestAsync(page, width)}");
        Assert.Empty((await FaultsAsync(page)).Select(v => $"{width} {colours} {v.Id}: {v.Help} — {string.Join(" | ", v.Nodes.Take(4).Select(n => n.Html + " " + string.Join(';', n.Any.Select(a => a.Message))))}"));
    }

    private static Task<string> WidestAsync(IPage page, int width) => page.EvaluateAsync<string>(
        "width => [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > width + 1 && !e.closest('.scroll')).slice(0, 5).map(e => e.tagName + '.' + e.className).join(' ')", width);
}
