using System.Buffers.Binary;
using System.Net.Sockets;

namespace Laksana.Network.Probes.Icmp;

internal enum IcmpKind { Other, Reply, Unreachable, TimeExceeded, TooBig }

/// <summary>
/// What one packet says about an echo request of ours: ICMP (RFC 792, 1191) and ICMPv6 (RFC 4443). Read from any bytes without ever failing: what is
/// not understood is <see cref="IcmpKind.Other"/>.
/// </summary>
internal readonly ref struct IcmpMessage
{
    private const int Ipv6Header = 40;

    public IcmpKind Kind { get; private init; }

    public byte Code { get; private init; }

    public ushort Identifier { get; private init; }

    public ushort Sequence { get; private init; }

    /// <summary>What the reply carries after its header.</summary>
    public ReadOnlySpan<byte> Payload { get; private init; }

    /// <summary>Who sent it, where the packet itself says so (IPv4, raw).</summary>
    public ReadOnlySpan<byte> From { get; private init; }

    /// <summary>Where the quoted request was going.</summary>
    public ReadOnlySpan<byte> QuotedTarget { get; private init; }

    /// <summary>The size that would fit, as a router says.</summary>
    public int Mtu { get; private init; }

    public static IcmpMessage Read(AddressFamily family, bool withHeader, ReadOnlySpan<byte> packet)
    {
        if (family == AddressFamily.InterNetworkV6) return ReadSix(packet);
        ReadOnlySpan<byte> from = default;
        if (withHeader)
        {
            var header = HeaderLength(packet);
            if (header == 0) return default;
            from = packet.Slice(12, 4);
            packet = packet[header..];
        }
        if (packet.Length < 8) return default;
        return packet[0] switch
        {
            0 => Reply(packet, from),
            3 when packet[1] == 4 => Quoting(packet, from, IcmpKind.TooBig, BinaryPrimitives.ReadUInt16BigEndian(packet[6..])),
            3 => Quoting(packet, from, IcmpKind.Unreachable, 0),
            11 => Quoting(packet, from, IcmpKind.TimeExceeded, 0),
            _ => default,
        };
    }

    private static IcmpMessage ReadSix(ReadOnlySpan<byte> packet)
    {
        if (packet.Length < 8) return default;
        return packet[0] switch
        {
            129 => Reply(packet, default),
            1 => QuotingSix(packet, IcmpKind.Unreachable, 0),
            2 => QuotingSix(packet, IcmpKind.TooBig, (int)Math.Min(int.MaxValue, BinaryPrimitives.ReadUInt32BigEndian(packet[4..]))),
            3 => QuotingSix(packet, IcmpKind.TimeExceeded, 0),
            _ => default,
        };
    }

    private static IcmpMessage Reply(ReadOnlySpan<byte> message, ReadOnlySpan<byte> from) => message[1] != 0 ? default : new()
    {
        Kind = IcmpKind.Reply,
        Identifier = BinaryPrimitives.ReadUInt16BigEndian(message[4..]),
        Sequence = BinaryPrimitives.ReadUInt16BigEndian(message[6..]),
        Payload = message[8..],
        From = from,
    };

    private static IcmpMessage Quoting(ReadOnlySpan<byte> message, ReadOnlySpan<byte> from, IcmpKind kind, int mtu)
    {
        var quoted = message[8..];
        var header = HeaderLength(quoted);
        if (header == 0 || quoted.Length < header + 8 || quoted[header] != 8) return default;
        return Of(message, kind, mtu, quoted[header..], quoted.Slice(16, 4), from);
    }

    private static IcmpMessage QuotingSix(ReadOnlySpan<byte> message, IcmpKind kind, int mtu)
    {
        var quoted = message[8..];
        if (quoted.Length < Ipv6Header + 8 || quoted[0] >> 4 != 6 || quoted[6] != 58 || quoted[Ipv6Header] != 128) return default;
        return Of(message, kind, mtu, quoted[Ipv6Header..], quoted.Slice(24, 16), default);
    }

    private static IcmpMessage Of(ReadOnlySpan<byte> message, IcmpKind kind, int mtu, ReadOnlySpan<byte> request, ReadOnlySpan<byte> target, ReadOnlySpan<byte> from) => new()
    {
        Kind = kind, Code = message[1], Mtu = mtu, QuotedTarget = target, From = from,
        Identifier = BinaryPrimitives.ReadUInt16BigEndian(request[4..]), Sequence = BinaryPrimitives.ReadUInt16BigEndian(request[6..]),
    };

    /// <summary>Of an IP packet that carries ICMP; 0 when it is none.</summary>
    private static int HeaderLength(ReadOnlySpan<byte> packet)
    {
        if (packet.Length < 20 || packet[0] >> 4 != 4 || packet[9] != 1) return 0;
        var length = (packet[0] & 0x0f) * 4;
        return length >= 20 && packet.Length >= length ? length : 0;
    }
}
