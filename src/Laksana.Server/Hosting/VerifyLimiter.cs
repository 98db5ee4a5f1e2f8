using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace Laksana.Server.Hosting;

/// <summary>How often anybody may have a dossier checked: twenty times a minute from one address, two at once from everywhere. Addresses share a fixed number of boxes.</summary>
internal sealed class VerifyLimiter : IDisposable
{
    private const int Boxes = 1 << 12;

    private readonly Seats _seats = new(each: 2, all: 2);

    private readonly PartitionedRateLimiter<IPAddress> _addresses = PartitionedRateLimiter.Create<IPAddress, int>(address => RateLimitPartition.GetFixedWindowLimiter(
        (Network(address).GetHashCode() & int.MaxValue) % Boxes, _ => new FixedWindowRateLimiterOptions { PermitLimit = 20, Window = TimeSpan.FromMinutes(1) }));

    /// <summary>A place until it is disposed of; null when there were too many.</summary>
    public IDisposable? Take(IPAddress? address)
    {
        using var lease = _addresses.AttemptAcquire(address ?? IPAddress.None);
        return lease.IsAcquired ? _seats.Take("", "") : null;
    }

    public void Dispose() => _addresses.Dispose();

    /// <summary>One household has 2^64 addresses of version 6: its network counts.</summary>
    private static IPAddress Network(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6 || address.IsIPv4MappedToIPv6) return address;
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }
}
