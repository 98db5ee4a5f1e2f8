using System.Buffers.Binary;
using System.Net.Sockets;

namespace Laksana.Network;

/// <summary>Echo request and reply of ICMP (RFC 792) and ICMPv6 (RFC 4443): type, code, checksum, identifier, sequence number, payload.</summary>
internal static class EchoPacket
{
    public const int PayloadLength = 32;
    public const int Length = 8 + PayloadLength;

    /// <param name="payload">What only this question carries, so that no other answer is taken for its own.</param>
    public static byte[] Request(AddressFamily family, ushort identifier, ushort sequence, ReadOnlySpan<byte> payload)
    {
        var packet = new byte[Length];
        packet[0] = family == AddressFamily.InterNetworkV6 ? (byte)128 : (byte)8;
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(4), identifier);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(6), sequence);
        payload.CopyTo(packet.AsSpan(8));
        // The system itself computes that of version 6, which covers the addresses too.
        if (family == AddressFamily.InterNetwork) BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), Checksum(packet));
        return packet;
    }

    /// <summary>Whether what arrived answers the request. The identifier is not compared: a datagram socket's is the system's own.</summary>
    public static bool Answers(AddressFamily family, bool withHeader, ReadOnlySpan<byte> arrived, ushort sequence, ReadOnlySpan<byte> payload)
    {
        if (withHeader)
        {
            if (arrived.Length < 20) return false;
            var header = (arrived[0] & 0x0f) * 4;
            if (arrived.Length < header) return false;
            arrived = arrived[header..];
        }
        return arrived.Length == Length && arrived[0] == (family == AddressFamily.InterNetworkV6 ? 129 : 0) && arrived[1] == 0
            && BinaryPrimitives.ReadUInt16BigEndian(arrived[6..]) == sequence && arrived[8..].SequenceEqual(payload);
    }

    /// <summary>RFC 1071.</summary>
    internal static ushort Checksum(ReadOnlySpan<byte> bytes)
    {
        uint sum = 0;
        for (var i = 0; i < bytes.Length; i += 2) sum += (uint)(bytes[i] << 8 | (i + 1 < bytes.Length ? bytes[i + 1] : 0));
        while (sum > 0xffff) sum = (sum & 0xffff) + (sum >> 16);
        return (ushort)~sum;
    }
}
