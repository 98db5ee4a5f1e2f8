using Laksana.Officers;
using Laksana.Server.Accounts;

namespace Laksana.Server.Hosting;

/// <summary>What stands between a recognised officer and the page he asked for.</summary>
internal static class RequestOffice
{
    /// <summary>The request's office and officer, from its session or token.</summary>
    public static void UseCurrentOffice(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var services = context.RequestServices;
        var current = services.GetRequiredService<CurrentOffice>();
        await current.EnterAsync(context.User, services.GetRequiredService<Offices>(), context.RequestAborted);
        if (current.AtWork is not null)
            current.PlaceSheets = await services.GetRequiredService<DeskSheets>().OfAsync(current.Id, context.RequestAborted);
        await next(context);
    });

    /// <summary>Whoever still has the password he was given chooses his own first.</summary>
    public static void UseFirstPassword(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (!context.User.HasClaim(LaksanaClaims.FirstPassword, "1") || IsOpenBefore(context.Request.Path))
            return next(context);
        context.Response.Redirect("/akun/sandi");
        return Task.CompletedTask;
    });

    private static bool IsOpenBefore(PathString path) =>
        path == "/akun/sandi" || path == "/keluar" || path == "/bahasa" || path.StartsWithSegments("/aset") || path.StartsWithSegments("/galat") ||
        path.StartsWithSegments("/masuk") || path.StartsWithSegments("/health");
}
