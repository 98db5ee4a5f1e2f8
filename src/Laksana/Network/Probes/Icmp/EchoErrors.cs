using System.Buffers.Binary;
using System.Net;
using System.Runtime.InteropServices;

namespace Laksana.Network.Probes.Icmp;

/// <summary>What the codes of unreachable mean (RFC 792, 1122, 1812, 4443), and the kernel's report of one to a datagram socket (ip(7), IP_RECVERR).</summary>
internal static class EchoErrors
{
    private const byte FromIcmp = 2, FromIcmpv6 = 3;

    public static EchoVerdict Of(bool six, byte code) => six
        ? code switch { 0 => EchoVerdict.NetUnreachable, 1 or 5 or 6 => EchoVerdict.Prohibited, _ => EchoVerdict.HostUnreachable }
        : code switch { 0 or 6 or 11 => EchoVerdict.NetUnreachable, 9 or 10 or 13 or 14 or 15 => EchoVerdict.Prohibited, _ => EchoVerdict.HostUnreachable };

    /// <param name="error">struct sock_extended_err and the address of who complained.</param>
    /// <param name="request">The request as it was sent, from its ICMP header on.</param>
    public static bool Read(bool six, ReadOnlySpan<byte> error, ReadOnlySpan<byte> request, out ushort sequence, out EchoAnswer answer)
    {
        (sequence, answer) = (0, default);
        if (error.Length < 16 || request.Length < 8 || request[0] != (six ? 128 : 8) || error[4] != (six ? FromIcmpv6 : FromIcmp)) return false;
        sequence = BinaryPrimitives.ReadUInt16BigEndian(request[6..]);
        var (type, code, info) = (error[5], error[6], MemoryMarshal.Read<uint>(error[8..]));
        var name = error[16..];
        var from = six ? name.Length >= 24 ? new IPAddress(name.Slice(8, 16)) : null : name.Length >= 8 ? new IPAddress(name.Slice(4, 4)) : null;
        answer = (six, type, code) switch
        {
            (false, 3, 4) or (true, 2, _) => new EchoAnswer(EchoVerdict.TooBig, From: from, Mtu: (int)Math.Min(info, int.MaxValue)),
            (false, 3, _) or (true, 1, _) => new EchoAnswer(Of(six, code), From: from),
            (false, 11, _) or (true, 3, _) => new EchoAnswer(EchoVerdict.TimeExceeded, From: from),
            _ => new EchoAnswer(EchoVerdict.HostUnreachable, From: from),
        };
        return true;
    }
}
