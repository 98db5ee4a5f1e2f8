using System.Security.Claims;
using Microsoft.AspNetCore.Identity;

namespace Laksana.Server.Accounts;

/// <summary>What a session's cookie says about its officer, besides the account's key (<see cref="ClaimTypes.NameIdentifier"/>) and name.</summary>
internal static class LaksanaClaims
{
    public const string Office = "laksana:office";
    public const string Officer = "laksana:officer";
    /// <summary>"1" for an administrator of the office.</summary>
    public const string Administrator = "laksana:administrator";
    /// <summary>"1" until the officer has replaced the password he was given.</summary>
    public const string FirstPassword = "laksana:first-password";
    /// <summary>The id of a bearer token, in place of a session.</summary>
    public const string Token = "laksana:token";
    /// <summary>The id of the session, as <see cref="Sessions"/> holds it.</summary>
    public const string Session = "laksana:session";

    public static Guid? SessionOf(ClaimsPrincipal? user) => Guid.TryParseExact(user?.FindFirst(Session)?.Value, "N", out var id) ? id : null;

    /// <summary>What a session knows is made anew from its account; which session it is, it alone knows.</summary>
    public static Task KeepSessionAsync(SecurityStampRefreshingPrincipalContext context)
    {
        if (context.CurrentPrincipal?.FindFirst(Session) is { } session) (context.NewPrincipal?.Identity as ClaimsIdentity)?.AddClaim(session.Clone());
        return Task.CompletedTask;
    }
}
