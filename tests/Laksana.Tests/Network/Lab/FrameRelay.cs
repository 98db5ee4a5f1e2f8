using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Laksana.Testing;

namespace Laksana.Tests.Network.Lab;

/// <summary>
/// A line between two interfaces of one namespace: takes frames from each and gives them to the other, with loss, delay and a largest frame as one wishes (this
/// kernel has no netem). Packet sockets, one thread a direction.
/// </summary>
internal sealed class FrameRelay : IDisposable
{
    private const int Packet = 17, Raw = 3, AllProtocols = 3, Outgoing = 4, SolSocket = 1, ReceiveTimeout = 20, ReceiveBuffer = 8;

    private readonly int _left, _right;
    private readonly Thread[] _threads;
    private readonly ManualResetEventSlim _end = new();

    public FrameRelay(string inside, string left, string right)
    {
        (_left, _right) = TestNetwork.Inside(inside, () => (Open(left), Open(right)));
        _threads = [new Thread(() => Carry(_left, _right, 1)) { IsBackground = true }, new Thread(() => Carry(_right, _left, 2)) { IsBackground = true }];
        foreach (var thread in _threads) thread.Start();
    }

    /// <summary>Carries nothing; both ends keep their carrier.</summary>
    public volatile bool Dead;

    /// <summary>Share of frames that are lost in each direction.</summary>
    public double Loss { get; set; }

    /// <summary>In each direction.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Larger frames vanish; 0: none.</summary>
    public int Largest { get; set; }

    public void Dispose()
    {
        _end.Set();
        foreach (var thread in _threads) thread.Join();
        _ = Close(_left);
        _ = Close(_right);
        _end.Dispose();
    }

    private static int Open(string name)
    {
        var descriptor = Socket(Packet, Raw, BinaryPrimitives.ReverseEndianness((ushort)AllProtocols));
        if (descriptor < 0) throw new InvalidOperationException("socket: " + Marshal.GetLastPInvokeErrorMessage());
        var place = new byte[20]; // struct sockaddr_ll
        MemoryMarshal.Write(place, (ushort)Packet);
        BinaryPrimitives.WriteUInt16BigEndian(place.AsSpan(2), AllProtocols);
        MemoryMarshal.Write(place.AsSpan(4), (int)IndexOf(System.Text.Encoding.ASCII.GetBytes(name + "\0")));
        if (Bind(descriptor, place, 20) != 0) throw new InvalidOperationException($"bind {name}: " + Marshal.GetLastPInvokeErrorMessage());
        _ = SetOption(descriptor, SolSocket, ReceiveTimeout, [.. BitConverter.GetBytes(0L), .. BitConverter.GetBytes(100_000L)], 16); // struct timeval
        _ = SetOption(descriptor, SolSocket, ReceiveBuffer, BitConverter.GetBytes(4 << 20), 4);
        return descriptor;
    }

    private void Carry(int from, int to, int seed)
    {
        var chance = new Random(seed);
        var waiting = new Queue<(long At, byte[] Frame)>();
        var buffer = new byte[65_536];
        var place = new byte[20];
        while (!_end.IsSet)
        {
            var length = 20u;
            if (waiting.Count > 0 && TimeProvider.System.GetTimestamp() is var now && waiting.Peek().At <= now)
            {
                Give(to, waiting.Dequeue().Frame);
                continue;
            }
            var read = Receive(from, buffer, (nuint)buffer.Length, waiting.Count > 0 ? 0x40 : 0, place, ref length); // MSG_DONTWAIT while something waits
            if (read <= 0)
            {
                if (waiting.Count > 0) _end.Wait(1);
                else if (Marshal.GetLastPInvokeError() is not (11 or 4)) _end.Wait(20); // the interface is down
                continue;
            }
            if (place[10] == Outgoing || Dead || (Largest > 0 && read > Largest) || chance.NextDouble() < Loss) continue;
            var frame = buffer.AsSpan(0, (int)read).ToArray();
            Complete(frame);
            waiting.Enqueue((TimeProvider.System.GetTimestamp() + (long)(Delay.TotalSeconds * TimeProvider.System.TimestampFrequency), frame));
        }
    }

    private static void Give(int to, byte[] frame) => _ = Send(to, frame, (nuint)frame.Length, 0);

    /// <summary>Virtual cables leave the sums of TCP and UDP to a network card that is not there.</summary>
    private static void Complete(byte[] frame)
    {
        if (frame.Length < 34 || frame[12] != 8 || frame[13] != 0) return;
        var head = (frame[14] & 15) * 4;
        var total = Math.Min(BinaryPrimitives.ReadUInt16BigEndian(frame.AsSpan(16)), frame.Length - 14);
        var (protocol, at) = (frame[23], frame[23] == 6 ? 16 : frame[23] == 17 ? 6 : -1);
        if (at < 0 || (BinaryPrimitives.ReadUInt16BigEndian(frame.AsSpan(20)) & 0x3fff) != 0 || total < head + at + 2) return;
        var body = frame.AsSpan(14 + head, total - head);
        body[at] = body[at + 1] = 0;
        uint sum = (uint)(protocol + body.Length);
        for (var i = 26; i < 34; i += 2) sum += BinaryPrimitives.ReadUInt16BigEndian(frame.AsSpan(i));
        for (var i = 0; i + 1 < body.Length; i += 2) sum += BinaryPrimitives.ReadUInt16BigEndian(body[i..]);
        if (body.Length % 2 == 1) sum += (uint)body[^1] << 8;
        while (sum >> 16 != 0) sum = (sum & 0xffff) + (sum >> 16);
        var complement = (ushort)~sum;
        BinaryPrimitives.WriteUInt16BigEndian(body[at..], complement == 0 && protocol == 17 ? (ushort)0xffff : complement);
    }

    [DllImport("libc", EntryPoint = "socket", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Socket(int family, int type, int protocol);

    [DllImport("libc", EntryPoint = "bind", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Bind(int descriptor, byte[] address, uint length);

    [DllImport("libc", EntryPoint = "setsockopt", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetOption(int descriptor, int level, int name, byte[] value, uint length);

    [DllImport("libc", EntryPoint = "recvfrom", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint Receive(int descriptor, byte[] buffer, nuint length, int flags, byte[] address, ref uint addressLength);

    [DllImport("libc", EntryPoint = "send", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint Send(int descriptor, byte[] buffer, nuint length, int flags);

    [DllImport("libc", EntryPoint = "close", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);

    [DllImport("libc", EntryPoint = "if_nametoindex", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint IndexOf(byte[] name);
}
