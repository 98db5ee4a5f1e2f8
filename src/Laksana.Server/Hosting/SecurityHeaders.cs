using Microsoft.AspNetCore.Http.Features;

namespace Laksana.Server.Hosting;

/// <summary>
/// Headers of every answer. No inline script or style is ever allowed, so text that a person typed cannot become either;
/// pages are never stored by browsers or proxies, because office computers are shared.
/// </summary>
internal static class SecurityHeaders
{
    private const string Policy =
        "default-src 'self'; base-uri 'none'; object-src 'none'; form-action 'self'; frame-ancestors 'none'";

    private const string Features =
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), " +
        "publickey-credentials-create=(self), publickey-credentials-get=(self), usb=()";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        // At the last moment: an error page begins by clearing whatever headers there were.
        context.Response.OnStarting(Write, context);
        return next(context);
    });

    /// <summary>A page that shows a secret beside words from the address must not betray the secret by its compressed length (BREACH).</summary>
    /// <remarks>Stands after the compression, which offers the switch.</remarks>
    public static IApplicationBuilder UseNoCompressionOfSecrets(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (ShowsSecrets(context.Request.Path) && context.Features.Get<IHttpsCompressionFeature>() is { } compression)
            compression.Mode = HttpsCompressionMode.DoNotCompress;
        return next(context);
    });

    private static Task Write(object state)
    {
        var context = (HttpContext)state;
        var headers = context.Response.Headers;
        headers.TryAdd("Content-Security-Policy", Policy);
        headers.XContentTypeOptions = "nosniff";
        headers.TryAdd("X-Frame-Options", "DENY");
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = Features;
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.TryAdd("Cache-Control", "no-store");
        if (context.Request.IsHttps)
            headers.StrictTransportSecurity = "max-age=31536000";
        return Task.CompletedTask;
    }

    private static bool ShowsSecrets(PathString path) => path.StartsWithSegments("/akun") || path.StartsWithSegments("/masuk") || path.StartsWithSegments("/backup/kunci");
}
