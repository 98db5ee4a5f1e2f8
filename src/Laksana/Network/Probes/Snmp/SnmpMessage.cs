using System.Text;

namespace Laksana.Network.Probes.Snmp;

/// <summary>A message of SNMPv2c (RFC 1901), or of version 3 (RFC 3412, 3414) before anything in it is believed. Read from any bytes without ever failing.</summary>
internal sealed record SnmpMessage
{
    public const byte Proved = 1, Hidden = 2, Reportable = 4;

    public required int Version { get; init; }

    public byte[] Community { get; init; } = [];

    public int Id { get; init; }

    public byte Flags { get; init; }

    public byte[] Engine { get; init; } = [];

    public int Boots { get; init; }

    public int Time { get; init; }

    public byte[] User { get; init; } = [];

    /// <summary>Where the proof stands in the message.</summary>
    public (int At, int Length) Proof { get; init; }

    public byte[] Salt { get; init; } = [];

    public byte[] Secret { get; init; } = [];

    /// <summary>Null when it is hidden.</summary>
    public SnmpPdu? Pdu { get; init; }

    public static SnmpMessage? Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new BerReader(bytes);
        if (!reader.TryEnter(Ber.Sequence, out var message) || !message.TryNumber(Ber.Integer, out var version)) return null;
        if (version == 3) return ReadThree(ref message);
        if (version != 1 || !message.TryOctets(Ber.Octets, out var community) || SnmpPdu.Read(ref message) is not { } pdu) return null;
        return new SnmpMessage { Version = 2, Community = community.ToArray(), Pdu = pdu };
    }

    public static byte[] Two(string community, SnmpPdu pdu) => Ber.Of(Ber.Sequence, Ber.Number(1), Ber.Text(Encoding.UTF8.GetBytes(community)), pdu.ToBytes());

    /// <summary>What stands inside a version 3 message, plain or once it has been shown.</summary>
    public static SnmpPdu? ReadScoped(ReadOnlySpan<byte> bytes)
    {
        var reader = new BerReader(bytes);
        return ReadScoped(ref reader);
    }

    private static SnmpPdu? ReadScoped(ref BerReader reader) =>
        reader.TryEnter(Ber.Sequence, out var scoped) && scoped.TryOctets(Ber.Octets, out _) && scoped.TryOctets(Ber.Octets, out _) ? SnmpPdu.Read(ref scoped) : null;

    private static SnmpMessage? ReadThree(ref BerReader message)
    {
        if (!message.TryEnter(Ber.Sequence, out var head) || !head.TryNumber(Ber.Integer, out var id) || !head.TryNumber(Ber.Integer, out _)
            || !head.TryOctets(Ber.Octets, out var flags) || flags.Length != 1 || !head.TryNumber(Ber.Integer, out var model) || model != 3) return null;
        if (!message.TryEnter(Ber.Octets, out var wrapped) || !wrapped.TryEnter(Ber.Sequence, out var security)
            || !security.TryOctets(Ber.Octets, out var engine) || engine.Length > 32
            || !security.TryNumber(Ber.Integer, out var boots) || !security.TryNumber(Ber.Integer, out var time)
            || !security.TryOctets(Ber.Octets, out var user) || !security.TryOctets(Ber.Octets, out var proof)) return null;
        var proofEnd = security.Position;
        if (!security.TryOctets(Ber.Octets, out var salt)) return null;
        var read = new SnmpMessage
        {
            Version = 3, Id = (int)Math.Clamp(id, int.MinValue, int.MaxValue), Flags = flags[0], Engine = engine.ToArray(),
            Boots = (int)Math.Clamp(boots, 0, int.MaxValue), Time = (int)Math.Clamp(time, 0, int.MaxValue), User = user.ToArray(), Proof = (proofEnd - proof.Length, proof.Length), Salt = salt.ToArray(),
        };
        if ((flags[0] & Hidden) != 0) return message.TryOctets(Ber.Octets, out var secret) ? read with { Secret = secret.ToArray() } : null;
        return ReadScoped(ref message) is { } pdu ? read with { Pdu = pdu } : null;
    }
}
