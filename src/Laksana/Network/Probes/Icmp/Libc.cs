using System.Runtime.InteropServices;

namespace Laksana.Network.Probes.Icmp;

/// <summary>What .NET's sockets lack: many packets in one call, their arrival times, filters, the queue of errors. 64-bit Linux.</summary>
internal static unsafe partial class Libc
{
    public const int SolIp = 0, SolSocket = 1, SolIpv6 = 41, SolIcmpv6 = 58;
    public const int IpTtl = 2, IpMtuDiscover = 10, IpRecvErr = 11;
    public const int Ipv6UnicastHops = 16, Ipv6MtuDiscover = 23, Ipv6RecvErr = 25;
    public const int SoReceiveBuffer = 8, SoReceiveBufferForce = 33, SoAttachFilter = 26, SoTimestampNs = 35;
    public const int Icmpv6Filter = 1;
    public const int MsgDontWait = 0x40, MsgErrorQueue = 0x2000;
    public const short PollIn = 1, PollOut = 4;
    public const int Eperm = 1, Eintr = 4, Eagain = 11, Eacces = 13, Einval = 22, Emsgsize = 90, Enetdown = 100, Enetunreach = 101, Enobufs = 105, Ehostunreach = 113;

    [StructLayout(LayoutKind.Sequential)]
    internal struct PollFd
    {
        public int Descriptor;
        public short Events;
        public short Happened;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct IoVector
    {
        public void* Base;
        public nuint Length;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct Message
    {
        public void* Name;
        public uint NameLength;
        public IoVector* Vectors;
        public nuint VectorCount;
        public void* Control;
        public nuint ControlLength;
        public int Flags;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct ManyMessage
    {
        public Message Header;
        public uint Length;
    }

    [LibraryImport("libc", EntryPoint = "ppoll", SetLastError = true)]
    public static partial int Poll(PollFd* descriptors, nuint count, TimeSpec* patience, void* signals);

    [LibraryImport("libc", EntryPoint = "sendmmsg", SetLastError = true)]
    public static partial int Send(int descriptor, ManyMessage* messages, uint count, int flags);

    [LibraryImport("libc", EntryPoint = "recvmmsg", SetLastError = true)]
    public static partial int Receive(int descriptor, ManyMessage* messages, uint count, int flags, TimeSpec* patience);

    [LibraryImport("libc", EntryPoint = "recvmsg", SetLastError = true)]
    public static partial nint Receive(int descriptor, Message* message, int flags);

    [LibraryImport("libc", EntryPoint = "setsockopt", SetLastError = true)]
    public static partial int SetOption(int descriptor, int level, int name, void* value, uint length);

    [LibraryImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    public static partial int EventDescriptor(uint initial, int flags);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(int descriptor, void* buffer, nuint length);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(int descriptor, void* buffer, nuint length);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int descriptor);

    public static bool Set(int descriptor, int level, int name, int value) => SetOption(descriptor, level, name, &value, sizeof(int)) == 0;
}
