using Laksana.Network.Probes;

namespace Laksana.Network;

/// <summary>A result as history keeps it.</summary>
/// <param name="Target">The target's short name.</param>
/// <param name="Latency">In microseconds; null where nothing answered.</param>
public readonly record struct PackedResult(int Target, DateTimeOffset At, ProbeOutcome Outcome, long? Latency);

/// <summary>Moments as they are packed: milliseconds since 1970.</summary>
internal static class PackedMoment
{
    private static readonly long Least = DateTimeOffset.MinValue.ToUnixTimeMilliseconds(), Most = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    /// <summary>The moment so much after another; false when there is no such moment.</summary>
    public static bool TryStep(ref long moment, long later, out DateTimeOffset at)
    {
        moment = unchecked(moment + later);
        var known = moment >= Least && moment <= Most;
        at = known ? DateTimeOffset.FromUnixTimeMilliseconds(moment) : default;
        return known;
    }
}

/// <summary>Writes small numbers in few bytes: seven bits each, the lowest first.</summary>
internal ref struct PackWriter(Span<byte> room)
{
    private readonly Span<byte> _room = room;

    public int Length { get; private set; }

    public void Add(ulong value)
    {
        for (; value >= 0x80; value >>= 7) _room[Length++] = (byte)(value | 0x80);
        _room[Length++] = (byte)value;
    }

    /// <summary>Of either sign, small ones short.</summary>
    public void AddSigned(long value) => Add((ulong)(value << 1 ^ value >> 63));
}

/// <summary>Reads them again. What is cut off, or no number, ends the reading.</summary>
internal ref struct PackReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _at;

    public readonly bool AtEnd => _at >= _bytes.Length;

    public bool TryRead(out ulong value)
    {
        value = 0;
        for (var shift = 0; _at < _bytes.Length && shift < 64; shift += 7)
        {
            var next = _bytes[_at++];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80) return true;
        }
        return false;
    }

    public bool TryReadSigned(out long value)
    {
        var read = TryRead(out var folded);
        value = (long)(folded >> 1) ^ -(long)(folded & 1);
        return read;
    }
}
