using Laksana.Browser.Tests.Serving;
using Microsoft.Playwright;
using Xunit;

namespace Laksana.Browser.Tests.Sights;

/// <summary>Every page at a desk and on a phone, in daylight and in the dark: nobody is shut out, and nothing has to be pushed sideways.</summary>
public sealed class SightTests(OfficeInUse office, Chromium chromium) : IClassFixture<OfficeInUse>
{
    /// <summary>Sessions of officers who only look: signing in for every page would take as long as looking at it.</summary>
    private static readonly Dictionary<string, string> Sessions = new(StringComparer.Ordinal);

    private const int OneIn = 12;

    /// <summary>What LAKSANA_SIGHTS names (beginnings, parted by commas), for whoever works on a page.</summary>
    private static string Wanted => Environment.GetEnvironmentVariable("LAKSANA_SIGHTS") ?? "";

    /// <summary>All, or only those that are wanted.</summary>
    public static TheoryData<string> Names => [.. Sight.All.Keys.Where(n => Wanted.Split(',').Any(wanted => n.StartsWith(wanted, StringComparison.Ordinal)))];

    /// <summary>Where none is wanted, one in so many: to look at all of them is for the long tests.</summary>
    public static TheoryData<string> Sample => Wanted.Length > 0 ? Names : [.. Sight.All.Keys.Order(StringComparer.Ordinal).Where((_, i) => i % OneIn == 0)];

    [Theory, MemberData(nameof(Sample))]
    public Task a_page_shuts_nobody_out_and_fits_a_phone(string name) => SeeAsync(name, Looking.SomeOf(name));

    [Theory, MemberData(nameof(Names)), Trait("Category", "Long")]
    public Task a_page_shuts_nobody_out_however_it_is_looked_at(string name) => SeeAsync(name, Looking.Every);

    /// <summary>A page without a sight fails: whoever adds one lets it be looked at, or says why it is none.</summary>
    [Fact]
    public async Task every_page_is_looked_at()
    {
        var seen = new HashSet<string>(Routes.NotPages.Keys, StringComparer.Ordinal);
        foreach (var sight in Sight.All.Values.Where(s => s.Shows is null)) seen.Add(Routes.Of(await sight.Address(office)));
        seen.UnionWith(Sight.All.Values.Select(s => s.Shows).OfType<string>());
        seen.UnionWith(FirstStartTests.Shown);
        Assert.Equal([], Routes.Pages.Where(p => !seen.Contains(p)));
        Assert.Equal([], seen.Where(s => !Routes.Pages.Contains(s)));
    }

    [Fact]
    public void whose_sign_in_a_sight_changes_looks_at_nothing_else()
    {
        var changed = Sight.All.Values.Where(s => s.NewAccount).Select(s => (s.Office, s.Officer)).ToList();
        Assert.NotEmpty(changed);
        Assert.All(changed, whose => Assert.Single(Sight.All, s => (s.Value.Office, s.Value.Officer) == whose));
    }

    /// <summary>Each language from the beginning, so that what a form is refused with is seen in both.</summary>
    private async Task SeeAsync(string name, IReadOnlyList<Look> looks)
    {
        foreach (var language in looks.GroupBy(l => l.Language, StringComparer.Ordinal)) await SeeAsync(name, language.Key, [.. language]);
    }

    private async Task SeeAsync(string name, string language, IReadOnlyList<Look> looks)
    {
        var sight = Sight.All[name];
        var page = await chromium.WindowAsync(office.Address);
        try
        {
            await page.SpeakAsync(language, office.Address);
            if (sight.Officer is { } officer) await ComeInAsync(page, officer, sight);
            await page.GotoAsync(await sight.Address(office));
            if (sight.Officer is not null) Assert.DoesNotContain("/masuk?", page.Url, StringComparison.Ordinal);
            if (sight.Then is { } then) await then(office, new Clerk(page));
            if (sight.Shows is { } route) Assert.Matches(Routes.Pattern(route), new Uri(page.Url).AbsolutePath);
            Assert.Equal(language, await page.GetAttributeAsync("html", "lang"));
            foreach (var look in looks) await page.LookAsync(name, look);
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
        Assert.Equal(["image-alt", "label"], (await page.FaultsAsync()).Select(f => f.Id).Order(StringComparer.Ordinal));
        await page.Context.CloseAsync();
    }
}
