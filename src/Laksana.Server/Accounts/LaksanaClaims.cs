using System.Security.Claims;

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
}
