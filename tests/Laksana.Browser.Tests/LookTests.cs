using Laksana.Browser.Tests.Serving;
using Laksana.Cases;
using Laksana.Server.Installing;
using Laksana.Testing;
using Microsoft.Playwright;
using Xunit;

namespace Laksana.Browser.Tests;

/// <summary>The two pages where the work happens, at a desk and on a phone, in daylight and in the dark.</summary>
public sealed class LookTests(DemoServer server, Chromium chromium) : IClassFixture<DemoServer>, IClassFixture<Chromium>
{
    [Theory]
    [InlineData(1360, ColorScheme.Light)]
    [InlineData(360, ColorScheme.Light)]
    [InlineData(1360, ColorScheme.Dark)]
    public async Task tasks_and_a_running_case(int width, ColorScheme colours)
    {
        var number = await server.FaultAsync();
        await server.DoAsync("ratri", number, new CompleteStep(1, new Dictionary<string, string>(), null, "Dicatat lewat telepon."));
        await server.DoAsync("ratri", number, new BeginStep(2));
        var page = await chromium.WindowAsync(server.Address, width, colours: colours);
        await page.SignInAsync("ratri");
        await page.GotoAsync("/tugas");
        await page.KeepAsync($"tugas-{width}-{colours}");
        await page.GotoAsync("/berkas/" + number);
        await page.KeepAsync($"berkas-{width}-{colours}");
    }
}

internal static class SigningIn
{
    public static async Task SignInAsync(this IPage page, string officer, string office = DemoServer.Office)
    {
        await page.GotoAsync("/masuk");
        await page.SelectOptionAsync("#kantor", office);
        await page.FillAsync("#nama", officer);
        await page.FillAsync("#sandi", DemoInstallation.Password);
        await page.ClickAsync("main form button");
    }
}
