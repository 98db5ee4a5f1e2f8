using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Text;

namespace Laksana.Network.Probes.Naming;

internal sealed record DnsRecord(string Name, ushort Type, uint Ttl, string Value);

/// <summary>What a DNS server answered (RFC 1035). Read from any bytes without ever failing.</summary>
/// <param name="Question">What it says it was asked: name and type; null when it repeats nothing.</param>
internal sealed record DnsMessage(ushort Id, bool IsResponse, bool Authoritative, bool Truncated, int Rcode, (string Name, ushort Type)? Question, IReadOnlyList<DnsRecord> Answers)
{
    public const ushort A = 1, Ns = 2, Cname = 5, Soa = 6, Ptr = 12, Mx = 15, Txt = 16, Aaaa = 28;
    private const int HeaderLength = 12;
    private const int MostRecords = 200;

    public static ushort TypeOf(string name) => name switch
    {
        "A" => A, "NS" => Ns, "CNAME" => Cname, "SOA" => Soa, "PTR" => Ptr, "MX" => Mx, "TXT" => Txt, "AAAA" => Aaaa, _ => 0,
    };

    /// <summary>A question with recursion desired.</summary>
    /// <exception cref="ArgumentException">The name is no name of DNS.</exception>
    public static byte[] Ask(ushort id, string name, ushort type)
    {
        var message = new List<byte> { (byte)(id >> 8), (byte)id, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0 };
        foreach (var label in name.TrimEnd('.').Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            var bytes = Encoding.ASCII.GetBytes(Ascii(label));
            if (bytes.Length is 0 or > 63) throw new ArgumentException("A label is too long.", nameof(name));
            message.Add((byte)bytes.Length);
            message.AddRange(bytes);
        }
        message.AddRange([0, (byte)(type >> 8), (byte)type, 0, 1]);
        return message.Count <= HeaderLength + 255 + 4 ? [.. message] : throw new ArgumentException("The name is too long.", nameof(name));
    }

    /// <returns>Null when the bytes are no message.</returns>
    public static DnsMessage? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderLength) return null;
        var flags = BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);
        var (questions, answers) = (BinaryPrimitives.ReadUInt16BigEndian(bytes[4..]), BinaryPrimitives.ReadUInt16BigEndian(bytes[6..]));
        if (questions > 1) return null;
        var at = HeaderLength;
        (string, ushort)? question = null;
        if (questions == 1)
        {
            if (DnsName.Read(bytes, ref at) is not { } asked || at + 4 > bytes.Length) return null;
            question = (asked, BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]));
            at += 4;
        }
        var records = new List<DnsRecord>();
        var truncated = (flags & 0x0200) != 0;
        for (var i = 0; i < Math.Min((int)answers, MostRecords); i++)
        {
            if (ReadRecord(bytes, ref at) is not { } record)
            {
                if (truncated) break; // it ends where there was no more room
                return null;
            }
            records.Add(record);
        }
        return new DnsMessage(BinaryPrimitives.ReadUInt16BigEndian(bytes), (flags & 0x8000) != 0, (flags & 0x0400) != 0, truncated, flags & 0x0f, question, records);
    }

    private static DnsRecord? ReadRecord(ReadOnlySpan<byte> bytes, ref int at)
    {
        if (DnsName.Read(bytes, ref at) is not { } name || at + 10 > bytes.Length) return null;
        var (type, ttl, length) = (BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]), BinaryPrimitives.ReadUInt32BigEndian(bytes[(at + 4)..]), BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 8)..]));
        at += 10;
        if (at + length > bytes.Length) return null;
        var value = Value(bytes, at, length, type);
        at += length;
        return value is null ? null : new DnsRecord(name, type, ttl, value);
    }

    /// <summary>The value as zone files write it; names without their last dot.</summary>
    private static string? Value(ReadOnlySpan<byte> bytes, int at, int length, ushort type)
    {
        var end = at + length;
        var data = bytes[at..end];
        switch (type)
        {
            case A: return length == 4 ? new IPAddress(data).ToString() : null;
            case Aaaa: return length == 16 ? new IPAddress(data).ToString() : null;
            case Cname or Ns or Ptr: return DnsName.Read(bytes, ref at) is { } name && at == end ? name : null;
            case Mx:
                if (length < 3) return null;
                at += 2;
                return DnsName.Read(bytes, ref at) is { } host && at == end ? BinaryPrimitives.ReadUInt16BigEndian(data).ToString(CultureInfo.InvariantCulture) + " " + host : null;
            case Soa:
                if (DnsName.Read(bytes, ref at) is not { } server || DnsName.Read(bytes, ref at) is not { } person || at + 20 != end) return null;
                return string.Create(CultureInfo.InvariantCulture, $"{server} {person} {BinaryPrimitives.ReadUInt32BigEndian(bytes[at..])}");
            case Txt: return Text(data);
            default: return "";
        }
    }

    private static string? Text(ReadOnlySpan<byte> data)
    {
        var text = new StringBuilder();
        while (data.Length > 0)
        {
            if (data[0] >= data.Length) return null;
            text.Append(Encoding.Latin1.GetString(data.Slice(1, data[0])));
            data = data[(data[0] + 1)..];
        }
        return text.ToString();
    }

    private static string Ascii(string label)
    {
        if (label.All(char.IsAscii)) return label;
        return new IdnMapping().GetAscii(label);
    }
}
