using System.Text;

namespace Laksana.Network.Probes.Snmp;

/// <summary>One object and what the device says of it. Numbers of all widths are in <see cref="Number"/>; a Counter64 beyond its half is negative there.</summary>
internal readonly record struct SnmpVariable(Oid Name, byte Tag, long Number, byte[] Octets)
{
    public const byte IpAddress = 0x40, Counter32 = 0x41, Gauge32 = 0x42, TimeTicks = 0x43, Opaque = 0x44, Counter64 = 0x46, NoSuchObject = 0x80, NoSuchInstance = 0x81, EndOfView = 0x82;

    public bool Exists => Tag is not (NoSuchObject or NoSuchInstance or EndOfView or Ber.Null);

    public string Text => Encoding.UTF8.GetString(Octets).TrimEnd('\0');

    public Oid Reference => Tag == Ber.ObjectId && new BerReader(Octets) is var reader && reader.TryName(out var name) ? name : default;
}

/// <summary>A question or an answer of SNMPv2 (RFC 3416).</summary>
internal sealed record SnmpPdu(byte Kind, int RequestId, int Error, int ErrorIndex, IReadOnlyList<SnmpVariable> Variables)
{
    public const byte Get = 0xa0, GetNext = 0xa1, Response = 0xa2, GetBulk = 0xa5, Report = 0xa8;
    public const int TooBig = 1, NoAccess = 6, AuthorizationError = 16;
    private const int MostVariables = 2000;

    public static SnmpPdu Asking(byte kind, int requestId, IEnumerable<Oid> names, int repetitions = 0) =>
        new(kind, requestId, 0, kind == GetBulk ? repetitions : 0, [.. names.Select(n => new SnmpVariable(n, Ber.Null, 0, []))]);

    public byte[] ToBytes() => Ber.Of(Kind, Ber.Number(RequestId), Ber.Number(Error), Ber.Number(ErrorIndex),
        Ber.Of(Ber.Sequence, [.. Variables.Select(v => Ber.Of(Ber.Sequence, Ber.Name(v.Name), Ber.Of(Ber.Null)))]));

    public static SnmpPdu? Read(ref BerReader reader)
    {
        var kind = reader.Tag;
        if (kind is not (Get or GetNext or Response or GetBulk or Report) || !reader.TryEnter(kind, out var inside)) return null;
        if (!inside.TryNumber(Ber.Integer, out var id) || !inside.TryNumber(Ber.Integer, out var error) || !inside.TryNumber(Ber.Integer, out var index)
            || !inside.TryEnter(Ber.Sequence, out var list) || id != (int)id) return null;
        var variables = new List<SnmpVariable>();
        while (!list.AtEnd)
        {
            if (variables.Count == MostVariables || !list.TryEnter(Ber.Sequence, out var pair) || !pair.TryName(out var name) || Value(ref pair, name) is not { } variable) return null;
            variables.Add(variable);
        }
        return new SnmpPdu(kind, (int)id, (int)Math.Clamp(error, int.MinValue, int.MaxValue), (int)Math.Clamp(index, int.MinValue, int.MaxValue), variables);
    }

    private static SnmpVariable? Value(ref BerReader reader, Oid name)
    {
        var tag = reader.Tag;
        switch (tag)
        {
            case Ber.Integer or SnmpVariable.Counter32 or SnmpVariable.Gauge32 or SnmpVariable.TimeTicks or SnmpVariable.Counter64:
                return reader.TryNumber(tag, out var number) ? new SnmpVariable(name, tag, number, []) : null;
            case Ber.ObjectId:
                return reader.TryName(out var reference) ? new SnmpVariable(name, tag, 0, Ber.Name(reference)) : null;
            default:
                return reader.TryOctets(tag, out var octets) ? new SnmpVariable(name, tag, 0, octets.ToArray()) : null;
        }
    }
}
