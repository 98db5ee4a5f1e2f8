using Microsoft.AspNetCore.Authentication.Cookies;

namespace Laksana.Server.Accounts;

/// <summary>
/// Over https the cookies carry the prefix __Host-, which binds them to this very host and to TLS (RFC 6265bis 4.1.3.2); a browser
/// would refuse that name over plain http, where only a loopback or a test installation runs.
/// </summary>
internal sealed class SchemeAwareCookies : ICookieManager
{
    private readonly ChunkingCookieManager _cookies = new();

    public string? GetRequestCookie(HttpContext context, string key) => _cookies.GetRequestCookie(context, NameFor(context, key));

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) =>
        _cookies.AppendResponseCookie(context, NameFor(context, key), value, options);

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) => _cookies.DeleteCookie(context, NameFor(context, key), options);

    private static string NameFor(HttpContext context, string key) => context.Request.IsHttps ? "__Host-" + key : key;
}
