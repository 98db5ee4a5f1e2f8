using Microsoft.Playwright;
using Xunit;

// Two tests at a time would only wait for one another: each has a browser's, a server's and a database's work to do.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
[assembly: AssemblyFixture(typeof(Laksana.Browser.Tests.Serving.Chromium))]

namespace Laksana.Browser.Tests.Serving;

/// <summary>The machine's own Chromium, one for all tests; every test has a window of its own.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    public async ValueTask InitializeAsync()
    {
        // A busy machine is slow, which is no failure.
        Assertions.SetDefaultExpectTimeout(30_000);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("LAKSANA_CHROMIUM") ?? "/usr/bin/chromium",
            // As root, without calls to anywhere but the server under test, and without drawing through a graphics card that is only imitated.
            Args = ["--no-sandbox", "--disable-background-networking", "--disable-gpu", "--disable-gpu-compositing", "--disable-gpu-rasterization", "--disable-software-rasterizer"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    /// <param name="width">In CSS pixels: 360 for a phone, 1360 for a desk.</param>
    public async Task<IPage> WindowAsync(Uri address, int width = 1360, bool scripts = true, ColorScheme colours = ColorScheme.Light, Contrast contrast = Contrast.NoPreference)
    {
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = address.ToString(),
            ViewportSize = new ViewportSize { Width = width, Height = width < 600 ? 780 : 900 },
            JavaScriptEnabled = scripts,
            ColorScheme = colours,
            Contrast = contrast,
            Locale = "id-ID",
            TimezoneId = "Asia/Jakarta",
        });
        context.SetDefaultTimeout(60_000);
        return await context.NewPageAsync();
    }
}
