using Laksana.Server.Pages.KirimLagi;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;

namespace Laksana.Server.Accounts;

/// <summary>What becomes of a session that has ended, and of a page that is not for this officer.</summary>
internal sealed class SessionEvents : CookieAuthenticationEvents
{
    /// <summary>Each minute the account is asked; a session that was signed out on this node is refused at once.</summary>
    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        if (LaksanaClaims.SessionOf(context.Principal) is { } session && context.HttpContext.RequestServices.GetRequiredService<Sessions>().EndedHere(session))
        {
            context.RejectPrincipal();
            return;
        }
        await SecurityStampValidator.ValidatePrincipalAsync(context);
    }

    /// <summary>To the sign-in page and back to where he was; a script that fetched something gets the bare status instead.</summary>
    public override async Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        if (request.Headers["Sec-Fetch-Mode"].ToString() is not ("" or "navigate"))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }
        var back = HttpMethods.IsGet(request.Method) ? request.Path + request.QueryString : request.Path.Value!;
        // A case's form is kept, and its own page shows it again; any other is shown as it was typed, to be sent or thrown away.
        if (HttpMethods.IsPost(request.Method) && MayKeep(request.Path) && await KeepAsync(context.HttpContext) is { } kept)
        {
            var next = request.Path.StartsWithSegments("/berkas") ? $"{back}?isian={kept}" : $"/kirim-lagi/{kept}";
            context.Response.Redirect($"/masuk?kembali={Uri.EscapeDataString(next)}&berakhir=true&tersimpan=true");
            return;
        }
        var ended = request.Cookies.ContainsKey(context.Options.Cookie.Name!) || request.Cookies.ContainsKey("__Host-" + context.Options.Cookie.Name);
        context.Response.Redirect($"/masuk?kembali={Uri.EscapeDataString(back)}{(ended ? "&berakhir=true" : "")}");
    }

    /// <summary>Not what concerns the account itself, and not what only throws something away.</summary>
    private static bool MayKeep(PathString path) => !path.StartsWithSegments("/akun") && !path.StartsWithSegments("/masuk") && !path.StartsWithSegments("/draf") && !path.StartsWithSegments("/kirim-lagi");

    private static Task<Guid?> KeepAsync(HttpContext context) => context.RequestServices.GetRequiredService<FormKeeper>().KeepAsync(context);

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}
