using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Laksana.Network.Probes;

/// <summary>
/// Which addresses a probe may reach. What an office writes as a target must not lead to this program's own pages, to databases that listen on this machine alone,
/// or to a cloud's metadata; so the machine itself, link-local and like addresses are refused unless the installation's administrator
/// allowed the range. Asked for every address that is really used: after each resolution, on each redirect.
/// </summary>
public sealed class AddressGuard
{
    private static readonly TimeSpan OwnKnownFor = TimeSpan.FromSeconds(10);

    private static readonly IPNetwork[] Refused =
    [
        .. new[]
        {
            "0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4", "240.0.0.0/4", // this machine, link-local and metadata, multicast, reserved and broadcast
            "192.0.0.0/24", "100.100.100.200/32", "168.63.129.16/32", // metadata of other clouds
            "::/127", "fe80::/10", "fec0::/10", "ff00::/8", "fd00:ec2::254/128", "fd20:ce::254/128",
        }.Select(IPNetwork.Parse),
    ];

    private readonly IPNetwork[] _allowed;
    private readonly Func<IReadOnlyCollection<IPAddress>> _readOwn;
    private readonly TimeProvider _clock;
    private (HashSet<IPAddress> Addresses, long At)? _own;

    /// <param name="allowed">Ranges that the installation's administrator opens in spite of the rule.</param>
    /// <param name="own">Addresses at which this machine, and so this program, can be reached; null: those of its interfaces.</param>
    public AddressGuard(IEnumerable<IPNetwork> allowed, Func<IReadOnlyCollection<IPAddress>>? own = null, TimeProvider? clock = null)
    {
        _allowed = [.. allowed];
        _readOwn = own ?? Interfaces;
        _clock = clock ?? TimeProvider.System;
    }

    /// <summary>Nothing is allowed beyond the rule.</summary>
    public static AddressGuard Strict { get; } = new([]);

    public bool Permits(IPAddress address) => Faces(address).All(face => Within(_allowed, face) || (!Within(Refused, face) && !IsOwn(face)));

    /// <summary>The address and the ones of IPv4 that it carries inside: mapped, compatible, NAT64, 6to4.</summary>
    private static IEnumerable<IPAddress> Faces(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            yield return address;
            yield break;
        }
        var bytes = address.GetAddressBytes();
        if (address.IsIPv4MappedToIPv6)
        {
            yield return address.MapToIPv4();
            yield break;
        }
        yield return new IPAddress(bytes); // without its scope
        if (bytes.AsSpan(0, 12).SequenceEqual<byte>([0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0])) yield return new IPAddress(bytes.AsSpan(12));
        if (bytes.AsSpan(0, 12).IndexOfAnyExcept((byte)0) < 0 && bytes.AsSpan(12, 3).IndexOfAnyExcept((byte)0) >= 0) yield return new IPAddress(bytes.AsSpan(12));
        if (bytes[0] == 0x20 && bytes[1] == 0x02) yield return new IPAddress(bytes.AsSpan(2, 4));
    }

    private static bool Within(IPNetwork[] ranges, IPAddress address)
    {
        foreach (var range in ranges)
            if (range.Contains(address))
                return true;
        return false;
    }

    private bool IsOwn(IPAddress address)
    {
        if (_own is not { } known || _clock.GetElapsedTime(known.At) > OwnKnownFor) _own = known = ([.. _readOwn()], _clock.GetTimestamp());
        return known.Addresses.Contains(address);
    }

    private static IReadOnlyCollection<IPAddress> Interfaces() =>
        [.. NetworkInterface.GetAllNetworkInterfaces().SelectMany(i => i.GetIPProperties().UnicastAddresses).Select(a => new IPAddress(a.Address.GetAddressBytes()))];
}
