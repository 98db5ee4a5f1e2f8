using Laksana.Testing;
using Microsoft.Playwright;

namespace Laksana.Browser.Tests.Serving;

/// <summary>Pictures for people to judge, in <c>artifacts/pages</c>; nothing compares them.</summary>
internal static class Shots
{
    public static Task KeepAsync(this IPage page, string name) => page.ScreenshotAsync(new PageScreenshotOptions
    {
        Path = Path.Combine(Repository.Path("artifacts/pages"), name + ".png"), FullPage = true,
    });
}
