using System.Security.Cryptography;
using System.Text;

namespace Laksana.Network.Probes.Snmp;

/// <summary>Writes messages of version 3 with proof and hiding, and decides what of an answer may be believed.</summary>
internal static class SnmpThree
{
    private const int LargestMessage = 65_507;

    public static byte[] Write(SnmpEngine engine, int id, string user, SnmpPdu pdu)
    {
        var keys = engine.Keys;
        var flags = (byte)(SnmpMessage.Reportable | (keys.Proves ? SnmpMessage.Proved : 0) | (keys.Hides ? SnmpMessage.Hidden : 0));
        var (boots, time, salt) = (engine.Boots, engine.Time, keys.Hides ? keys.NextSalt() : []);
        var scoped = Ber.Of(Ber.Sequence, Ber.Text(engine.Id), Ber.Text([]), pdu.ToBytes());
        var security = Ber.Of(Ber.Sequence, Ber.Text(engine.Id), Ber.Number(boots), Ber.Number(time), Ber.Text(Encoding.UTF8.GetBytes(user)), Ber.Text(new byte[keys.ProofLength]), Ber.Text(salt));
        var message = Ber.Of(Ber.Sequence,
            Ber.Number(3),
            Ber.Of(Ber.Sequence, Ber.Number(id), Ber.Number(LargestMessage), Ber.Text([flags]), Ber.Number(3)),
            Ber.Text(security),
            keys.Hides ? Ber.Text(keys.Hide(scoped, boots, time, salt)) : scoped);
        if (keys.Proves) keys.Proof(message).CopyTo(message, SnmpMessage.Read(message)!.Proof.At);
        return message;
    }

    /// <summary>
    /// A response counts when it is proved and hidden as the question was, by the same device for the same user. A report may come without proof: it only
    /// ever leads to asking again or to giving up.
    /// </summary>
    public static (SnmpMessage Message, SnmpPdu Pdu)? Believe(ReadOnlySpan<byte> bytes, SnmpEngine engine, int id, string user, int requestId)
    {
        if (SnmpMessage.Read(bytes) is not { Version: 3 } message || message.Id != id) return null;
        var keys = engine.Keys;
        var proved = keys.Proves && (message.Flags & SnmpMessage.Proved) != 0 && message.Engine.AsSpan().SequenceEqual(engine.Id) && IsProof(bytes, message, keys);
        if (message.Pdu is { Kind: SnmpPdu.Report } report) return (message, report);
        if (keys.Proves != proved || !message.Engine.AsSpan().SequenceEqual(engine.Id) || !message.User.AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(user))) return null;
        var pdu = message.Pdu;
        if (keys.Hides)
        {
            if (pdu is not null || message.Salt.Length != 8) return null;
            pdu = SnmpMessage.ReadScoped(keys.Show(message.Secret, message.Boots, message.Time, message.Salt));
        }
        return pdu is { Kind: SnmpPdu.Response or SnmpPdu.Report } && (pdu.Kind == SnmpPdu.Report || pdu.RequestId == requestId) ? (message, pdu) : null;
    }

    private static bool IsProof(ReadOnlySpan<byte> bytes, SnmpMessage message, SnmpKeys keys)
    {
        if (message.Proof.Length != keys.ProofLength) return false;
        var blank = bytes.ToArray();
        blank.AsSpan(message.Proof.At, message.Proof.Length).Clear();
        return CryptographicOperations.FixedTimeEquals(keys.Proof(blank), bytes.Slice(message.Proof.At, message.Proof.Length));
    }
}
