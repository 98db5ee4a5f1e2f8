using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using Laksana.Network.Probes;
using Xunit;

namespace Laksana.Tests.Network.Probes;

/// <summary>Targets that mean ill: everything ends in time, takes bounded memory, and has a name.</summary>
public sealed class HostileTargetTests
{
    private static readonly byte[] Block = new byte[1 << 20];

    [Theory]
    [InlineData("\0\u0001\u0002garbage\u00ff")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n")]
    [InlineData("HTTP/1.1 abc OK\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nno colon here\r\n\r\n")]
    public async Task what_is_no_http_is_garbage(string said)
    {
        await using var server = RawServer.Start((stream, token) => stream.WriteAsync(Encoding.Latin1.GetBytes(said), token));
        var result = await AskAsync(server);
        Assert.NotEqual(ProbeOutcome.Up, result.Outcome);
        Assert.Contains(result.Finding, new[] { ProbeFindings.Garbage, ProbeFindings.Reset, ProbeFindings.Timeout });
    }

    [Fact]
    public async Task ten_gigabytes_are_not_read_to_their_end()
    {
        await using var server = RawServer.Start(async (stream, token) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 10737418240\r\n\r\n"), token);
            for (var sent = 0L; sent < 10L << 30; sent += Block.Length) await stream.WriteAsync(Block, token);
        });
        var before = GC.GetTotalAllocatedBytes();
        var result = await AskAsync(server, TimeSpan.FromSeconds(20));
        Assert.Equal((ProbeOutcome.Degraded, ProbeFindings.TooLarge), (result.Outcome, result.Finding));
        Assert.Equal("2097152", result.Facts![ProbeFacts.Bytes]);
        Assert.True(GC.GetTotalAllocatedBytes() - before < 500L << 20); // other tests run beside it
    }

    [Fact]
    public async Task a_small_answer_that_unpacks_to_gigabytes_is_not_unpacked_to_its_end()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            for (var i = 0; i < 300; i++) await gzip.WriteAsync(Block);
        await using var server = RawServer.Start(async (stream, token) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {packed.Length}\r\n\r\n"), token);
            await stream.WriteAsync(packed.ToArray(), token);
        });
        Assert.Equal(ProbeFindings.TooLarge, (await AskAsync(server, TimeSpan.FromSeconds(20))).Finding);
    }

    [Fact]
    public async Task endless_headers_are_cut_off()
    {
        await using var server = RawServer.Start(async (stream, token) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\n"), token);
            for (var i = 0; ; i++) await stream.WriteAsync(Encoding.ASCII.GetBytes($"X-{i}: {new string('y', 1000)}\r\n"), token);
        });
        Assert.Equal((ProbeOutcome.Down, ProbeFindings.TooLarge), Found(await AskAsync(server, TimeSpan.FromSeconds(20))));
    }

    [Fact]
    public async Task endless_promises_of_an_answer_end_with_the_time()
    {
        await using var server = RawServer.Start(async (stream, token) =>
        {
            while (true)
            {
                await stream.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n"), token);
                await Task.Delay(1, token);
            }
        });
        Assert.Equal((ProbeOutcome.Down, ProbeFindings.Timeout), Found(await AskAsync(server)));
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")]      // drips its body
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")] // drips a chunk's length
    [InlineData("HTTP/1.1 20")]                                           // drips its first line
    public async Task drops_that_never_end_end_with_the_time(string head)
    {
        await using var server = RawServer.Start(async (stream, token) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(head), token);
            while (true)
            {
                await stream.WriteAsync("0"u8.ToArray(), token);
                await Task.Delay(20, token);
            }
        });
        var watch = Stopwatch.StartNew();
        var result = await AskAsync(server);
        Assert.Equal(ProbeOutcome.Down, result.Outcome);
        Assert.Contains(result.Finding, new[] { ProbeFindings.Timeout, ProbeFindings.Garbage });
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(8), watch.Elapsed.ToString());
    }

    [Fact]
    public async Task a_tls_handshake_that_never_ends_ends_with_the_time()
    {
        await using var server = RawServer.Start(async (stream, token) =>
        {
            await stream.WriteAsync(new byte[] { 22, 3, 3, 0x40, 0, 2, 0, 0x3f, 0xfc }, token);
            while (true)
            {
                await stream.WriteAsync(new byte[1], token);
                await Task.Delay(20, token);
            }
        });
        var result = await LocalProber.AskAsync(new HttpSpec($"https://127.0.0.1:{server.Port}/") { Timeout = TimeSpan.FromSeconds(1) });
        Assert.Equal(ProbeOutcome.Down, result.Outcome);
        Assert.Contains(result.Finding, new[] { ProbeFindings.Timeout, ProbeFindings.TlsFailed });
    }

    [Fact]
    public async Task a_chain_of_a_hundred_certificates_is_named()
    {
        var chain = TestCertificates.Chain("localhost", 100);
        var shown = SslStreamCertificateContext.Create(chain[0], chain, offline: true);
        await using var server = RawServer.Start(async (stream, token) =>
        {
            await using var secure = new SslStream(stream);
            await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificateContext = shown }, token);
            _ = await secure.ReadAsync(new byte[4096], token);
            await secure.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"), token);
        }, listens: false);
        var result = await LocalProber.AskAsync(new HttpSpec($"https://localhost:{server.Port}/") { Timeout = TimeSpan.FromSeconds(20) });
        Assert.NotEqual(ProbeOutcome.Up, result.Outcome);
        Assert.Contains(result.Finding, new[] { ProbeFindings.TlsChainTooLong, ProbeFindings.TlsFailed });
    }

    [Fact]
    public async Task a_connection_cut_at_once_is_named()
    {
        await using var server = RawServer.Start((stream, _) =>
        {
            stream.Socket.LingerState = new LingerOption(true, 0);
            return ValueTask.CompletedTask;
        });
        Assert.Equal((ProbeOutcome.Down, ProbeFindings.Reset), Found(await AskAsync(server)));
    }

    [Fact]
    public async Task a_target_that_is_given_up_by_its_caller_stops_at_once()
    {
        await using var server = RawServer.Start(async (_, token) => await Task.Delay(Timeout.Infinite, token));
        using var giveUp = new CancellationTokenSource();
        var asked = LocalProber.With().ProbeAsync(new HttpSpec($"http://127.0.0.1:{server.Port}/") { Timeout = TimeSpan.FromSeconds(50) }, giveUp.Token).AsTask();
        while (server.Connections == 0) await Task.Delay(10);
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
    }

    [Fact]
    public async Task what_a_specification_lacks_is_said_before_anything_is_sent()
    {
        var result = await LocalProber.AskAsync(new TcpSpec("127.0.0.1", 99999));
        Assert.Equal((ProbeOutcome.Unknown, ProbeFindings.SpecInvalid), Found(result));
        Assert.StartsWith("port: ", result.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_port_is_open_or_refused_and_a_name_is_known_or_not()
    {
        await using var server = RawServer.Start((_, _) => ValueTask.CompletedTask);
        Assert.Equal(ProbeOutcome.Up, (await LocalProber.AskAsync(new TcpSpec("127.0.0.1", server.Port))).Outcome);
        int free;
        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            free = ((IPEndPoint)listener.LocalEndpoint).Port;
        }
        Assert.Equal((ProbeOutcome.Down, ProbeFindings.Refused), Found(await LocalProber.AskAsync(new TcpSpec("127.0.0.1", free))));
        // Whether this machine has a resolver or not: it is never the fault of the target alone.
        Assert.Contains((await LocalProber.AskAsync(new TcpSpec("tidak-ada.invalid", 80))).Finding, new[] { ProbeFindings.NameUnknown, ProbeFindings.ResolverFailed });
    }

    private static (ProbeOutcome, string) Found(ProbeResult result) => (result.Outcome, result.Finding);

    private static Task<ProbeResult> AskAsync(RawServer server, TimeSpan? timeout = null) =>
        LocalProber.AskAsync(new HttpSpec($"http://127.0.0.1:{server.Port}/") { Timeout = timeout ?? TimeSpan.FromSeconds(1) });
}
