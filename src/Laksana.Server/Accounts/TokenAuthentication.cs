using System.Security.Claims;
using System.Text.Encodings.Web;
using Laksana.Server.Api;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Laksana.Server.Accounts;

/// <summary>
/// <c>Authorization: Bearer …</c> for everything under /api. Cookies are not looked at there, so no other site can make a browser call it.
/// </summary>
internal sealed class TokenAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder, AccessTokens tokens, SignInLimiter limiter)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    public const string SchemeName = "Token";

    private const string Bearer = "Bearer ";

    private bool _tooFast;

    /// <summary>The token that came with a request; null when none did.</summary>
    public static string? TokenOf(HttpRequest request) =>
        request.Headers.Authorization.ToString() is var header && header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? header[Bearer.Length..].Trim() : null;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (TokenOf(Request) is not { } text)
            return AuthenticateResult.NoResult();
        var address = Context.Connection.RemoteIpAddress;
        var known = tokens.Known(text);
        _tooFast = known is null && !limiter.AllowsToken(address);
        if (_tooFast)
            return AuthenticateResult.Fail("Too many refused tokens from this address.");
        if ((known ?? await tokens.FindAsync(text, Context.RequestAborted)) is not { } holder)
        {
            limiter.TokenRefused(address);
            return AuthenticateResult.Fail("The token is unknown, expired or revoked.");
        }
        var identity = new ClaimsIdentity(SchemeName);
        identity.AddClaim(new Claim(ClaimTypes.Name, holder.Name));
        identity.AddClaim(new Claim(LaksanaClaims.Office, holder.Office));
        identity.AddClaim(new Claim(LaksanaClaims.Officer, holder.Officer));
        identity.AddClaim(new Claim(LaksanaClaims.Token, holder.Id));
        if (holder.Administrator)
            identity.AddClaim(new Claim(LaksanaClaims.Administrator, "1"));
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (_tooFast)
            return WriteAsync(StatusCodes.Status429TooManyRequests);
        Response.Headers[HeaderNames.WWWAuthenticate] = "Bearer";
        return WriteAsync(StatusCodes.Status401Unauthorized);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => WriteAsync(StatusCodes.Status403Forbidden);

    private Task WriteAsync(int status) => Problem.Of(status, Problem.CodeOf(status)).ExecuteAsync(Context);
}
