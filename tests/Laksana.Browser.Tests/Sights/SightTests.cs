using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Laksana.Browser.Tests.Serving;
using Microsoft.Playwright;
using Xunit;

namespace Laksana.Browser.Tests.Sights;

/// <summary>Every page at a desk and on a phone, in daylight and in the dark: nobody is shut out, and nothing has to be pushed sideways.</summary>
public sealed class SightTests(OfficeInUse office, Chromium chromium) : IClassFixture<OfficeInUse>
{
    /// <summary>At a desk and on a phone, in daylight and in the dark, in both languages.</summary>
    private sealed record Look(int Width, ColorScheme Colours, string Language);

    private static readonly IReadOnlyList<Look> Every =
        [.. from language in new[] { "id", "en" } from width in new[] { 1360, 360 } from colours in new[] { ColorScheme.Light, ColorScheme.Dark } select new Look(width, colours, language)];

    /// <summary>Each width, each light and each language once; the rest is for the long tests.</summary>
    private static readonly IReadOnlyList<Look> Some = [new(1360, ColorScheme.Light, "id"), new(360, ColorScheme.Dark, "en")];

    /// <summary>Sessions of officers who only look: signing in for every page would take as long as looking at it.</summary>
    private static readonly Dictionary<string, string> Sessions = new(StringComparer.Ordinal);

    /// <summary>All, or only those that begin with what LAKSANA_SIGHTS says: for whoever works on a page.</summary>
    public static TheoryData<string> Names => [.. Sight.All.Keys.Where(n => n.StartsWith(Environment.GetEnvironmentVariable("LAKSANA_SIGHTS") ?? "", StringComparison.Ordinal))];

    [Theory, MemberData(nameof(Names))]
    public Task a_page_shuts_nobody_out_and_fits_a_phone(string name) => SeeAsync(name, Some);

    [Theory, MemberData(nameof(Names)), Trait("Category", "Long")]
    public Task a_page_shuts_nobody_out_however_it_is_looked_at(string name) => SeeAsync(name, Every);

    [Fact]
    public void whose_sign_in_a_sight_changes_looks_at_nothing_else()
    {
        var changed = Sight.All.Values.Where(s => s.NewAccount).Select(s => (s.Office, s.Officer)).ToList();
        Assert.NotEmpty(changed);
        Assert.All(changed, whose => Assert.Single(Sight.All, s => (s.Value.Office, s.Value.Officer) == whose));
    }

    private async Task SeeAsync(string name, IReadOnlyList<Look> looks)
    {
        var sight = Sight.All[name];
        var page = await chromium.WindowAsync(office.Address);
        try
        {
            if (sight.Officer is { } officer) await ComeInAsync(page, officer, sight);
            await page.GotoAsync(await sight.Address(office));
            if (sight.Officer is not null) Assert.DoesNotContain("/masuk?", page.Url, StringComparison.Ordinal);
            if (sight.Then is { } then) await then(office, new Clerk(page));
            foreach (var look in looks)
                await LookAsync(page, name, look);
        }
        finally
        {
            await page.Context.CloseAsync();
        }
    }

    /// <summary>Who does something there may end his session by it, and has one of his own.</summary>
    private async Task ComeInAsync(IPage page, string officer, Sight sight)
    {
        var whose = $"{office.Address} {sight.Office} {officer}";
        if (sight.Then is null && Sessions.TryGetValue(whose, out var kept))
        {
            await page.Context.AddCookiesAsync([new Cookie { Name = "laksana", Value = kept, Url = office.Address.ToString(), HttpOnly = true }]);
            return;
        }
        if (sight.NewAccount) await office.WithoutCodeAsync(officer, sight.Office);
        await page.SignInAsync(officer, sight.Office);
        if (sight.Then is null) Sessions[whose] = (await page.Context.CookiesAsync()).Single(c => c.Name == "laksana").Value;
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
        (await page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] })).Violations;

    private async Task LookAsync(IPage page, string name, Look look)
    {
        var (width, colours, language) = look;
        await page.SetViewportSizeAsync(width, width < 600 ? 780 : 900);
        await page.EmulateMediaAsync(new() { ColorScheme = colours });
        if (await page.GetAttributeAsync("html", "lang") != language) await SpeakAsync(page, language);
        await page.KeepAsync($"{name}-{width}-{colours}-{language}");
        Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= width, $"{name} is wider than {width}: {await WidestAsync(page, width)}");
        // Also where nothing overflows today: with more in it, it will.
        Assert.Equal(0, await page.Locator(".scroll:not([tabindex='0'][role=region][aria-label])").CountAsync());
        var faults = (await FaultsAsync(page)).Select(v => $"{look} {v.Id}: {v.Help} — {string.Join(" | ", v.Nodes.Take(4).Select(n => n.Html + " " + string.Join(';', n.Any.Select(a => a.Message))))}").ToList();
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    /// <summary>The same page in another language: asked again, so that what the officer had typed or was told does not come along.</summary>
    private async Task SpeakAsync(IPage page, string language)
    {
        await page.Context.AddCookiesAsync([new Cookie { Name = Laksana.Server.Hosting.Language.Cookie, Value = language, Url = office.Address.ToString() }]);
        await page.GotoAsync(page.Url);
        Assert.Equal(language, await page.GetAttributeAsync("html", "lang"));
    }

    private static Task<string> WidestAsync(IPage page, int width) => page.EvaluateAsync<string>(
        "width => [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > width + 1 && !e.closest('.scroll')).slice(0, 5).map(e => e.tagName + '.' + e.className).join(' ')", width);
}
