using System.Net.Sockets;
using System.Text;
using Laksana.Network.Probes.Domains;
using Laksana.Network.Probes.Icmp;
using Laksana.Network.Probes.Naming;
using Laksana.Network.Probes.Snmp;
using Laksana.Network.Probes.Web;
using Xunit;

namespace Laksana.Tests.Network.Probes;

/// <summary>
/// Whatever arrives from a network, no reader fails: noise, and real messages with some of their bytes changed, cut, doubled or moved. A run that finds a fault
/// prints the bytes; the seed is fixed, so it finds it again.
/// </summary>
public sealed class ReaderFuzzTests
{
    private const int Usual = 20_000;
    private const int Million = 1_000_000;

    private static SnmpEngine Engine { get; } = new([0x80, 0, 0x1f, 0x88, 4, 1], 1, 1, new SnmpKeys(new SnmpAccess { Version = 3, User = "pantau", AuthPassword = "sandi bukti", PrivacyPassword = "sandi sembunyi" }, [1, 2, 3, 4, 5]));

    public static TheoryData<string> Readers { get; } = [.. All.Keys];

    private static Dictionary<string, (byte[][] Seeds, Action<byte[]> Read)> All => new()
    {
        ["ICMP"] = (Icmp(), bytes =>
        {
            foreach (var family in new[] { AddressFamily.InterNetwork, AddressFamily.InterNetworkV6 })
            {
                _ = IcmpMessage.Read(family, true, bytes).Payload.Length;
                _ = IcmpMessage.Read(family, false, bytes).QuotedTarget.Length;
                EchoErrors.Read(family == AddressFamily.InterNetworkV6, bytes, bytes, out _, out _);
            }
        }),
        ["DNS"] = (Dns(), bytes => DnsMessage.Read(bytes)),
        ["SNMP"] = (Snmp(), bytes =>
        {
            if (SnmpMessage.Read(bytes)?.Pdu is { } pdu)
                foreach (var variable in pdu.Variables) _ = variable.Text + variable.Reference + variable.Name.IndexUnder(Oid.Parse("1.3"));
            SnmpMessage.ReadScoped(bytes);
            SnmpThree.Believe(bytes, Engine, 1, "pantau", 1);
        }),
        ["RDAP"] = (Rdaps(), bytes => Rdap.Read(bytes)),
        ["WHOIS"] = (Whoises(), bytes => Whois.Read(bytes)),
        ["pages"] = (Pages(), bytes => PageText.Of(PageText.Decode(bytes, null), true, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero))),
    };

    [Theory]
    [MemberData(nameof(Readers))]
    public void no_reader_fails_whatever_arrives(string reader) => Fuzz(reader, Usual, seed: 1);

    [Theory]
    [MemberData(nameof(Readers))]
    [Trait("Category", "Long")]
    public void no_reader_fails_in_a_million_tries(string reader) => Fuzz(reader, Million, seed: 2);

    [Theory]
    [MemberData(nameof(Readers))]
    public void the_unchanged_messages_are_read_as_such(string reader)
    {
        // Otherwise the fuzzing would only ever try the first line of a reader.
        foreach (var seed in All[reader].Seeds)
            Assert.True(reader switch
            {
                "ICMP" => IcmpMessage.Read(AddressFamily.InterNetwork, true, seed).Kind != IcmpKind.Other || IcmpMessage.Read(AddressFamily.InterNetworkV6, false, seed).Kind != IcmpKind.Other,
                "DNS" => DnsMessage.Read(seed) is { Answers.Count: > 0 },
                "SNMP" => SnmpMessage.Read(seed) is not null,
                "RDAP" => Rdap.Read(seed) is not null,
                "WHOIS" => Whois.Read(seed) is not null,
                _ => PageText.Of(PageText.Decode(seed, null), true, DateTimeOffset.MaxValue.AddYears(-1)).Visible.Length > 0,
            });
    }

    private static void Fuzz(string reader, int tries, int seed)
    {
        var (seeds, read) = All[reader];
        var chance = new Random(seed);
        for (var i = 0; i < tries; i++)
        {
            var input = i % 10 == 0 ? Noise(chance) : Changed(seeds[chance.Next(seeds.Length)], chance);
            try
            {
                read(input);
            }
            catch (Exception error)
            {
                Assert.Fail($"{reader}, try {i}: {error}\n{Convert.ToHexString(input)}");
            }
        }
    }

    private static byte[] Noise(Random chance)
    {
        var noise = new byte[chance.Next(200)];
        chance.NextBytes(noise);
        return noise;
    }

    private static byte[] Changed(byte[] seed, Random chance)
    {
        var bytes = new List<byte>(seed);
        for (var changes = chance.Next(1, 6); changes > 0 && bytes.Count > 0; changes--)
        {
            var at = chance.Next(bytes.Count);
            var length = Math.Min(chance.Next(1, 9), bytes.Count - at);
            switch (chance.Next(7))
            {
                case 0: bytes[at] = (byte)chance.Next(256); break;
                case 1: bytes[at] ^= (byte)(1 << chance.Next(8)); break;
                case 2: bytes.RemoveRange(at, length); break;
                case 3: bytes.InsertRange(at, bytes.GetRange(at, length)); break;
                case 4: bytes.RemoveRange(at, bytes.Count - at); break;
                case 5: bytes[at] = new byte[] { 0, 1, 0x7f, 0x80, 0x81, 0x84, 0xc0, 0xff }[chance.Next(8)]; break;
                default: bytes.InsertRange(chance.Next(bytes.Count), bytes.GetRange(at, length)); break;
            }
        }
        return [.. bytes];
    }

    private static byte[][] Icmp()
    {
        byte[] header = [0x45, 0, 0, 60, 0, 0, 0, 0, 64, 1, 0, 0, 10, 0, 0, 2, 10, 0, 0, 1];
        byte[] options = [0x47, 0, 0, 68, 0, 0, 0, 0, 64, 1, 0, 0, 10, 0, 0, 2, 10, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 0];
        byte[] request = [8, 0, 0, 0, 0x12, 0x34, 0, 7], six = [0x60, 0, 0, 0, 0, 16, 58, 64, .. new byte[32], 128, 0, 0, 0, 0x12, 0x34, 0, 7];
        return
        [
            [.. header, 0, 0, 0, 0, 0x12, 0x34, 0, 7, .. new byte[32]], [.. options, 0, 0, 0, 0, 0x12, 0x34, 0, 7, .. new byte[32]],
            [.. header, 3, 1, 0, 0, 0, 0, 0, 0, .. header, .. request], [.. options, 3, 4, 0, 0, 0, 0, 5, 0x78, .. options, .. request], [.. header, 11, 0, 0, 0, 0, 0, 0, 0, .. options, .. request],
            [129, 0, 0, 0, 0x12, 0x34, 0, 7, .. new byte[32]], [1, 0, 0, 0, 0, 0, 0, 0, .. six], [2, 0, 0, 0, 0, 0, 5, 0, .. six], [3, 0, 0, 0, 0, 0, 0, 0, .. six],
        ];
    }

    private static byte[][] Dns()
    {
        var question = DnsMessage.Ask(7, "www.contoh.example", DnsMessage.A);
        byte[] Answer(params byte[][] records) => [.. question[..2], 0x81, 0x80, 0, 1, 0, (byte)records.Length, 0, 0, 0, 0, .. question[12..], .. records.SelectMany(r => r)];
        byte[] Record(byte type, params byte[] value) => [0xc0, 12, 0, type, 0, 1, 0, 0, 0, 60, 0, (byte)value.Length, .. value];
        return
        [
            Answer(Record(1, 10, 0, 0, 1)), Answer(Record(28, new byte[16]), Record(16, 3, 65, 66, 67, 1, 68)), Answer(Record(5, 4, 108, 97, 105, 110, 0xc0, 16), Record(15, 0, 10, 0xc0, 12)),
            Answer(Record(6, [0xc0, 12, 0xc0, 16, .. new byte[20]]), Record(2, 0xc0, 12)),
        ];
    }

    private static byte[][] Snmp()
    {
        byte[] Pair(string name, byte[] value) => Ber.Of(Ber.Sequence, Ber.Name(Oid.Parse(name)), value);
        var response = Ber.Of(SnmpPdu.Response, Ber.Number(1), Ber.Number(0), Ber.Number(0), Ber.Of(Ber.Sequence,
            Pair("1.3.6.1.2.1.1.5.0", Ber.Text("sakelar"u8.ToArray())), Pair("1.3.6.1.2.1.1.3.0", Ber.Number(1234567, SnmpVariable.TimeTicks)), Pair("1.3.6.1.2.1.1.2.0", Ber.Name(Oid.Parse("1.3.6.1.4.1.8072"))),
            Pair("1.3.6.1.2.1.31.1.1.1.6.1", Ber.Of(SnmpVariable.Counter64, [0, 0xff, 1, 2, 3, 4, 5, 6, 7])), Pair("1.3.6.1.2.1.9.9", Ber.Of(SnmpVariable.EndOfView))));
        var ask = SnmpPdu.Asking(SnmpPdu.GetBulk, 1, [Oid.Parse("1.3.6.1.2.1.2.2.1.2")], 16);
        var plain = new SnmpEngine([0x80, 0, 0x1f, 0x88, 4, 1], 1, 1, new SnmpKeys(new SnmpAccess { Version = 3 }, []));
        return [Ber.Of(Ber.Sequence, Ber.Number(1), Ber.Text("umum"u8.ToArray()), response), SnmpMessage.Two("umum", ask), SnmpThree.Write(Engine, 1, "pantau", ask), SnmpThree.Write(plain, 1, "pantau", ask)];
    }

    private static byte[][] Rdaps() =>
    [
        """{"objectClassName":"domain","status":["active"],"entities":[{"roles":["registrar"],"vcardArray":["vcard",[["fn",{},"text","\u0041bc \ud83d\ude00"]]]}],"events":[{"eventAction":"expiration","eventDate":"2026-06-10T03:04:05.123+07:00"}]}"""u8.ToArray(),
        """{"errorCode":404,"title":"Not Found"}"""u8.ToArray(),
    ];

    private static byte[][] Whoises() =>
    [
        "Domain Name: contoh.go.id\r\nExpiration Date: 2026-12-24 23:59:59\r\nStatus: ok https://icann.org/epp\r\nRegistrar: Péndaftar\r\n"u8.ToArray(),
        "No match for \"CONTOH.COM\".\r\n"u8.ToArray(), "domain: x\nexpires: 14-Sep-2027\n"u8.ToArray(),
    ];

    private static byte[][] Pages() =>
    [
        Encoding.UTF8.GetBytes("<!doctype html><html><head><meta property=\"article:modified_time\" content='2026-03-01T08:00:00+07:00'><script>if (a<b) x()</script><style>b{}</style></head><body><!-- no --><p>12 Mei 2025 &amp; &#x41;&#99999999;</p><img src=/a.png><time datetime=2025-01-01>x</time><![CDATA[y]]></body>"),
        "<rss><channel><lastBuildDate>Tue, 03 Feb 2026 10:00:00 GMT</lastBuildDate><item><pubDate>x</pubDate></item></channel></rss>"u8.ToArray(),
    ];
}
