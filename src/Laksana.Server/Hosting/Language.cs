using System.Globalization;
using Microsoft.AspNetCore.Localization;

namespace Laksana.Server.Hosting;

/// <summary>Indonesian unless the reader switched to English (kept in a cookie, whatever the browser prefers) or a call of the API asks for it.</summary>
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
            Task.FromResult(SpeaksEnglish(context.Request) ? new ProviderCultureResult(English.Name) : null)));
        return options;
    }

    /// <summary>A page asks the reader's own choice, a call its Accept-Language: what comes first of the two languages that are spoken here.</summary>
    private static bool SpeaksEnglish(HttpRequest request) => !request.Path.StartsWithSegments("/api") ? request.Cookies[Cookie] == "en"
        : request.GetTypedHeaders().AcceptLanguage.Where(l => l.Quality is null or > 0).OrderByDescending(l => l.Quality ?? 1)
            .Select(l => l.Value.ToString().Split('-')[0].ToLowerInvariant()).FirstOrDefault(l => l is "id" or "en") == "en";

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
