using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Laksana.Server.Pages.Masuk;

/// <summary>Where to go once signed in.</summary>
internal static class Destination
{
    /// <summary>The page that was asked for when it is one of ours, else the start page; never another site's.</summary>
    public static string Of(PageModel page, string? back) => page.Url.IsLocalUrl(back) ? back! : "/";
}
