using System.Runtime.InteropServices;

namespace Laksana.Network.Probes.Icmp;

/// <summary>
/// The classic BPF program that the kernel runs on every ICMP packet of the machine: it lets through echo replies with one of our identifiers, and
/// destination unreachable and time exceeded that quote an echo request of ours. Nobody else's pings wake us.
/// </summary>
internal static unsafe class EchoFilter
{
    private const ushort LoadHeaderLength = 0xb1, LoadByte = 0x50, LoadHalf = 0x48, JumpEqual = 0x15, And = 0x54, ShiftLeft = 0x64, AddIndex = 0x0c, ToIndex = 0x07, Return = 0x06;
    private const int Icmp = 1, EchoReply = 0, Unreachable = 3, EchoRequest = 8, TimeExceeded = 11;
    private const int Everything = 0x40000;

    [StructLayout(LayoutKind.Sequential)]
    private struct Step
    {
        public ushort Code;
        public byte IfTrue, IfFalse;
        public uint Value;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Steps
    {
        public ushort Count;
        public Step* First;
    }

    /// <summary>Replaces the filter of a raw ICMP socket of IPv4. The kernel swaps it in one go: no packet passes unfiltered.</summary>
    public static bool Attach(int descriptor, ReadOnlySpan<ushort> identifiers)
    {
        var program = Program(identifiers);
        fixed (Step* first = program)
        {
            var steps = new Steps { Count = (ushort)program.Length, First = first };
            return Libc.SetOption(descriptor, Libc.SolSocket, Libc.SoAttachFilter, &steps, (uint)sizeof(Steps)) == 0;
        }
    }

    private static Step[] Program(ReadOnlySpan<ushort> identifiers)
    {
        const int reply = 16;
        var compare = reply + 1;
        var drop = compare + identifiers.Length;
        var accept = drop + 1;
        var steps = new List<Step>
        {
            Do(LoadHeaderLength, 0),                       // 0: X = length of the IP header
            Do(LoadByte, 0),                               // 1: A = ICMP type
            Jump(2, EchoReply, reply, 3),
            Jump(3, Unreachable, 5, 4),
            Jump(4, TimeExceeded, 5, drop),
            Do(LoadByte, 8 + 9),                           // 5: protocol of the quoted packet
            Jump(6, Icmp, 7, drop),
            Do(LoadByte, 8),                               // 7: its header's length …
            Do(And, 0x0f),
            Do(ShiftLeft, 2),
            Do(AddIndex, 0),                               // 10: … on top of ours
            Do(ToIndex, 0),
            Do(LoadByte, 8),                               // 12: type of the quoted message
            Jump(13, EchoRequest, 14, drop),
            Do(LoadHalf, 8 + 4),                           // 14: its identifier
            new() { Code = 0x05, Value = (uint)(compare - 16) }, // 15: jump
            Do(LoadHalf, 4),                               // 16: the reply's identifier
        };
        for (var i = 0; i < identifiers.Length; i++) steps.Add(Jump(compare + i, identifiers[i], accept, compare + i + 1));
        steps.Add(Do(Return, 0));
        steps.Add(Do(Return, Everything));
        return [.. steps];
    }

    private static Step Do(ushort code, int value) => new() { Code = code, Value = (uint)value };

    private static Step Jump(int here, int value, int ifTrue, int ifFalse) =>
        new() { Code = JumpEqual, Value = (uint)value, IfTrue = (byte)(ifTrue - here - 1), IfFalse = (byte)(ifFalse - here - 1) };
}
