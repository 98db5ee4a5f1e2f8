using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using static Laksana.Network.Probes.Icmp.Libc;

namespace Laksana.Network.Probes.Icmp;

/// <summary>
/// The one ICMP socket of a family: raw with a filter in the kernel, or the datagram socket that the system gives to programs without privileges
/// (within <c>net.ipv4.ping_group_range</c>). Used by the pump's thread alone, so an option set before a packet is that packet's.
/// </summary>
internal sealed class EchoWire : IDisposable
{
    private const int WantedReceiveBuffer = 4 << 20;
    private const int ProbeMtu = 3, UsualMtu = 1; // IP_PMTUDISC_PROBE: never divided, whatever is believed of the path; IP_PMTUDISC_WANT

    private readonly Socket _socket;
    private readonly int _descriptor;
    private readonly bool _six, _raw;
    private readonly RequestBuffer _requests;
    private readonly ArrivalBuffer _arrivals = new();
    private readonly (ushort Identifier, ushort Sequence, ulong Nonce)[] _batch = new (ushort, ushort, ulong)[RequestBuffer.Most];
    private readonly Random _chance = new(System.Security.Cryptography.RandomNumberGenerator.GetInt32(int.MaxValue));
    private readonly EchoTable _table;
    private EchoShape _shape = EchoShape.Usual;

    private EchoWire(Socket socket, AddressFamily family, bool raw, ushort? identifier)
    {
        (_socket, _six, _raw) = (socket, family == AddressFamily.InterNetworkV6, raw);
        _descriptor = (int)socket.SafeHandle.DangerousGetHandle();
        _requests = new RequestBuffer(family);
        _table = new EchoTable(identifier);
    }

    public int Descriptor => _descriptor;

    public EchoMeans Means => _raw ? EchoMeans.Raw : EchoMeans.Datagram;

    public IEnumerable<Asked> UnderWay => _table.UnderWay;

    /// <summary>The kernel takes no more for now.</summary>
    public bool Blocked { get; private set; }

    /// <summary>Null when this program may use neither kind of socket.</summary>
    public static EchoWire? Open(AddressFamily family, EchoSettings settings) =>
        (settings.RawAllowed ? Open(family, SocketType.Raw) : null) ?? Open(family, SocketType.Dgram);

    /// <summary>Asks some of the work's next targets.</summary>
    /// <returns>How many were asked or cannot be; 0 when none can be asked now.</returns>
    public int Send(EchoWork work, int most)
    {
        Take(work.Shape);
        var count = 0;
        while (count < Math.Min(most, RequestBuffer.Most) && work.Next + count < work.Targets.Count)
        {
            if (!_table.TryNext(count > 0, out var identifier, out var sequence, out var renewed)) break;
            if (renewed) Filter();
            var nonce = (ulong)_chance.NextInt64();
            _batch[count] = (identifier, sequence, nonce);
            _requests.Put(count, work.Targets[work.Next + count], identifier, sequence, nonce, work.Shape.PayloadLength);
            count++;
        }
        return count == 0 ? 0 : Send(work, count, TimeProvider.System.GetTimestamp());
    }

    public void Receive()
    {
        int count;
        do
        {
            count = _arrivals.Receive(_descriptor);
            var now = TimeProvider.System.GetTimestamp();
            var wall = TimeProvider.System.GetUtcNow();
            for (var i = 0; i < count; i++)
            {
                var message = IcmpMessage.Read(_six ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork, _raw && !_six, _arrivals.Packet(i));
                if (message.Kind != IcmpKind.Other) Take(message, _raw && !_six ? message.From : AddressIn(_arrivals.Name(i)), now - Waited(i, wall));
            }
        }
        while (count == ArrivalBuffer.Most);
        if (!_raw) ReceiveErrors();
    }

    public void Expire(long now)
    {
        while (_table.TryExpire(now, out var asked)) asked.Work.Settle(asked.Index, new EchoAnswer(EchoVerdict.Silent));
    }

    public long NextDeadline() => _table.NextDeadline();

    public void Dispose()
    {
        _socket.Dispose();
        _requests.Dispose();
        _arrivals.Dispose();
    }

    private static EchoWire? Open(AddressFamily family, SocketType type)
    {
        var six = family == AddressFamily.InterNetworkV6;
        Socket? socket = null;
        try
        {
            socket = new Socket(family, type, six ? ProtocolType.IcmpV6 : ProtocolType.Icmp);
            ushort? identifier = null;
            if (type == SocketType.Dgram)
            {
                socket.Bind(new IPEndPoint(six ? IPAddress.IPv6Any : IPAddress.Any, 0));
                identifier = (ushort)((IPEndPoint)socket.LocalEndPoint!).Port;
            }
            var wire = new EchoWire(socket, family, type == SocketType.Raw, identifier);
            wire.SetUp();
            return wire;
        }
        catch (SocketException)
        {
            socket?.Dispose();
            return null;
        }
    }

    private unsafe void SetUp()
    {
        if (!Set(_descriptor, SolSocket, SoReceiveBufferForce, WantedReceiveBuffer)) Set(_descriptor, SolSocket, SoReceiveBuffer, WantedReceiveBuffer);
        Set(_descriptor, SolSocket, SoTimestampNs, 1);
        if (!_raw) Set(_descriptor, _six ? SolIpv6 : SolIp, _six ? Ipv6RecvErr : IpRecvErr, 1);
        if (!_raw || !_six) return;
        var blocked = stackalloc uint[8]; // one bit a type: all are blocked but those that may concern us
        for (var i = 0; i < 8; i++) blocked[i] = uint.MaxValue;
        foreach (var type in (ReadOnlySpan<int>)[1, 2, 3, 129]) blocked[type / 32] &= ~(1u << (type % 32));
        SetOption(_descriptor, SolIcmpv6, Icmpv6Filter, blocked, 32);
    }

    private void Filter()
    {
        if (_raw && !_six) EchoFilter.Attach(_descriptor, [.. _table.Identifiers]);
    }

    private void Take(EchoShape shape)
    {
        if (shape.TimeToLive != _shape.TimeToLive) Set(_descriptor, _six ? SolIpv6 : SolIp, _six ? Ipv6UnicastHops : IpTtl, shape.TimeToLive == 0 ? -1 : shape.TimeToLive);
        if (shape.DontFragment != _shape.DontFragment) Set(_descriptor, _six ? SolIpv6 : SolIp, _six ? Ipv6MtuDiscover : IpMtuDiscover, shape.DontFragment ? ProbeMtu : UsualMtu);
        _shape = shape;
    }

    private int Send(EchoWork work, int count, long begun)
    {
        var (done, again) = (0, 0);
        Blocked = false;
        Span<bool> refused = stackalloc bool[RequestBuffer.Most];
        while (done < count)
        {
            var sent = _requests.Send(_descriptor, done, count - done);
            if (sent > 0)
            {
                (done, again) = (done + sent, 0);
                continue;
            }
            var error = Marshal.GetLastPInvokeError();
            if (error == Eintr) continue;
            if (error is Eagain or Enobufs)
            {
                Blocked = true;
                break;
            }
            if (!_raw && again++ < 2)
            {
                ReceiveErrors(); // it may be an earlier packet's
                continue;
            }
            refused[done] = true;
            work.Settle(work.Next + done++, Refused(error));
        }
        Enter(work, done, refused, begun);
        work.Next += done;
        return done;
    }

    /// <summary>They left one after the other between two readings of the clock.</summary>
    private void Enter(EchoWork work, int count, ReadOnlySpan<bool> refused, long begun)
    {
        var each = count == 0 ? 0 : (TimeProvider.System.GetTimestamp() - begun) / count;
        for (var i = 0; i < count; i++)
        {
            if (refused[i]) continue;
            var sent = begun + each * i;
            _table.Add(_batch[i].Identifier, _batch[i].Sequence, new Asked(work, work.Next + i, _batch[i].Nonce, sent, begun + work.Patience));
        }
    }

    private static EchoAnswer Refused(int error) => new(error switch
    {
        Eperm or Eacces => EchoVerdict.NotPermitted,
        Emsgsize => EchoVerdict.TooBig,
        _ => EchoVerdict.NoRoute,
    });

    private void Take(in IcmpMessage message, ReadOnlySpan<byte> from, long arrived)
    {
        if (!_table.TryFind(message.Identifier, message.Sequence, out var asked)) return;
        Span<byte> target = stackalloc byte[16];
        asked.Work.Targets[asked.Index].TryWriteBytes(target, out var length);
        if (message.Kind == IcmpKind.Reply)
        {
            if (!from.SequenceEqual(target[..length]) || message.Payload.Length < 8 || BinaryPrimitives.ReadUInt64BigEndian(message.Payload) != asked.Nonce) return;
            var took = TimeProvider.System.GetElapsedTime(asked.Sent, Math.Max(arrived, asked.Sent));
            Settle(message.Identifier, message.Sequence, asked, new EchoAnswer(EchoVerdict.Answered, took));
        }
        else if (message.QuotedTarget.SequenceEqual(target[..length]))
        {
            var who = from.Length is 4 or 16 ? new IPAddress(from) : null;
            var took = TimeProvider.System.GetElapsedTime(asked.Sent, Math.Max(arrived, asked.Sent));
            Settle(message.Identifier, message.Sequence, asked, new EchoAnswer(Verdict(message), took, who, message.Mtu));
        }
    }

    private void Settle(ushort identifier, ushort sequence, Asked asked, EchoAnswer answer)
    {
        _table.Remove(identifier, sequence);
        asked.Work.Settle(asked.Index, answer);
    }

    private EchoVerdict Verdict(in IcmpMessage message) => message.Kind switch
    {
        IcmpKind.TooBig => EchoVerdict.TooBig,
        IcmpKind.TimeExceeded => EchoVerdict.TimeExceeded,
        _ => EchoErrors.Of(_six, message.Code),
    };

    /// <summary>How long it lay in the socket before we looked, by the kernel's stamp; a clock that was set meanwhile makes no difference of seconds.</summary>
    private long Waited(int place, DateTimeOffset now)
    {
        var stamp = _arrivals.Control(place, SolSocket, SoTimestampNs);
        if (stamp.Length < 16) return 0;
        var arrived = DateTimeOffset.UnixEpoch.AddTicks(MemoryMarshal.Read<long>(stamp) * TimeSpan.TicksPerSecond + MemoryMarshal.Read<long>(stamp[8..]) / 100);
        var waited = (now - arrived).TotalSeconds;
        return waited is > 0 and < 1 ? (long)(waited * TimeProvider.System.TimestampFrequency) : 0;
    }

    private ReadOnlySpan<byte> AddressIn(ReadOnlySpan<byte> name) => _six ? name.Length >= 24 ? name.Slice(8, 16) : default : name.Length >= 8 ? name.Slice(4, 4) : default;

    private void ReceiveErrors()
    {
        while (_arrivals.ReceiveError(_descriptor))
        {
            var error = _arrivals.Control(0, _six ? SolIpv6 : SolIp, _six ? Ipv6RecvErr : IpRecvErr);
            if (EchoErrors.Read(_six, error, _arrivals.Packet(0), out var sequence, out var answer) && _table.TryFind(_table.Identifiers.First(), sequence, out var asked)
                && AddressIn(_arrivals.Name(0)) is var to && asked.Work.Targets[asked.Index].GetAddressBytes().AsSpan().SequenceEqual(to))
                Settle(_table.Identifiers.First(), sequence, asked, answer);
        }
    }
}
