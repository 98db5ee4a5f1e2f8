using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Laksana.Network.Probes.Icmp;
using Laksana.Testing;
using Xunit;

namespace Laksana.Tests.Network.Probes;

/// <summary>The engine in namespaces of its own: 10.99.4.0/22 answers, 10.99.8.0/22 swallows, 10.99.12.0/24 is said to be unreachable, 10.99.13.0/24 to be forbidden.</summary>
public sealed class EchoEngineTests : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);

    private readonly TestNetwork _network = new();
    private readonly string _here, _there;

    public EchoEngineTests()
    {
        Assert.SkipUnless(TestNetwork.Obstacle is null, TestNetwork.Obstacle ?? "");
        (_here, _there) = (_network.Add("here"), _network.Add("there"));
        TestNetwork.Cable(_here, "left", "10.99.0.1/30", _there, "right", "10.99.0.2/30");
        TestNetwork.Set(_here, "route add 10.99.0.0/16 via 10.99.0.2");
        TestNetwork.Set(_there, "route add local 10.99.4.0/22 dev lo");
        TestNetwork.Set(_there, "route add blackhole 10.99.8.0/22");
        TestNetwork.Set(_there, "route add unreachable 10.99.12.0/24");
        TestNetwork.Set(_there, "route add prohibit 10.99.13.0/24");
        TestNetwork.Set(_there, "route add 10.99.14.0/24 via 10.99.0.1");
        TestNetwork.Set(_here, "addr add fd99::1/64 dev left nodad");
        TestNetwork.Set(_there, "addr add fd99::2/64 dev right nodad");
        TestNetwork.Write(_there, "net/ipv4/ip_forward", "1");
    }

    public void Dispose() => _network.Dispose();

    /// <summary>Whoever asks while the engine's thread is just waking up is heard too.</summary>
    [Fact]
    public async Task many_who_ask_one_at_a_time_are_never_left_waiting()
    {
        using var engine = Open(raw: true);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(asker => Task.Run(async () =>
        {
            for (var i = 0; i < 3000; i++)
                Assert.Equal(EchoVerdict.Answered, (await engine.AskAsync(Address(4, asker), EchoShape.Usual, Long, patience.Token)).Verdict);
        })));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task a_thousand_targets_with_three_hundred_dead_ends_are_told_apart_in_one_round(bool raw)
    {
        using var engine = Open(raw);
        var targets = Enumerable.Range(0, 1000).Select(i => Address(i % 10 < 7 ? 4 : 8, i)).ToList();
        var watch = Stopwatch.StartNew();
        var round = await engine.RoundAsync(targets, Second, default);
        Assert.Equal(700, round.Answers.Count(a => a.Verdict == EchoVerdict.Answered));
        for (var i = 0; i < targets.Count; i++) Assert.Equal(i % 10 < 7 ? EchoVerdict.Answered : EchoVerdict.Silent, round.Answers[i].Verdict);
        Assert.All(round.Answers.Where(a => a.Verdict == EchoVerdict.Answered), a => Assert.InRange(a.Took, TimeSpan.Zero, Second));
        // bench/ measures it on a quiet machine; here only that dead ends are not waited for one after the other.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(6), watch.Elapsed.ToString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task what_routers_say_is_told_apart_and_who_said_it(bool raw)
    {
        using var engine = Open(raw);
        var unreachable = await engine.AskAsync(IPAddress.Parse("10.99.12.7"), EchoShape.Usual, Second * 3, default);
        var forbidden = await engine.AskAsync(IPAddress.Parse("10.99.13.7"), EchoShape.Usual, Second * 3, default);
        var tooFar = await engine.AskAsync(IPAddress.Parse("10.99.14.7"), new EchoShape(TimeToLive: 1), Second * 3, default);
        Assert.Equal((EchoVerdict.HostUnreachable, EchoVerdict.Prohibited, EchoVerdict.TimeExceeded), (unreachable.Verdict, forbidden.Verdict, tooFar.Verdict));
        Assert.All([unreachable, forbidden, tooFar], a => Assert.Equal("10.99.0.2", a.From?.ToString()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task version_six_is_asked_as_well(bool raw)
    {
        using var engine = Open(raw);
        var round = await engine.RoundAsync([IPAddress.Parse("fd99::2"), IPAddress.Parse("10.99.4.1"), IPAddress.Parse("::ffff:10.99.4.2"), IPAddress.Parse("fd99::7")], Second * 4, default);
        Assert.Equal([EchoVerdict.Answered, EchoVerdict.Answered, EchoVerdict.Answered], round.Answers.Take(3).Select(a => a.Verdict));
        Assert.Contains(round.Answers[3].Verdict, new[] { EchoVerdict.HostUnreachable, EchoVerdict.Silent }); // this machine's own neighbour discovery says so after three seconds
    }

    [Fact]
    public async Task without_a_way_there_nothing_is_sent_and_nobody_is_blamed()
    {
        using var engine = Open(raw: true);
        var answer = await engine.AskAsync(IPAddress.Parse("192.0.2.1"), EchoShape.Usual, Second, default);
        Assert.Equal(EchoVerdict.NoRoute, answer.Verdict);
    }

    [Fact]
    public async Task many_more_requests_than_one_identifier_has_numbers_find_their_answers()
    {
        using var engine = Open(raw: true, perSecond: 0);
        var targets = Enumerable.Range(0, 1000).Select(i => Address(4, i)).ToList();
        var lost = 0;
        for (var i = 0; i < 70; i++) lost += (await engine.RoundAsync(targets, Long, default)).Answers.Count(a => a.Verdict != EchoVerdict.Answered);
        Assert.Equal(0, lost);
    }

    [Fact]
    public async Task rounds_at_the_same_time_do_not_take_each_others_answers()
    {
        using var engine = Open(raw: true);
        using var other = Open(raw: true);
        var rounds = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => (i % 2 == 0 ? engine : other).RoundAsync([.. Enumerable.Range(0, 50).Select(t => Address(t % 2 == 0 ? 4 : 8, t))], Second * 2, default)));
        foreach (var round in rounds) Assert.All(Enumerable.Range(0, 50), t => Assert.Equal(t % 2 == 0 ? EchoVerdict.Answered : EchoVerdict.Silent, round.Answers[t].Verdict));
    }

    [Fact]
    public async Task a_pace_is_kept()
    {
        using var engine = Open(raw: true, perSecond: 500);
        var watch = Stopwatch.StartNew();
        await engine.RoundAsync([.. Enumerable.Range(0, 300).Select(i => Address(4, i))], Long, default);
        Assert.True(watch.Elapsed > TimeSpan.FromSeconds(0.5), watch.Elapsed.ToString());
    }

    [Fact]
    public async Task a_round_can_be_given_up_and_the_engine_ended_under_way()
    {
        var engine = Open(raw: true);
        using var giveUp = new CancellationTokenSource();
        var given = engine.RoundAsync([Address(8, 1)], Long, giveUp.Token);
        var left = engine.RoundAsync([Address(8, 2)], Long, default);
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        Assert.Equal(EchoVerdict.Answered, (await engine.AskAsync(Address(4, 1), EchoShape.Usual, Long, default)).Verdict);
        engine.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => left);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => engine.RoundAsync([Address(4, 1)], Second, default));
    }

    [Fact]
    public async Task an_engine_that_may_use_no_socket_says_so()
    {
        TestNetwork.Write(_here, "net/ipv4/ping_group_range", "1 0");
        using var engine = TestNetwork.Inside(_here, () => EchoEngine.Open(new EchoSettings(RawAllowed: false)));
        Assert.Equal((EchoMeans.None, EchoVerdict.NotPermitted), (engine.Means, (await engine.AskAsync(Address(4, 1), EchoShape.Usual, Second, default)).Verdict));
    }

    [Fact]
    public async Task forged_answers_are_not_believed()
    {
        // Somebody in the target's place answers everything wrongly: another nonce, another number, another sender, and quotes of requests never made.
        TestNetwork.Write(_there, "net/ipv4/icmp_echo_ignore_all", "1");
        using var forger = TestNetwork.Inside(_there, () => new Socket(AddressFamily.InterNetwork, SocketType.Raw, ProtocolType.Icmp));
        forger.Bind(new IPEndPoint(IPAddress.Parse("10.99.0.2"), 0));
        using var end = new CancellationTokenSource();
        var forging = ForgeAsync(forger, end.Token);
        using var engine = Open(raw: true);
        var answer = await engine.AskAsync(IPAddress.Parse("10.99.0.2"), EchoShape.Usual, Second, default);
        await end.CancelAsync();
        Assert.True(await forging > 0);
        Assert.Equal(EchoVerdict.Silent, answer.Verdict);
    }

    [Fact]
    public async Task the_system_call_for_machines_without_such_sockets_gives_the_same_verdicts()
    {
        var answers = await SystemEcho.AskAsync([IPAddress.Loopback, IPAddress.Parse("127.0.0.9")], EchoShape.Usual, Second, default);
        Assert.All(answers, a => Assert.Equal(EchoVerdict.Answered, a.Verdict));
    }

    private static async Task<int> ForgeAsync(Socket forger, CancellationToken token)
    {
        var (buffer, forged) = (new byte[2048], 0);
        try
        {
            while (true)
            {
                var length = await forger.ReceiveAsync(buffer, token);
                if (length < 36 || buffer[20] != 8) continue;
                var (header, request) = (buffer[..20], buffer[20..length]);
                await SendAsync(Reply(request, r => r[8] ^= 1));           // another nonce
                await SendAsync(Reply(request, r => r[7] ^= 1));           // another number
                await SendAsync(Reply(request, r => r[5] ^= 1));           // another identifier
                await SendAsync(Error(header, request, (_, r) => r[7] ^= 1));
                await SendAsync(Error(header, request, (h, _) => h[19] ^= 1)); // quotes a request to somebody else
            }
        }
        catch (OperationCanceledException)
        {
            return forged;
        }

        async Task SendAsync(byte[] message)
        {
            message[2] = message[3] = 0;
            var sum = RequestBuffer.Checksum(message);
            (message[2], message[3]) = ((byte)(sum >> 8), (byte)sum);
            await forger.SendToAsync(message, new IPEndPoint(IPAddress.Parse("10.99.0.1"), 0), token);
            forged++;
        }
    }

    private static byte[] Reply(byte[] request, Action<byte[]> change)
    {
        var reply = (byte[])request.Clone();
        reply[0] = 0;
        change(reply);
        return reply;
    }

    private static byte[] Error(byte[] header, byte[] request, Action<byte[], byte[]> change)
    {
        var (quotedHeader, quoted) = ((byte[])header.Clone(), (byte[])request.Clone());
        change(quotedHeader, quoted);
        return [3, 1, 0, 0, 0, 0, 0, 0, .. quotedHeader, .. quoted[..8]];
    }

    private EchoEngine Open(bool raw, int perSecond = 20_000)
    {
        TestNetwork.Write(_here, "net/ipv4/ping_group_range", "0 2147483647");
        var engine = TestNetwork.Inside(_here, () => EchoEngine.Open(new EchoSettings(perSecond, raw)));
        Assert.Equal(raw ? EchoMeans.Raw : EchoMeans.Datagram, engine.Means);
        return engine;
    }

    private static IPAddress Address(int third, int number) => new([10, 99, (byte)(third + number / 256 % 4), (byte)(number % 256)]);
}
