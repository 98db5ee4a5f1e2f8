using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Laksana.Network.Probes;
using Laksana.Network.Probes.Naming;
using Xunit;

namespace Laksana.Tests.Network.Probes;

public sealed class DnsProbeTests
{
    [Fact]
    public async Task an_answer_is_read_as_zone_files_write_it()
    {
        await using var server = NameServer.Start(q => NameServer.Answer(q, records:
        [
            NameServer.Record(q, DnsMessage.Mx, [0, 10, .. NameServer.Name("Surat.Contoh.example")]),
        ]));
        var result = await AskAsync(server, "contoh.example", "MX", "10 surat.contoh.example");
        Assert.Equal((ProbeOutcome.Up, "10 surat.contoh.example", "udp"), (result.Outcome, result.Facts![ProbeFacts.Answers], result.Facts["transport"]));
    }

    [Fact]
    public async Task aliases_are_followed_within_the_answer()
    {
        await using var server = NameServer.Start(q => NameServer.Answer(q, records:
        [
            NameServer.Record(q, DnsMessage.Cname, NameServer.Name("lain.example")),
            [.. NameServer.Name("lain.example"), 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 10, 0, 0, 7],
        ]));
        var result = await AskAsync(server, "www.contoh.example", "A");
        Assert.Equal((ProbeOutcome.Up, "10.0.0.7", "60"), (result.Outcome, result.Facts![ProbeFacts.Answers], result.Facts[ProbeFacts.Ttl]));
    }

    [Fact]
    public async Task what_does_not_fit_a_datagram_comes_over_tcp()
    {
        await using var server = NameServer.Start(q => NameServer.Answer(q, flags: 0x8380), q => NameServer.Answer(q, records: [.. Enumerable.Range(1, 100).Select(i => NameServer.Record(q, DnsMessage.A, [10, 0, 0, (byte)i]))]));
        var result = await AskAsync(server, "contoh.example", "A", "10.0.0.99");
        Assert.Equal((ProbeOutcome.Up, "tcp"), (result.Outcome, result.Facts!["transport"]));
    }

    [Theory]
    [InlineData(0x8182, ProbeOutcome.Down, "dns-failed")]
    [InlineData(0x8183, ProbeOutcome.Down, "dns-no-name")]
    [InlineData(0x8185, ProbeOutcome.Down, "dns-refused")]
    [InlineData(0x8180, ProbeOutcome.Down, "dns-no-answer")]
    public async Task what_the_server_says_instead_of_an_answer_is_named(int flags, ProbeOutcome outcome, string finding)
    {
        await using var server = NameServer.Start(q => NameServer.Answer(q, (ushort)flags));
        var result = await AskAsync(server, "contoh.example", "A");
        Assert.Equal((outcome, finding), (result.Outcome, result.Finding));
    }

    [Fact]
    public async Task another_answer_than_expected_is_told_with_both()
    {
        await using var server = NameServer.Start(q => NameServer.Answer(q, records: [NameServer.Record(q, DnsMessage.A, [203, 0, 113, 66])]));
        var result = await AskAsync(server, "contoh.example", "A", "10.0.0.1");
        Assert.Equal((ProbeOutcome.Degraded, ProbeFindings.DnsWrongAnswer), (result.Outcome, result.Finding));
        Assert.Contains("203.0.113.66; ≠ 10.0.0.1", result.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task aliases_in_a_circle_are_a_loop()
    {
        await using var server = NameServer.Start(q => NameServer.Answer(q, records:
        [
            NameServer.Record(q, DnsMessage.Cname, NameServer.Name("lain.example")),
            [.. NameServer.Name("lain.example"), 0, 5, 0, 1, 0, 0, 0, 60, 0, (byte)NameServer.Name("contoh.example").Length, .. NameServer.Name("contoh.example")],
        ]));
        var result = await AskAsync(server, "contoh.example", "A");
        Assert.Equal((ProbeOutcome.Down, ProbeFindings.DnsLoop), (result.Outcome, result.Finding));
    }

    [Theory]
    [InlineData("pointer to itself")]
    [InlineData("pointer forwards")]
    [InlineData("noise")]
    [InlineData("a record longer than the message")]
    public async Task names_that_point_in_a_circle_and_lengths_that_lie_are_garbage_and_end_in_time(string how)
    {
        await using var server = NameServer.Start(q => how switch
        {
            "pointer to itself" => NameServer.Answer(q, records: [[0xc0, (byte)q.Length, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 1, 2, 3, 4]]),
            "pointer forwards" => NameServer.Answer(q, records: [[0xc0, 0xff, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 1, 2, 3, 4]]),
            "noise" => [.. q[..2], .. Encoding.ASCII.GetBytes("this is no DNS at all, is it?")],
            _ => NameServer.Answer(q, records: [[0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0xff, 0xff, 1, 2, 3, 4]]),
        });
        var result = await AskAsync(server, "contoh.example", "A");
        Assert.Equal((ProbeOutcome.Down, ProbeFindings.Garbage), (result.Outcome, result.Finding));
    }

    [Fact]
    public async Task answers_to_other_questions_are_not_believed()
    {
        await using var server = NameServer.Start(q =>
        {
            var forged = NameServer.Answer(q, records: [NameServer.Record(q, DnsMessage.A, [6, 6, 6, 6])]);
            forged[0] ^= 1;
            return forged;
        });
        Assert.Equal((ProbeOutcome.Down, ProbeFindings.Timeout), await FoundAsync(server));
        await using var other = NameServer.Start(q =>
        {
            var forged = NameServer.Answer(q, records: [NameServer.Record(q, DnsMessage.A, [6, 6, 6, 6])]);
            forged[13] ^= 1; // a letter of the name
            return forged;
        });
        Assert.NotEqual(ProbeOutcome.Up, (await FoundAsync(other)).Item1);
    }

    [Fact]
    public async Task a_lost_datagram_is_asked_again()
    {
        var asked = 0;
        await using var server = NameServer.Start(q => Interlocked.Increment(ref asked) == 1 ? [] : NameServer.Answer(q, records: [NameServer.Record(q, DnsMessage.A, [10, 0, 0, 1])]));
        Assert.Equal(ProbeOutcome.Up, (await AskAsync(server, "contoh.example", "A")).Outcome);
        Assert.Equal(2, asked);
    }

    [Fact]
    public async Task a_server_that_is_not_there_refuses()
    {
        int port;
        using (var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp))
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            port = ((IPEndPoint)socket.LocalEndPoint!).Port;
        }
        var result = await LocalProber.AskAsync(new DnsSpec("127.0.0.1", "contoh.example") { Port = port, Timeout = TimeSpan.FromSeconds(3) });
        Assert.Equal((ProbeOutcome.Down, ProbeFindings.Refused), (result.Outcome, result.Finding));
    }

    [Fact]
    public void a_question_is_written_as_the_standard_draws_it()
    {
        byte[] expected = [0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, (byte)'f', 3, (byte)'i', (byte)'s', (byte)'i', 0, 0, 28, 0, 1];
        Assert.Equal(expected, DnsMessage.Ask(0x1234, "f.isi.", DnsMessage.Aaaa));
        Assert.Throws<ArgumentException>(() => DnsMessage.Ask(1, new string('a', 64) + ".example", DnsMessage.A));
        Assert.Throws<ArgumentException>(() => DnsMessage.Ask(1, string.Join('.', Enumerable.Repeat("abcdefg", 40)), DnsMessage.A));
    }

    [Fact]
    public void every_type_of_value_is_read()
    {
        var question = DnsMessage.Ask(1, "contoh.example", DnsMessage.A);
        var answer = NameServer.Answer(question, records:
        [
            NameServer.Record(question, DnsMessage.Aaaa, IPAddress.Parse("2001:db8::1").GetAddressBytes()),
            NameServer.Record(question, DnsMessage.Txt, [3, (byte)'s', (byte)'p', (byte)'f', 2, (byte)'1', (byte)'!']),
            NameServer.Record(question, DnsMessage.Ns, [2, (byte)'n', (byte)'s', 0xc0, 12]),
            NameServer.Record(question, DnsMessage.Soa, [0xc0, 12, 0xc0, 12, 0x78, 0xa5, 0x2f, 0x01, .. new byte[16]]),
            NameServer.Record(question, 999, [1, 2, 3]),
        ]);
        Assert.Equal(["2001:db8::1", "spf1!", "ns.contoh.example", "contoh.example contoh.example 2024091393", ""], DnsMessage.Read(answer)!.Answers.Select(a => a.Value));
    }

    private static async Task<(ProbeOutcome, string)> FoundAsync(NameServer server)
    {
        var result = await AskAsync(server, "contoh.example", "A");
        return (result.Outcome, result.Finding);
    }

    private static Task<ProbeResult> AskAsync(NameServer server, string name, string type, params string[] expected) =>
        LocalProber.AskAsync(new DnsSpec("127.0.0.1", name, type) { Port = server.Port, Expected = expected, Timeout = TimeSpan.FromSeconds(1.5) });

    /// <summary>A name server on loopback, over UDP and TCP, that answers what a test says.</summary>
    private sealed class NameServer : IAsyncDisposable
    {
        private readonly Socket _datagrams = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        private readonly TcpListener _connections;
        private readonly CancellationTokenSource _end = new();
        private readonly Task _serving;

        private NameServer(Func<byte[], byte[]> overUdp, Func<byte[], byte[]> overTcp)
        {
            _datagrams.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            _connections = new TcpListener(IPAddress.Loopback, Port);
            _connections.Start();
            _serving = Task.WhenAll(DatagramsAsync(overUdp), ConnectionsAsync(overTcp));
        }

        public int Port => ((IPEndPoint)_datagrams.LocalEndPoint!).Port;

        public static NameServer Start(Func<byte[], byte[]> overUdp, Func<byte[], byte[]>? overTcp = null) => new(overUdp, overTcp ?? overUdp);

        public static byte[] Name(string name) => [.. name.Split('.').SelectMany(l => (byte[])[(byte)l.Length, .. Encoding.ASCII.GetBytes(l)]), 0];

        public static byte[] Record(byte[] question, ushort type, byte[] value) =>
            [.. question[12..^4], (byte)(type >> 8), (byte)type, 0, 1, 0, 0, 1, 44, (byte)(value.Length >> 8), (byte)value.Length, .. value];

        public static byte[] Answer(byte[] question, ushort flags = 0x8180, params byte[][] records) =>
            [.. question[..2], (byte)(flags >> 8), (byte)flags, 0, 1, (byte)(records.Length >> 8), (byte)records.Length, 0, 0, 0, 0, .. question[12..], .. records.SelectMany(r => r)];

        public async ValueTask DisposeAsync()
        {
            await _end.CancelAsync();
            await _serving;
            _datagrams.Dispose();
            _connections.Dispose();
            _end.Dispose();
        }

        private async Task DatagramsAsync(Func<byte[], byte[]> answer)
        {
            var buffer = new byte[4096];
            try
            {
                while (true)
                {
                    var heard = await _datagrams.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Any, 0), _end.Token);
                    var said = answer(buffer[..heard.ReceivedBytes]);
                    if (said.Length > 0) await _datagrams.SendToAsync(said, heard.RemoteEndPoint, _end.Token);
                }
            }
            catch (OperationCanceledException)
            {
                // The test ends.
            }
        }

        private async Task ConnectionsAsync(Func<byte[], byte[]> answer)
        {
            try
            {
                while (true)
                {
                    using var socket = await _connections.AcceptSocketAsync(_end.Token);
                    var buffer = new byte[4096];
                    var length = await socket.ReceiveAsync(buffer, _end.Token);
                    var said = answer(buffer[2..length]);
                    var framed = new byte[said.Length + 2];
                    BinaryPrimitives.WriteUInt16BigEndian(framed, (ushort)said.Length);
                    said.CopyTo(framed, 2);
                    await socket.SendAsync(framed, _end.Token);
                }
            }
            catch (OperationCanceledException)
            {
                // The test ends.
            }
        }
    }
}
