using Microsoft.Playwright;

namespace Laksana.Browser.Tests.Serving;

/// <summary>Pictures for people to judge, in the folder that LAKSANA_PICTURES names; nothing compares them.</summary>
internal static class Shots
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("LAKSANA_PICTURES");

    public static async Task KeepAsync(this IPage page, string name)
    {
        if (Folder is { Length: > 0 })
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Folder, name + ".png"), FullPage = true });
    }
}
