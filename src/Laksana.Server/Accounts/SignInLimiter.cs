using System.Net;
using System.Threading.RateLimiting;
using Laksana.Server.Hosting;

namespace Laksana.Server.Accounts;

/// <summary>
/// Slows down guessing without troubling an office that signs in together behind one address: ten tries a minute for a name from an
/// address, thirty times as many for the address, which is asked first. Addresses and names are counted in a fixed number of boxes, so that
/// no flood of them fills the memory; which share a box differs at every start and cannot be aimed at.
/// </summary>
internal sealed class SignInLimiter(ServeOptions options) : IDisposable
{
    internal const int Boxes = 1 << 14;

    private readonly PartitionedRateLimiter<IPAddress> _addresses = PartitionedRateLimiter.Create<IPAddress, int>(
        address => RateLimitPartition.GetFixedWindowLimiter(Box(address), _ => PerMinute(30 * options.SignInTries)));

    private readonly PartitionedRateLimiter<(IPAddress Address, string Office, string Name)> _names =
        PartitionedRateLimiter.Create<(IPAddress Address, string Office, string Name), int>(
            attempt => RateLimitPartition.GetFixedWindowLimiter(Box(attempt), _ => PerMinute(options.SignInTries)));

    private readonly PartitionedRateLimiter<IPAddress> _tokens = PartitionedRateLimiter.Create<IPAddress, int>(
        address => RateLimitPartition.GetFixedWindowLimiter(Box(address), _ => PerMinute(30 * options.SignInTries)));

    /// <summary>A try with a name; a name that no account can have is not looked at further than that.</summary>
    public bool Allows(IPAddress? address, string office, string userName)
    {
        if (!Allows(address))
            return false;
        using var lease = _names.AttemptAcquire((Network(address), office, AccountDesk.Normalized(AccountDesk.Bounded(userName))));
        return lease.IsAcquired;
    }

    /// <summary>A try without a name: a passkey names its account itself.</summary>
    public bool Allows(IPAddress? address)
    {
        using var lease = _addresses.AttemptAcquire(Network(address));
        return lease.IsAcquired;
    }

    /// <summary>Whether a token that is not known yet is looked up for this address; only those that were refused count.</summary>
    public bool AllowsToken(IPAddress? address)
    {
        using var lease = _tokens.AttemptAcquire(Network(address), permitCount: 0);
        return lease.IsAcquired;
    }

    public void TokenRefused(IPAddress? address) => _tokens.AttemptAcquire(Network(address)).Dispose();

    public void Dispose()
    {
        _addresses.Dispose();
        _names.Dispose();
        _tokens.Dispose();
    }

    /// <summary>One household has 2^64 addresses of version 6: its network counts.</summary>
    internal static IPAddress Network(IPAddress? address)
    {
        if (address is null or { AddressFamily: not System.Net.Sockets.AddressFamily.InterNetworkV6 } or { IsIPv4MappedToIPv6: true })
            return address ?? IPAddress.None;
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }

    private static int Box<T>(T what) => (HashCode.Combine(what) & int.MaxValue) % Boxes;

    private static FixedWindowRateLimiterOptions PerMinute(int permits) => new() { PermitLimit = permits, Window = TimeSpan.FromMinutes(1) };
}
