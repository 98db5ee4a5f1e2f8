using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Laksana.Server.Accounts;

/// <summary>Signing in begins a session with an id of its own, signing out ends it; the checks of an account ask for both.</summary>
internal sealed class SessionSignIn(UserManager<Account> accounts, IHttpContextAccessor context, IUserClaimsPrincipalFactory<Account> principals,
    IOptions<IdentityOptions> options, ILogger<SignInManager<Account>> log, IAuthenticationSchemeProvider schemes, IUserConfirmation<Account> confirmation, Sessions sessions)
    : SignInManager<Account>(accounts, context, principals, options, log, schemes, confirmation)
{
    public override async Task SignInWithClaimsAsync(Account user, AuthenticationProperties? authenticationProperties, IEnumerable<Claim> additionalClaims)
    {
        // What an officer changes in his account leaves him in the session he changed it in.
        var going = Context.User.FindFirst(ClaimTypes.NameIdentifier)?.Value == user.Key ? LaksanaClaims.SessionOf(Context.User) : null;
        var session = going ?? await sessions.BeginAsync(user, Context.RequestAborted);
        await base.SignInWithClaimsAsync(user, authenticationProperties,
            [.. additionalClaims.Where(c => c.Type != LaksanaClaims.Session), new Claim(LaksanaClaims.Session, session.ToString("N"))]);
    }

    public override async Task SignOutAsync()
    {
        if (Context.User.FindFirst(LaksanaClaims.Office)?.Value is { } office && LaksanaClaims.SessionOf(Context.User) is { } session)
            await sessions.EndAsync(office, session, CancellationToken.None);
        await base.SignOutAsync();
    }

    public override async Task<Account?> ValidateSecurityStampAsync(ClaimsPrincipal? principal) =>
        LaksanaClaims.SessionOf(principal) is { } session && await base.ValidateSecurityStampAsync(principal) is { } account
        && await sessions.IsOpenAsync(account.Office, session, Context.RequestAborted) ? account : null;
}
