using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Identity;

namespace Laksana.Server.Accounts;

/// <summary>
/// Sign-in with a password. An unknown name and a wrong password get the same answer after the same time, and lock after the same
/// number of failures.
/// </summary>
internal sealed partial class SignInDesk(
    SignInManager<Account> signIn, CurrentOffice office, UnknownNames unknown, SignInLimiter limiter, ILogger<SignInDesk> log)
{
    public const int MostFailures = 5;

    public static readonly TimeSpan LockTime = TimeSpan.FromMinutes(15);

    /// <summary>No failure is answered sooner: what was looked up, hashed or not cannot be told from the time it took.</summary>
    private static readonly TimeSpan FailureTime = TimeSpan.FromMilliseconds(600);

    private static readonly Counter<long> Tries = OfficeMeter.Meter.CreateCounter<long>("laksana.sign_ins", null, "Tries to sign in with a password, by outcome");

    private static readonly string NobodysHash = AccountDesk.Hasher.HashPassword(null!, Guid.NewGuid().ToString());

    public async Task<SignInAnswer> TryAsync(HttpContext context, string toOffice, string typedName, string password)
    {
        var userName = AccountDesk.Bounded(typedName);
        if (!limiter.Allows(context.Connection.RemoteIpAddress, toOffice, userName))
            return Counted(new SignInAnswer(SignInOutcome.TooFast));
        var begun = TimeProvider.System.GetTimestamp();
        office.EnterToSignIn(toOffice);
        var answer = await CheckAsync(toOffice, userName, password);
        if (answer.Outcome is SignInOutcome.Refused or SignInOutcome.Locked)
        {
            var left = FailureTime - TimeProvider.System.GetElapsedTime(begun);
            if (left > TimeSpan.Zero)
                await Task.Delay(left, context.RequestAborted);
        }
        Tried(log, toOffice, answer.Outcome, context.Connection.RemoteIpAddress);
        return Counted(answer);
    }

    private static SignInAnswer Counted(SignInAnswer answer)
    {
        Tries.Add(1, new KeyValuePair<string, object?>("outcome", answer.Outcome.ToString()));
        return answer;
    }

    private async Task<SignInAnswer> CheckAsync(string toOffice, string userName, string password)
    {
        if (await signIn.UserManager.FindByNameAsync(userName) is not { } account)
        {
            AccountDesk.Hasher.VerifyHashedPassword(null!, NobodysHash, password);
            return Refuse(unknown.Fail(toOffice, AccountDesk.Normalized(userName)));
        }
        var result = await signIn.PasswordSignInAsync(account, password, isPersistent: false, lockoutOnFailure: true);
        return result switch
        {
            { Succeeded: true } => new SignInAnswer(SignInOutcome.SignedIn),
            { RequiresTwoFactor: true } => new SignInAnswer(SignInOutcome.NeedsCode),
            { IsLockedOut: true } => Refuse(account.LockoutEnd),
            _ => Refuse(null),
        };
    }

    private static SignInAnswer Refuse(DateTimeOffset? until) =>
        until is null ? new SignInAnswer(SignInOutcome.Refused) : new SignInAnswer(SignInOutcome.Locked) { LockedUntil = until };

    [LoggerMessage(1100, LogLevel.Information, "Sign-in at {Office}: {Outcome}, from {Address}")]
    private static partial void Tried(ILogger log, string office, SignInOutcome outcome, System.Net.IPAddress? address);
}

internal sealed record SignInAnswer(SignInOutcome Outcome)
{
    public DateTimeOffset? LockedUntil { get; init; }
}

internal enum SignInOutcome { SignedIn, NeedsCode, Refused, Locked, TooFast }
