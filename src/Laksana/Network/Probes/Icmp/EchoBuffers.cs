using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using static Laksana.Network.Probes.Icmp.Libc;

namespace Laksana.Network.Probes.Icmp;

/// <summary>Memory outside the collector's reach for some requests that are sent in one call. What follows the nonce is zeros that all requests share.</summary>
internal sealed unsafe class RequestBuffer : IDisposable
{
    public const int Most = 32;
    private const int HeadLength = 16, NameLength = 28;

    private readonly ManyMessage* _messages = (ManyMessage*)NativeMemory.AllocZeroed(Most, (nuint)sizeof(ManyMessage));
    private readonly IoVector* _vectors = (IoVector*)NativeMemory.AllocZeroed(Most * 2, (nuint)sizeof(IoVector));
    private readonly byte* _heads = (byte*)NativeMemory.AllocZeroed(Most, HeadLength);
    private readonly byte* _names = (byte*)NativeMemory.AllocZeroed(Most, NameLength);
    private readonly byte* _zeros = (byte*)NativeMemory.AllocZeroed(EchoShape.MostPayload);
    private readonly bool _six;

    public RequestBuffer(AddressFamily family)
    {
        _six = family == AddressFamily.InterNetworkV6;
        for (var i = 0; i < Most; i++)
        {
            _vectors[2 * i] = new IoVector { Base = _heads + i * HeadLength, Length = HeadLength };
            _vectors[2 * i + 1] = new IoVector { Base = _zeros };
            _messages[i].Header = new Message { Name = _names + i * NameLength, NameLength = _six ? 28u : 16u, Vectors = _vectors + 2 * i, VectorCount = 2 };
        }
    }

    public void Put(int place, IPAddress to, ushort identifier, ushort sequence, ulong nonce, int payloadLength)
    {
        var head = new Span<byte>(_heads + place * HeadLength, HeadLength);
        head.Clear();
        head[0] = _six ? (byte)128 : (byte)8;
        BinaryPrimitives.WriteUInt16BigEndian(head[4..], identifier);
        BinaryPrimitives.WriteUInt16BigEndian(head[6..], sequence);
        BinaryPrimitives.WriteUInt64BigEndian(head[8..], nonce);
        // The system itself computes that of version 6, which covers the addresses too; zeros add nothing.
        if (!_six) BinaryPrimitives.WriteUInt16BigEndian(head[2..], Checksum(head));
        _vectors[2 * place + 1].Length = (nuint)(payloadLength - 8);
        var name = new Span<byte>(_names + place * NameLength, NameLength);
        MemoryMarshal.Write(name, (ushort)(_six ? 10 : 2)); // AF_INET6, AF_INET
        to.TryWriteBytes(name[(_six ? 8 : 4)..], out _);
        if (_six) MemoryMarshal.Write(name[24..], (uint)to.ScopeId);
    }

    public int Send(int descriptor, int first, int count) => Libc.Send(descriptor, _messages + first, (uint)count, MsgDontWait);

    public void Dispose()
    {
        NativeMemory.Free(_messages);
        NativeMemory.Free(_vectors);
        NativeMemory.Free(_heads);
        NativeMemory.Free(_names);
        NativeMemory.Free(_zeros);
    }

    /// <summary>RFC 1071, of an even number of bytes.</summary>
    internal static ushort Checksum(ReadOnlySpan<byte> bytes)
    {
        uint sum = 0;
        for (var i = 0; i < bytes.Length; i += 2) sum += BinaryPrimitives.ReadUInt16BigEndian(bytes[i..]);
        while (sum > 0xffff) sum = (sum & 0xffff) + (sum >> 16);
        return (ushort)~sum;
    }
}

/// <summary>Memory for packets that are taken in one call, each with the time at which it arrived.</summary>
internal sealed unsafe class ArrivalBuffer : IDisposable
{
    public const int Most = 64;

    /// <summary>Two IP headers with options and two ICMP headers fit; the rest of a long payload is not needed.</summary>
    private const int PacketLength = 192;
    private const int NameLength = 28, ControlLength = 128;

    private readonly ManyMessage* _messages = (ManyMessage*)NativeMemory.AllocZeroed(Most, (nuint)sizeof(ManyMessage));
    private readonly IoVector* _vectors = (IoVector*)NativeMemory.AllocZeroed(Most, (nuint)sizeof(IoVector));
    private readonly byte* _packets = (byte*)NativeMemory.AllocZeroed(Most, PacketLength);
    private readonly byte* _names = (byte*)NativeMemory.AllocZeroed(Most, NameLength);
    private readonly byte* _controls = (byte*)NativeMemory.AllocZeroed(Most, ControlLength);

    public ArrivalBuffer()
    {
        for (var i = 0; i < Most; i++) _vectors[i] = new IoVector { Base = _packets + i * PacketLength, Length = PacketLength };
    }

    /// <returns>How many arrived; 0 when none wait.</returns>
    public int Receive(int descriptor)
    {
        for (var i = 0; i < Most; i++) Prepare(i);
        var count = Libc.Receive(descriptor, _messages, Most, MsgDontWait, null);
        return Math.Max(count, 0);
    }

    /// <summary>One from the queue of errors of a datagram socket.</summary>
    public bool ReceiveError(int descriptor)
    {
        Prepare(0);
        var length = Libc.Receive(descriptor, &_messages[0].Header, MsgErrorQueue | MsgDontWait);
        _messages[0].Length = (uint)Math.Max(length, 0);
        return length >= 0;
    }

    public ReadOnlySpan<byte> Packet(int place) => new(_packets + place * PacketLength, (int)Math.Min(_messages[place].Length, PacketLength));

    public ReadOnlySpan<byte> Name(int place) => new(_names + place * NameLength, (int)Math.Min(_messages[place].Header.NameLength, NameLength));

    /// <summary>The first control message of a kind; empty when there is none.</summary>
    public ReadOnlySpan<byte> Control(int place, int level, int type)
    {
        var rest = new ReadOnlySpan<byte>(_controls + place * ControlLength, (int)Math.Min(_messages[place].Header.ControlLength, ControlLength));
        while (rest.Length >= 16)
        {
            var length = MemoryMarshal.Read<ulong>(rest);
            if (length < 16 || length > (ulong)rest.Length) break;
            if (MemoryMarshal.Read<int>(rest[8..]) == level && MemoryMarshal.Read<int>(rest[12..]) == type) return rest[16..(int)length];
            rest = rest[Math.Min(rest.Length, ((int)length + 7) & ~7)..];
        }
        return default;
    }

    public void Dispose()
    {
        NativeMemory.Free(_messages);
        NativeMemory.Free(_vectors);
        NativeMemory.Free(_packets);
        NativeMemory.Free(_names);
        NativeMemory.Free(_controls);
    }

    private void Prepare(int place) => _messages[place].Header = new Message
    {
        Name = _names + place * NameLength, NameLength = NameLength, Vectors = _vectors + place, VectorCount = 1,
        Control = _controls + place * ControlLength, ControlLength = ControlLength,
    };
}
