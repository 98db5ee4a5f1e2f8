using System.Buffers.Binary;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Laksana.Network;

/// <summary>Asks in the own network who has an address (RFC 826), and counts the machines that answer. Linux, with the right to raw sockets.</summary>
internal static partial class ArpQuestion
{
    private const int Packet = 17, Raw = 3, EthernetArp = 0x0806, RequestCode = 1, ReplyCode = 2, Frame = 42, NonBlocking = 0x800;
    private const int Times = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250), Look = TimeSpan.FromMilliseconds(10);

    /// <summary>How many machines answer, this one not among them; null: it cannot be asked here.</summary>
    public static async Task<int?> AskAsync(IPAddress target, CancellationToken token)
    {
        if (!OperatingSystem.IsLinux() || target.AddressFamily != AddressFamily.InterNetwork || Toward(target) is not { } way) return null;
        var descriptor = Open(Packet, Raw | NonBlocking, BinaryPrimitives.ReverseEndianness((ushort)EthernetArp));
        if (descriptor < 0) return null;
        try
        {
            var self = way.Interface.GetPhysicalAddress();
            if (!BindTo(descriptor, way.Index)) return null;
            var machines = new HashSet<string>(StringComparer.Ordinal);
            for (var i = 0; i < Times; i++)
            {
                Send(descriptor, Question(self.GetAddressBytes(), way.Address.Equals(target) ? IPAddress.Any : way.Address, target));
                for (var begun = TimeProvider.System.GetTimestamp(); TimeProvider.System.GetElapsedTime(begun) < Patience; await Task.Delay(Look, token)) Hear(descriptor, target, self, machines);
            }
            return machines.Count;
        }
        finally
        {
            Close(descriptor);
        }
    }

    /// <summary>The interface whose network holds the address; else the only one there is, whose settings may be wrong.</summary>
    private static (NetworkInterface Interface, int Index, IPAddress Address)? Toward(IPAddress target)
    {
        var all = NetworkInterface.GetAllNetworkInterfaces().Where(i => i.NetworkInterfaceType != NetworkInterfaceType.Loopback && i.Name != "lo")
            .SelectMany(i => i.GetIPProperties().UnicastAddresses.Where(a => a.Address.AddressFamily == AddressFamily.InterNetwork), (i, a) => (Interface: i, a.Address, a.PrefixLength)).ToList();
        var found = all.Where(a => Subnet.Same(a.Address, target, a.PrefixLength)).OrderByDescending(a => a.PrefixLength).ToList();
        if (found.Count == 0 && all.Select(a => a.Interface.Id).Distinct(StringComparer.Ordinal).Count() == 1) found = all;
        return found is [var (one, address, _), ..] ? (one, one.GetIPProperties().GetIPv4Properties().Index, address) : null;
    }

    private static unsafe bool BindTo(int descriptor, int index)
    {
        Span<byte> place = stackalloc byte[20]; // struct sockaddr_ll
        MemoryMarshal.Write(place, (ushort)Packet);
        BinaryPrimitives.WriteUInt16BigEndian(place[2..], EthernetArp);
        MemoryMarshal.Write(place[4..], index);
        fixed (byte* p = place) return Bind(descriptor, p, (uint)place.Length) == 0;
    }

    private static byte[] Question(byte[] self, IPAddress sender, IPAddress target)
    {
        var frame = new byte[Frame];
        frame.AsSpan(0, 6).Fill(0xff);
        self.CopyTo(frame.AsSpan(6));
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(12), EthernetArp);
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(14), 1); // Ethernet
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(16), 0x0800);
        (frame[18], frame[19]) = (6, 4);
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(20), RequestCode);
        self.CopyTo(frame.AsSpan(22));
        sender.GetAddressBytes().CopyTo(frame.AsSpan(28));
        target.GetAddressBytes().CopyTo(frame.AsSpan(38));
        return frame;
    }

    private static unsafe void Send(int descriptor, byte[] frame)
    {
        fixed (byte* p = frame) _ = Write(descriptor, p, (nuint)frame.Length);
    }

    private static unsafe void Hear(int descriptor, IPAddress target, PhysicalAddress self, HashSet<string> machines)
    {
        Span<byte> frame = stackalloc byte[1600];
        Span<byte> wanted = stackalloc byte[4];
        target.TryWriteBytes(wanted, out _);
        fixed (byte* p = frame)
            for (nint length; (length = Read(descriptor, p, (nuint)frame.Length)) > 0;)
            {
                if (length < Frame || BinaryPrimitives.ReadUInt16BigEndian(frame[12..]) != EthernetArp || BinaryPrimitives.ReadUInt16BigEndian(frame[20..]) != ReplyCode || !frame.Slice(28, 4).SequenceEqual(wanted)) continue;
                var from = new PhysicalAddress(frame.Slice(22, 6).ToArray());
                if (!from.Equals(self)) machines.Add(from.ToString());
            }
    }

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    private static partial int Open(int family, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "bind", SetLastError = true)]
    private static unsafe partial int Bind(int descriptor, byte* address, uint length);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static unsafe partial nint Read(int descriptor, byte* buffer, nuint length);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static unsafe partial nint Write(int descriptor, byte* buffer, nuint length);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);
}
