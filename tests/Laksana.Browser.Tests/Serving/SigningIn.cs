using System.Text.RegularExpressions;
using Laksana.Server.Installing;
using Laksana.Testing;
using Microsoft.Playwright;

namespace Laksana.Browser.Tests.Serving;

/// <summary>Coming in and going out, as people do it.</summary>
internal static partial class SigningIn
{
    [GeneratedRegex("/(tugas|beranda)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Begun { get; }

    public static async Task SignInAsync(this IPage page, string officer, string office = DemoServer.Office)
    {
        await page.GotoAsync("/masuk");
        await page.SelectOptionAsync("#kantor", office);
        await page.FillAsync("#nama", officer);
        await page.FillAsync("#sandi", DemoInstallation.Password);
        await page.ClickAsync("main form button");
        // Who stands above others begins with the overview.
        await page.WaitForURLAsync(Begun, new PageWaitForURLOptions { WaitUntil = WaitUntilState.Commit, Timeout = 60_000 });
    }

    public static async Task SignOutAsync(this IPage page) => await page.ClickAsync("nav.main form button");
}
