using Laksana.Server.Pages;
using Microsoft.AspNetCore.Identity;
using static Laksana.Server.Pages.PageWords;

namespace Laksana.Server.Accounts;

/// <summary>
/// Asks a signed-in officer for his password again before he makes another way in or takes one away, so that a session left open at a counter
/// does not become a lasting one. Failures count towards the lock of the account, as at signing in.
/// </summary>
internal sealed class OwnPassword(SignInManager<Account> signIn, SignInLimiter limiter, OfficeTimes times)
{
    /// <summary>Null when the password is right.</summary>
    public async Task<Refusal?> RefusalAsync(HttpContext context, Account account, string? password)
    {
        if (!limiter.Allows(context.Connection.RemoteIpAddress, account.Office, account.UserName))
            return new Refusal(Words["SignIn.TooFast"], Words["SignIn.TooFast.Hint"]);
        return await signIn.CheckPasswordSignInAsync(account, password ?? "", lockoutOnFailure: true) switch
        {
            { Succeeded: true } => null,
            { IsLockedOut: true } when account.LockoutEnd is { } until => new Refusal(Words["SignIn.Locked"], Words["SignIn.Locked.Hint", times.Clock(until)]),
            _ => new Refusal(Words["Password.WrongCurrent"], Words["Form.TryAgain"]),
        };
    }
}
