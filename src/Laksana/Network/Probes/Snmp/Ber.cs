using System.Numerics;

namespace Laksana.Network.Probes.Snmp;

/// <summary>Basic encoding rules (X.690) as far as SNMP uses them: definite lengths, tags of one byte.</summary>
internal static class Ber
{
    public const byte Integer = 0x02, Octets = 0x04, Null = 0x05, ObjectId = 0x06, Sequence = 0x30;

    public static byte[] Of(byte tag, params ReadOnlySpan<byte[]> parts)
    {
        var length = 0;
        foreach (var part in parts) length += part.Length;
        var head = Length(length);
        var whole = new byte[1 + head.Length + length];
        whole[0] = tag;
        head.CopyTo(whole, 1);
        var at = 1 + head.Length;
        foreach (var part in parts)
        {
            part.CopyTo(whole, at);
            at += part.Length;
        }
        return whole;
    }

    public static byte[] Number(long value, byte tag = Integer) => Of(tag, new BigInteger(value).ToByteArray(isUnsigned: false, isBigEndian: true));

    public static byte[] Text(byte[] octets) => Of(Octets, octets);

    public static byte[] Name(Oid oid)
    {
        var bytes = new List<byte>();
        Arc(oid.Arcs[0] * 40 + oid.Arcs[1]);
        foreach (var arc in oid.Arcs[2..]) Arc(arc);
        return Of(ObjectId, [.. bytes]);

        void Arc(uint arc)
        {
            for (var shift = 28; shift > 0; shift -= 7)
                if (arc >> shift != 0)
                    bytes.Add((byte)(0x80 | (arc >> shift & 0x7f)));
            bytes.Add((byte)(arc & 0x7f));
        }
    }

    private static byte[] Length(int length) => length switch
    {
        < 0x80 => [(byte)length],
        < 0x100 => [0x81, (byte)length],
        < 0x10000 => [0x82, (byte)(length >> 8), (byte)length],
        _ => [0x83, (byte)(length >> 16), (byte)(length >> 8), (byte)length],
    };
}

/// <summary>
/// Reads values one after the other out of any bytes; no length is believed that leads out of what surrounds it. Every method answers false, and goes
/// no further, when something else is there.
/// </summary>
internal ref struct BerReader
{
    private readonly ReadOnlySpan<byte> _whole;
    private readonly int _end;
    private int _at;

    public BerReader(ReadOnlySpan<byte> whole) : this(whole, 0, whole.Length)
    {
    }

    private BerReader(ReadOnlySpan<byte> whole, int at, int end)
    {
        _whole = whole;
        _at = at;
        _end = end;
    }

    public readonly bool AtEnd => _at >= _end;

    /// <summary>Where the next value begins in the whole message.</summary>
    public readonly int Position => _at;

    public readonly byte Tag => _at < _end ? _whole[_at] : (byte)0;

    public bool TryEnter(byte tag, out BerReader inside)
    {
        inside = default;
        if (Tag != tag || !TryTake(out var from, out var to)) return false;
        inside = new BerReader(_whole, from, to);
        return true;
    }

    public bool TryOctets(byte tag, out ReadOnlySpan<byte> octets)
    {
        octets = default;
        if (Tag != tag || !TryTake(out var from, out var to)) return false;
        octets = _whole[from..to];
        return true;
    }

    public bool TryNumber(byte tag, out long number)
    {
        number = 0;
        if (!TryOctets(tag, out var octets) || octets.Length is 0 or > 9 || (octets.Length == 9 && octets[0] != 0)) return false;
        number = (sbyte)octets[0] < 0 && tag == Ber.Integer ? -1 : 0;
        foreach (var octet in octets) number = number << 8 | octet;
        return true;
    }

    public bool TryName(out Oid name)
    {
        name = default;
        if (!TryOctets(Ber.ObjectId, out var octets) || octets.Length == 0) return false;
        Span<uint> arcs = stackalloc uint[Oid.MostArcs];
        var count = 0;
        ulong arc = 0;
        foreach (var octet in octets)
        {
            arc = arc << 7 | (uint)(octet & 0x7f);
            if (arc > uint.MaxValue) return false;
            if ((octet & 0x80) != 0) continue;
            if (count == 0) (arcs[0], arcs[1], count) = ((uint)Math.Min(arc / 40, 2), (uint)(arc - Math.Min(arc / 40, 2) * 40), 2);
            else if (count == arcs.Length) return false;
            else arcs[count++] = (uint)arc;
            arc = 0;
        }
        if ((octets[^1] & 0x80) != 0) return false;
        name = new Oid(arcs[..count].ToArray());
        return true;
    }

    private bool TryTake(out int from, out int to)
    {
        (from, to) = (0, 0);
        if (_end - _at < 2) return false;
        long length = _whole[_at + 1];
        var at = _at + 2;
        if (length >= 0x80)
        {
            var more = (int)length & 0x7f;
            if (more is 0 or > 4 || _end - at < more) return false;
            for (length = 0; more > 0; more--) length = length << 8 | _whole[at++];
        }
        if (length > _end - at) return false;
        (from, to) = (at, at + (int)length);
        _at = to;
        return true;
    }
}
