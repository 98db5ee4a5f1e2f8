using Laksana.Network.Probes;
using Laksana.Network.Probes.Domains;
using Laksana.Network.Probes.Icmp;
using Laksana.Testing;
using Xunit;

namespace Laksana.Tests.Network.Probes;

/// <summary>A chain of namespaces: server — core — wan — site, and the ways in which a path can be broken.</summary>
public sealed class PathTests : IDisposable
{
    private const string SiteAddress = "10.98.3.2";

    private readonly TestNetwork _network = new();
    private readonly string _server, _core, _wan, _site;
    private readonly EchoEngine _engine;
    private readonly Prober _prober;

    public PathTests()
    {
        Assert.SkipUnless(TestNetwork.Obstacle is null, TestNetwork.Obstacle ?? "");
        (_server, _core, _wan, _site) = (_network.Add("server"), _network.Add("core"), _network.Add("wan"), _network.Add("site"));
        TestNetwork.Cable(_server, "a", "10.98.1.1/24", _core, "b", "10.98.1.2/24");
        TestNetwork.Cable(_core, "c", "10.98.2.1/24", _wan, "d", "10.98.2.2/24");
        TestNetwork.Cable(_wan, "e", "10.98.3.1/24", _site, "f", SiteAddress + "/24");
        TestNetwork.Set(_server, "route add default via 10.98.1.2");
        TestNetwork.Set(_core, "route add 10.98.3.0/24 via 10.98.2.2");
        TestNetwork.Set(_wan, "route add 10.98.1.0/24 via 10.98.2.1");
        TestNetwork.Set(_site, "route add default via 10.98.3.1");
        foreach (var router in new[] { _core, _wan })
        {
            TestNetwork.Write(router, "net/ipv4/ip_forward", "1");
            TestNetwork.Write(router, "net/ipv4/icmp_ratelimit", "0");
        }
        _engine = TestNetwork.Inside(_server, () => EchoEngine.Open());
        _prober = new Prober(_engine, AddressGuard.Strict, ProbeSecrets.None, DomainServers.Usual, TimeProvider.System);
    }

    public void Dispose()
    {
        _engine?.Dispose();
        _network.Dispose();
    }

    [Fact]
    public async Task the_routers_on_the_way_are_named_in_their_order()
    {
        var result = await TraceAsync();
        Assert.Equal((ProbeOutcome.Up, "10.98.1.2 → 10.98.2.2 → 10.98.3.2"), (result.Outcome, result.Detail));
        Assert.Equal(("3", "true", "10.98.2.2"), (result.Facts![ProbeFacts.Hops], result.Facts[ProbeFacts.Reached], result.Facts["hop.2"]));
    }

    [Fact]
    public async Task a_silent_target_ends_the_path_at_the_last_router_that_speaks()
    {
        TestNetwork.Write(_site, "net/ipv4/icmp_echo_ignore_all", "1");
        var result = await TraceAsync();
        Assert.Equal((ProbeOutcome.Down, ProbeFindings.PathEnds), (result.Outcome, result.Finding));
        Assert.Equal("10.98.1.2 → 10.98.2.2", result.Detail);
    }

    [Fact]
    public async Task a_router_that_knows_no_way_is_named()
    {
        TestNetwork.Set(_core, "route del 10.98.3.0/24");
        var result = await TraceAsync();
        Assert.Equal((ProbeOutcome.Down, ProbeFindings.UnreachableNet), (result.Outcome, result.Finding));
        Assert.EndsWith("; 10.98.1.2", result.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task routers_that_send_to_each_other_are_a_circle()
    {
        TestNetwork.Set(_wan, "route add 10.98.3.2/32 via 10.98.2.1");
        var result = await TraceAsync();
        Assert.Equal((ProbeOutcome.Down, ProbeFindings.PathLoops), (result.Outcome, result.Finding));
        var echo = await _prober.ProbeAsync(new IcmpSpec(SiteAddress) { Timeout = TimeSpan.FromSeconds(2) }, default);
        Assert.Equal((ProbeOutcome.Down, ProbeFindings.TtlExceeded), (echo.Outcome, echo.Finding));
    }

    [Fact]
    public async Task a_site_that_is_off_is_said_so_by_its_router()
    {
        TestNetwork.Set(_site, "link set dev f down");
        var result = await _prober.ProbeAsync(new IcmpSpec(SiteAddress) { Timeout = TimeSpan.FromSeconds(8) }, default);
        Assert.Equal((ProbeOutcome.Down, ProbeFindings.UnreachableHost, "10.98.2.2"), (result.Outcome, result.Finding, result.Facts![ProbeFacts.From]));
    }

    [Fact]
    public async Task the_full_size_passes_a_healthy_path()
    {
        var result = await SizeAsync();
        Assert.Equal((ProbeOutcome.Up, "1500"), (result.Outcome, result.Facts![ProbeFacts.Mtu]));
    }

    [Fact]
    public async Task a_narrow_link_whose_router_says_so_is_no_black_hole()
    {
        TestNetwork.Set(_wan, "link set dev e mtu 1400");
        TestNetwork.Set(_site, "link set dev f mtu 1400");
        var result = await SizeAsync();
        Assert.Equal((ProbeOutcome.Degraded, ProbeFindings.MtuReduced), (result.Outcome, result.Finding));
        Assert.Equal(("1400", "1400", "10.98.2.2", "answers"), (result.Facts![ProbeFacts.Mtu], result.Facts[ProbeFacts.ToldMtu], result.Facts[ProbeFacts.ToldBy], result.Facts[ProbeFacts.Divided]));
    }

    [Fact]
    public async Task a_narrow_link_that_swallows_is_a_black_hole_of_its_exact_size()
    {
        // The receiving end takes no more than 1,431 bytes (and four for a VLAN) and tells nobody; small packets pass.
        TestNetwork.Set(_site, "link set dev f mtu 1431");
        var result = await SizeAsync();
        Assert.Equal((ProbeOutcome.Degraded, ProbeFindings.MtuBlackHole), (result.Outcome, result.Finding));
        Assert.Equal(("1435", "silent"), (result.Facts![ProbeFacts.Mtu], result.Facts[ProbeFacts.Divided]));
        Assert.Equal(ProbeOutcome.Up, (await _prober.ProbeAsync(new IcmpSpec(SiteAddress), default)).Outcome);
    }

    private async Task<ProbeResult> TraceAsync() => await _prober.ProbeAsync(new PathSpec(SiteAddress) { Timeout = TimeSpan.FromSeconds(3), MostHops = 12 }, default);

    private async Task<ProbeResult> SizeAsync() => await _prober.ProbeAsync(new MtuSpec(SiteAddress) { Timeout = TimeSpan.FromSeconds(6) }, default);
}
