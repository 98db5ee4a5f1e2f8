using System.Net;
using System.Net.Sockets;
using Laksana.Network.Probes;
using Laksana.Network.Probes.Domains;
using Xunit;

namespace Laksana.Tests.Network.Probes;

public sealed class AddressGuardTests
{
    private static readonly AddressGuard Strict = new([], () => [IPAddress.Parse("10.1.2.3"), IPAddress.Parse("2001:db8::5")]);

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.9.9.9")]
    [InlineData("::1")]
    [InlineData("::")]
    [InlineData("0.0.0.0")]
    [InlineData("169.254.169.254")] // metadata of clouds
    [InlineData("100.100.100.200")]
    [InlineData("168.63.129.16")]
    [InlineData("192.0.0.192")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("ff02::1")]
    [InlineData("10.1.2.3")]        // this machine
    [InlineData("2001:db8::5")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.1.2.3")]
    [InlineData("::127.0.0.1")]
    [InlineData("64:ff9b::169.254.169.254")]
    [InlineData("64:ff9b::10.1.2.3")]
    [InlineData("2002:7f00:0001::1")]
    public void what_leads_to_this_machine_or_a_clouds_metadata_is_refused(string address) => Assert.False(Strict.Permits(IPAddress.Parse(address)));

    [Theory]
    [InlineData("10.1.2.4")]
    [InlineData("192.168.1.1")]
    [InlineData("172.16.0.1")]
    [InlineData("8.8.8.8")]
    [InlineData("2001:db8::6")]
    [InlineData("64:ff9b::10.1.2.4")]
    public void the_offices_network_and_the_world_may_be_probed(string address) => Assert.True(Strict.Permits(IPAddress.Parse(address)));

    [Fact]
    public void an_administrator_opens_a_range_and_only_that()
    {
        var guard = new AddressGuard([IPNetwork.Parse("127.0.0.64/26")], () => []);
        Assert.True(guard.Permits(IPAddress.Parse("127.0.0.65")));
        Assert.True(guard.Permits(IPAddress.Parse("::ffff:127.0.0.65")));
        Assert.False(guard.Permits(IPAddress.Parse("127.0.0.1")));
        Assert.False(guard.Permits(IPAddress.Parse("169.254.169.254")));
    }

    [Fact]
    public void this_machines_own_addresses_are_known_by_themselves() =>
        Assert.All(System.Net.NetworkInformation.NetworkInterface.GetAllNetworkInterfaces().SelectMany(i => i.GetIPProperties().UnicastAddresses), a => Assert.False(AddressGuard.Strict.Permits(a.Address)));

    public static TheoryData<ProbeSpec> EveryNetworkKind(int port) =>
    [
        new IcmpSpec("127.0.0.1"), new PathSpec("127.0.0.1"), new MtuSpec("127.0.0.1"), new TcpSpec("127.0.0.1", port), new DnsSpec("127.0.0.1", "contoh.example") { Port = port },
        new HttpSpec($"http://127.0.0.1:{port}/"), new HttpSpec($"http://[::ffff:127.0.0.1]:{port}/"), new HttpSpec($"http://2130706433:{port}/"), new HttpSpec($"http://localhost:{port}/"), new TcpSpec("localhost", port),
        new DomainExpirySpec("contoh.example"),
    ];

    [Fact]
    public async Task no_kind_of_probe_reaches_this_machine_under_any_name()
    {
        using var watched = new TcpListener(IPAddress.Any, 0);
        watched.Start();
        var port = ((IPEndPoint)watched.LocalEndpoint).Port;
        var servers = new DomainServers(new Dictionary<string, DomainRegistry> { ["example"] = new(new Uri($"http://127.0.0.1:{port}/"), "localhost", port) });
        var prober = LocalProber.With(AddressGuard.Strict, domains: servers);
        foreach (var row in EveryNetworkKind(port))
        {
            var result = await prober.ProbeAsync(row.Data, default);
            Assert.Equal(ProbeOutcome.Unknown, result.Outcome);
            Assert.True(result.Finding == ProbeFindings.AddressForbidden || result.Detail.Contains(ProbeFindings.AddressForbidden, StringComparison.Ordinal), $"{row.Data}: {result}");
        }
        Assert.False(watched.Pending());
    }

    [Fact]
    public async Task a_redirect_leads_no_further_than_a_probe_may_go()
    {
        using var hidden = new TcpListener(IPAddress.Parse("127.0.0.81"), 0);
        hidden.Start();
        await using var page = RawServer.Start((stream, token) => stream.WriteAsync(Ascii($"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.81:{((IPEndPoint)hidden.LocalEndpoint).Port}/latest/meta-data\r\nContent-Length: 0\r\n\r\n"), token));
        var guard = new AddressGuard([IPNetwork.Parse("127.0.0.1/32")]);
        var result = await LocalProber.With(guard).ProbeAsync(new HttpSpec($"http://127.0.0.1:{page.Port}/"), default);
        Assert.Equal((ProbeOutcome.Degraded, ProbeFindings.AddressForbidden), (result.Outcome, result.Finding));
        Assert.False(hidden.Pending());
    }

    private static byte[] Ascii(string text) => System.Text.Encoding.ASCII.GetBytes(text);
}
