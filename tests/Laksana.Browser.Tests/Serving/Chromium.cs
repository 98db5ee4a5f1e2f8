using Microsoft.Playwright;
using Xunit;

namespace Laksana.Browser.Tests.Serving;

/// <summary>The machine's own Chromium, one for a test class; every test has a window of its own.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("LAKSANA_CHROMIUM") ?? "/usr/bin/chromium",
            // As root, and without calls to anywhere but the server under test.
            Args = ["--no-sandbox", "--disable-background-networking"],
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
        context.SetDefaultTimeout(20_000);
        return await context.NewPageAsync();
    }
}
