using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Laksana.Browser.Tests.Serving;
using Microsoft.Playwright;
using Xunit;

namespace Laksana.Browser.Tests.Sights;

/// <summary>At a desk or on a phone, in daylight or in the dark, in one of the languages.</summary>
internal sealed record Look(int Width, ColorScheme Colours, string Language);

/// <summary>Looks at a page that is open: does it fit, and does it shut anybody out?</summary>
internal static class Looking
{
    public static readonly IReadOnlyList<Look> Every =
        [.. from language in new[] { "id", "en" } from width in new[] { 1360, 360 } from colours in new[] { ColorScheme.Light, ColorScheme.Dark } select new Look(width, colours, language)];

    /// <summary>Each width and each light once, in one of the languages, by turns; the rest is for the long tests.</summary>
    public static IReadOnlyList<Look> SomeOf(string name) =>
        name.Length % 2 == 0 ? [new(1360, ColorScheme.Light, "id"), new(360, ColorScheme.Dark, "id")] : [new(1360, ColorScheme.Dark, "en"), new(360, ColorScheme.Light, "en")];

    public static async Task LookAsync(this IPage page, string name, Look look)
    {
        var (width, colours, language) = look;
        await page.SetViewportSizeAsync(width, width < 600 ? 780 : 900);
        await page.EmulateMediaAsync(new() { ColorScheme = colours });
        await page.KeepAsync($"{name}-{width}-{colours}-{language}");
        Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= width, $"{name} is wider than {width}: {await WidestAsync(page, width)}");
        // Also where nothing overflows today: with more in it, it will.
        Assert.Equal(0, await page.Locator(".scroll:not([tabindex='0'][role=region][aria-label])").CountAsync());
        // Axe does not ask for it, but a label of the second leads to the first.
        Assert.Empty(await page.EvaluateAsync<string[]>("[...document.querySelectorAll('[id]')].map(e => e.id).filter((id, n, all) => all.indexOf(id) !== n)"));
        var faults = (await page.FaultsAsync()).Select(v => $"{look} {v.Id}: {v.Help} — {string.Join(" | ", v.Nodes.Take(4).Select(n => n.Html + " " + string.Join(';', n.Any.Select(a => a.Message))))}").ToList();
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    public static async Task<IEnumerable<AxeResultItem>> FaultsAsync(this IPage page) =>
        (await page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] })).Violations;

    /// <summary>From now on the pages come in this language, as after the switch in their foot.</summary>
    public static Task SpeakAsync(this IPage page, string language, Uri address) =>
        page.Context.AddCookiesAsync([new Cookie { Name = Laksana.Server.Hosting.Language.Cookie, Value = language, Url = address.ToString() }]);

    private static Task<string> WidestAsync(IPage page, int width) => page.EvaluateAsync<string>(
        "width => [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > width + 1 && !e.closest('.scroll')).slice(0, 5).map(e => e.tagName + '.' + e.className).join(' ')", width);
}
