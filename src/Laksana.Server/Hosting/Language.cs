using System.Globalization;
using Microsoft.AspNetCore.Localization;

namespace Laksana.Server.Hosting;

/// <summary>Indonesian unless the reader switched to English; kept in a cookie, whatever the browser prefers.</summary>
internal static class Language
{
    public const string Cookie = "laksana-bahasa";

    public static readonly CultureInfo Indonesian = CultureInfo.GetCultureInfo("id-ID");
    public static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    public static RequestLocalizationOptions Options()
    {
        var options = new RequestLocalizationOptions
        {
            DefaultRequestCulture = new RequestCulture(Indonesian),
            SupportedCultures = [Indonesian, English],
            SupportedUICultures = [Indonesian, English],
        };
        options.RequestCultureProviders.Clear();
        options.RequestCultureProviders.Add(new CustomRequestCultureProvider(context =>
            Task.FromResult(context.Request.Cookies[Cookie] == "en" ? new ProviderCultureResult(English.Name) : null)));
        return options;
    }

    /// <summary>The value of the page's <c>lang</c> attribute.</summary>
    public static string Current => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    public static void Choose(HttpContext context, string language) =>
        context.Response.Cookies.Append(Cookie, language == "en" ? "en" : "id", new CookieOptions
        {
            HttpOnly = true,
            IsEssential = true,
            MaxAge = TimeSpan.FromDays(365),
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
        });
}
