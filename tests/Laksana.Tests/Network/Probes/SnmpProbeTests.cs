using System.Net;
using System.Net.Sockets;
using Laksana.Network.Probes;
using Laksana.Network.Probes.Snmp;
using Laksana.Testing;
using Xunit;

namespace Laksana.Tests.Network.Probes;

public sealed class SnmpProbeTests
{
    private const string Office = "uji";

    [Fact]
    public async Task debians_snmpd_is_read_over_every_version_and_hash()
    {
        Assert.SkipUnless(TestNetwork.Obstacle is null, TestNetwork.Obstacle ?? "");
        Assert.SkipUnless(RealSnmpd.Program is not null, "snmpd is not installed.");
        await using var device = await RealSnmpd.StartAsync();
        foreach (var access in new[] { "dua", "tiga-sha1", "tiga-sha256", "tiga-bukti" })
        {
            var result = await AskAsync(device.Port, access, s => s with { Interfaces = ["lo", "ether1"] });
            Assert.Equal((ProbeOutcome.Up, ProbeFindings.Ok, "sakelar-uji"), (result.Outcome, result.Finding, result.Facts!.GetValueOrDefault("name")));
            Assert.True(int.Parse(result.Facts![ProbeFacts.UptimeSeconds]) < 600);
            Assert.Equal(("up", "up"), (State(result, "ether1", "admin"), State(result, "ether1", "oper")));
            Assert.Equal(("up", "down"), (State(result, "ether2", "admin"), State(result, "ether2", "oper") is "down" or "lower-layer-down" ? "down" : "?"));
            Assert.Equal(("down", "down"), (State(result, "ether3", "admin"), State(result, "ether3", "oper")));
            foreach (var counter in new[] { "in_errors", "out_errors", "in_discards", "out_discards", "in_octets" }) Assert.Matches("^[0-9]+$", State(result, "ether1", counter));
            Assert.Contains("42.5", Values(result, "celsius"));
            Assert.Contains("61", Values(result, "celsius"));
            var root = result.Facts.First(f => f.Key.StartsWith("disk.", StringComparison.Ordinal) && f.Value == "/").Key.Replace("name", "percent", StringComparison.Ordinal);
            var drive = new DriveInfo("/");
            Assert.Equal(100.0 * (drive.TotalSize - drive.TotalFreeSpace) / drive.TotalSize, double.Parse(result.Facts[root]), 5.0);
            Assert.DoesNotContain("Physical memory", Values(result, "name"));
        }
    }

    [Fact]
    public async Task what_a_device_says_of_itself_is_judged()
    {
        Assert.SkipUnless(TestNetwork.Obstacle is null, TestNetwork.Obstacle ?? "");
        Assert.SkipUnless(RealSnmpd.Program is not null, "snmpd is not installed.");
        await using var device = await RealSnmpd.StartAsync();
        Assert.Equal(ProbeFindings.InterfaceDown, (await AskAsync(device.Port, "dua", s => s with { Interfaces = ["ether2"] })).Finding);
        Assert.Equal(ProbeFindings.InterfaceShut, (await AskAsync(device.Port, "tiga-sha256", s => s with { Interfaces = ["ether3"] })).Finding);
        Assert.Equal(ProbeFindings.InterfaceMissing, (await AskAsync(device.Port, "dua", s => s with { Interfaces = ["ether9"] })).Finding);
        Assert.Equal(ProbeFindings.TooHot, (await AskAsync(device.Port, "tiga-sha256", s => s with { Celsius = 60 })).Finding);
        Assert.Equal(ProbeFindings.DiskFull, (await AskAsync(device.Port, "dua", s => s with { DiskPercent = 1 })).Finding);
        // A wrong community is met with silence, a wrong user or password with a refusal.
        Assert.Equal((ProbeOutcome.Down, ProbeFindings.Timeout), Found(await AskAsync(device.Port, "dua-salah", s => s with { Timeout = TimeSpan.FromSeconds(1) })));
        Assert.Equal((ProbeOutcome.Down, ProbeFindings.SnmpDenied), Found(await AskAsync(device.Port, "tiga-salah-sandi", s => s)));
        Assert.Equal((ProbeOutcome.Down, ProbeFindings.SnmpDenied), Found(await AskAsync(device.Port, "tiga-salah-nama", s => s)));
    }

    [Fact]
    public async Task an_access_that_this_machine_or_office_does_not_have_is_not_used()
    {
        Assert.Equal((ProbeOutcome.Unknown, ProbeFindings.SecretUnknown), Found(await AskAsync(1, "tidak-ada", s => s)));
        using var folder = new SecretsFile();
        var prober = LocalProber.With(secrets: folder.Secrets.Of("kantor-lain"));
        Assert.Equal((ProbeOutcome.Unknown, ProbeFindings.SecretUnknown), Found(await prober.ProbeAsync(new SnmpSpec("127.0.0.1", "dua"), default)));
    }

    public static TheoryData<string> Lies { get; } = ["length beyond the end", "length of four gigabytes", "endless length", "empty", "noise", "another number", "a name of many arcs", "an integer of twenty bytes"];

    [Theory]
    [MemberData(nameof(Lies))]
    public async Task lies_in_lengths_are_garbage_and_end_in_time(string lie)
    {
        await using var liar = DatagramServer.Start(question => [lie switch
        {
            "length beyond the end" => [0x30, 0x7f, .. question[2..]],
            "length of four gigabytes" => [0x30, 0x84, 0xff, 0xff, 0xff, 0xff, .. question[2..]],
            "endless length" => [0x30, 0x80, .. question[2..]],
            "empty" => [],
            "noise" => [.. Enumerable.Range(0, 1400).Select(i => (byte)(i * 7))],
            "another number" => Answer(question, p => p with { RequestId = p.RequestId ^ 1 }),
            "a name of many arcs" => [0x30, 0x82, 1, 0x2c, 2, 1, 1, 4, 0, 0xa2, 0x82, 1, 0x20, .. Enumerable.Repeat((byte)6, 288)],
            _ => [0x30, 0x1d, 2, 1, 1, 4, 0, 0xa2, 0x16, 2, 20, .. new byte[20]],
        }]);
        var result = await AskAsync(liar.Port, "dua", s => s with { Timeout = TimeSpan.FromSeconds(1) });
        Assert.Equal((ProbeOutcome.Down, ProbeFindings.Garbage), Found(result));
    }

    [Fact]
    public async Task a_table_that_goes_in_a_circle_is_garbage_and_one_without_an_end_is_read_only_so_far()
    {
        await using var circle = DatagramServer.Start(q => [Rows(q, name => name.Arcs.Length > 10 ? name : name.With(1))]);
        Assert.Equal((ProbeOutcome.Degraded, ProbeFindings.Garbage), Found(await AskAsync(circle.Port, "dua", s => s)));
        await using var endless = DatagramServer.Start(q => [Rows(q, name => name.Arcs.Length > 11 ? new Oid([.. name.Arcs[..11], name.Arcs[11] + 1]) : name.With(1))]);
        var result = await AskAsync(endless.Port, "dua", s => s with { Timeout = TimeSpan.FromSeconds(20) });
        Assert.Contains(result.Finding, new[] { ProbeFindings.Ok, ProbeFindings.TooHot, ProbeFindings.DiskFull });
        Assert.True(endless.Asked < 150, endless.Asked.ToString());
    }

    [Fact]
    public async Task version_three_believes_only_what_is_proved()
    {
        // A forger answers every question in the clear, in the device's name.
        await using var forger = DatagramServer.Start(q =>
        {
            var asked = SnmpMessage.Read(q)!;
            var engine = new SnmpEngine([0x80, 0, 0x1f, 0x88, 4, 1], 1, 1, new SnmpKeys(new SnmpAccess { Version = 3 }, []));
            return [SnmpThree.Write(engine, asked.Id, asked.User.Length == 0 ? "" : RealSnmpd.Sha256, new SnmpPdu(asked.User.Length == 0 ? SnmpPdu.Report : SnmpPdu.Response, 1, 0, 0, []))];
        });
        var result = await AskAsync(forger.Port, "tiga-sha256", s => s with { Timeout = TimeSpan.FromSeconds(1) });
        Assert.Equal((ProbeOutcome.Down, ProbeFindings.Garbage), Found(result));
    }

    [Fact]
    public void numbers_and_names_survive_writing_and_reading()
    {
        foreach (var number in new[] { 0, 1, -1, 127, 128, -128, -129, 255, 256, 65535, int.MaxValue, int.MinValue, long.MaxValue })
        {
            var reader = new BerReader(Ber.Number(number));
            Assert.True(reader.TryNumber(Ber.Integer, out var read));
            Assert.Equal(number, read);
        }
        foreach (var name in new[] { "1.3.6.1.2.1.1.3.0", "0.39", "2.999.4294967295.128.127.16384", "1.3.0.0.0" })
        {
            var reader = new BerReader(Ber.Name(Oid.Parse(name)));
            Assert.True(reader.TryName(out var read));
            Assert.Equal(name, read.ToString());
        }
        var wide = new BerReader([0x46, 9, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]);
        Assert.True(wide.TryNumber(0x46, out var counter));
        Assert.Equal(ulong.MaxValue, (ulong)counter);
    }

    [Fact]
    public void keys_are_those_of_the_standards_example()
    {
#pragma warning disable CA5350 // the standard's
        // RFC 3414 A.3.2: the key proves with it what HMAC says of the same bytes.
        var keys = new SnmpKeys(new SnmpAccess { Version = 3, Hash = SnmpHash.Sha1, AuthPassword = "maplesyrup" }, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2]);
        var key = Convert.FromHexString("6695febc9288e36282235fc7151f128497b38f3f");
        Assert.Equal(System.Security.Cryptography.HMACSHA1.HashData(key, "any"u8)[..12], keys.Proof("any"u8));
#pragma warning restore CA5350
    }

    private static string State(ProbeResult result, string name, string what)
    {
        var index = result.Facts!.First(f => f.Key.StartsWith("if.", StringComparison.Ordinal) && f.Key.EndsWith(".name", StringComparison.Ordinal) && f.Value == name).Key.Split('.')[1];
        return result.Facts![$"if.{index}.{what}"];
    }

    private static IEnumerable<string> Values(ProbeResult result, string what) => result.Facts!.Where(f => f.Key.EndsWith("." + what, StringComparison.Ordinal)).Select(f => f.Value);

    private static (ProbeOutcome, string) Found(ProbeResult result) => (result.Outcome, result.Finding);

    private static async Task<ProbeResult> AskAsync(int port, string access, Func<SnmpSpec, SnmpSpec> change)
    {
        using var file = new SecretsFile();
        return await LocalProber.With(secrets: file.Secrets.Of(Office)).ProbeAsync(change(new SnmpSpec("127.0.0.1", access) { Port = port, Timeout = TimeSpan.FromSeconds(15) }), default);
    }

    private static byte[] Answer(byte[] question, Func<SnmpPdu, SnmpPdu> change)
    {
        var asked = SnmpMessage.Read(question)!.Pdu!;
        return SnmpMessage.Two(RealSnmpd.Community, change(asked with { Kind = SnmpPdu.Response, Error = 0, ErrorIndex = 0 }));
    }

    /// <summary>Answers a question for a table with as many rows as it asks for, all numbers 7; other questions with nothing.</summary>
    private static byte[] Rows(byte[] question, Func<Oid, Oid> next)
    {
        var asked = SnmpMessage.Read(question)!.Pdu!;
        if (asked.Kind != SnmpPdu.GetBulk) return Answer(question, p => p with { Variables = [] });
        var (names, rows) = (asked.Variables.Select(v => v.Name).ToArray(), new List<byte[]>());
        for (var i = 0; i < asked.ErrorIndex; i++)
            for (var c = 0; c < names.Length; c++)
            {
                names[c] = next(names[c]);
                rows.Add(Ber.Of(Ber.Sequence, Ber.Name(names[c]), Ber.Number(7)));
            }
        return Ber.Of(Ber.Sequence, Ber.Number(1), Ber.Text(System.Text.Encoding.ASCII.GetBytes(RealSnmpd.Community)),
            Ber.Of(SnmpPdu.Response, Ber.Number(asked.RequestId), Ber.Number(0), Ber.Number(0), Ber.Of(Ber.Sequence, [.. rows])));
    }

    /// <summary>The file of secrets as an administrator writes it.</summary>
    private sealed class SecretsFile : IDisposable
    {
        private readonly string _path = Path.GetTempFileName();

        public SecretsFile()
        {
            string Three(string user, string hash, string proof, string? hiding) =>
                $$"""{ "access": { "version": 3, "user": "{{user}}", "hash": "{{hash}}", "auth_password": "{{proof}}"{{(hiding is null ? "" : $", \"privacy_password\": \"{hiding}\"")}} }, "offices": ["{{Office}}"] }""";
            File.WriteAllText(_path, $$"""
                { "snmp": {
                  "dua": { "access": { "community": "{{RealSnmpd.Community}}" }, "offices": ["{{Office}}"] },
                  "dua-salah": { "access": { "community": "lain" }, "offices": ["*"] },
                  "tiga-sha1": {{Three(RealSnmpd.Sha1, "Sha1", RealSnmpd.Proof, RealSnmpd.Hiding)}},
                  "tiga-sha256": {{Three(RealSnmpd.Sha256, "Sha256", RealSnmpd.Proof, RealSnmpd.Hiding)}},
                  "tiga-bukti": {{Three(RealSnmpd.ProofOnly, "Sha256", RealSnmpd.Proof, null)}},
                  "tiga-salah-sandi": {{Three(RealSnmpd.Sha256, "Sha256", "bukan sandinya", RealSnmpd.Hiding)}},
                  "tiga-salah-nama": {{Three("siapa", "Sha256", RealSnmpd.Proof, RealSnmpd.Hiding)}}
                } }
                """);
            Secrets = ProbeSecrets.Read(_path);
        }

        public ProbeSecrets Secrets { get; }

        public void Dispose() => File.Delete(_path);
    }

    private sealed class DatagramServer : IAsyncDisposable
    {
        private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        private readonly CancellationTokenSource _end = new();
        private readonly Task _serving;

        private DatagramServer(Func<byte[], byte[][]> answer)
        {
            _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            _serving = ServeAsync(answer);
        }

        public int Port => ((IPEndPoint)_socket.LocalEndPoint!).Port;

        public int Asked { get; private set; }

        public static DatagramServer Start(Func<byte[], byte[][]> answer) => new(answer);

        public async ValueTask DisposeAsync()
        {
            await _end.CancelAsync();
            await _serving;
            _socket.Dispose();
            _end.Dispose();
        }

        private async Task ServeAsync(Func<byte[], byte[][]> answer)
        {
            var buffer = new byte[65_536];
            try
            {
                while (true)
                {
                    var heard = await _socket.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Any, 0), _end.Token);
                    Asked++;
                    foreach (var said in answer(buffer[..heard.ReceivedBytes])) await _socket.SendToAsync(said, heard.RemoteEndPoint, _end.Token);
                }
            }
            catch (OperationCanceledException)
            {
                // The test ends.
            }
        }
    }
}
