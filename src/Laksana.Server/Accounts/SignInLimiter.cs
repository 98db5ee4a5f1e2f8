using System.Net;
using System.Threading.RateLimiting;
using Laksana.Server.Hosting;

namespace Laksana.Server.Accounts;

/// <summary>
/// Slows down guessing without troubling an office that signs in together behind one address: ten tries a minute for a name from an
/// address, thirty times as many for the address.
/// </summary>
internal sealed class SignInLimiter(ServeOptions options) : IDisposable
{
    private readonly PartitionedRateLimiter<(IPAddress Address, string Office, string Name)> _limiter = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<(IPAddress Address, string Office, string Name), (IPAddress, string, string)>(
            attempt => RateLimitPartition.GetFixedWindowLimiter(attempt, _ => PerMinute(options.SignInTries))),
        PartitionedRateLimiter.Create<(IPAddress Address, string Office, string Name), IPAddress>(
            attempt => RateLimitPartition.GetFixedWindowLimiter(attempt.Address, _ => PerMinute(30 * options.SignInTries))));

    public bool Allows(IPAddress? address, string office, string userName)
    {
        using var lease = _limiter.AttemptAcquire((address ?? IPAddress.None, office, AccountDesk.Normalized(userName)));
        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();

    private static FixedWindowRateLimiterOptions PerMinute(int permits) => new() { PermitLimit = permits, Window = TimeSpan.FromMinutes(1) };
}
