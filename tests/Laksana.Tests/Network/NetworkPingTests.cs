using System.Net;
using System.Net.Sockets;
using Laksana.Automation;
using Laksana.Cases;
using Laksana.Network;
using Laksana.Network.Probes;
using Laksana.Officers;
using Laksana.Testing;
using Laksana.Tests.Automation;
using Laksana.Tests.Network.Probes;
using Laksana.WorkTime;
using Xunit;

namespace Laksana.Tests.Network;

public sealed class NetworkPingTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private static readonly SilentProgress Progress = new();
    private static readonly IProber Prober = LocalProber.With();

    [Fact]
    public async Task a_site_on_loopback_answers_and_its_port_is_open()
    {
        using var listener = new TcpListener(IPAddress.Parse("127.0.0.77"), 0);
        listener.Start();
        var found = await SiteProbe.RunAsync(Prober, new Site("server", "Server", "127.0.0.77", ((IPEndPoint)listener.LocalEndpoint).Port), Progress, default);
        Assert.Equal(("127.0.0.77", "open", true), (found.Address, found.Tcp?.State, found.Answers));
        Assert.SkipUnless(found.Echo, "This system permits no ICMP socket.");
        Assert.Equal((SiteProbe.Questions, SiteProbe.Questions), (found.Sent, found.Received));
        Assert.True(found.MinMs <= found.AvgMs && found.AvgMs <= found.MaxMs);
    }

    [Fact]
    public async Task a_host_that_lives_without_its_service_does_not_count_as_answering()
    {
        var found = await SiteProbe.RunAsync(Prober, new Site("server", "Server", "127.0.0.78", FreePort()), Progress, default);
        Assert.Equal(("refused", false), (found.Tcp?.State, found.Answers));
    }

    [Theory]
    [InlineData(true, 4, null, true)]
    [InlineData(true, 1, null, true)]
    [InlineData(true, 0, null, false)]
    [InlineData(false, 0, null, false)] // nothing could be asked: nobody says that it answers
    [InlineData(true, 4, "open", true)]
    [InlineData(true, 0, "open", true)] // ping filtered, service fine
    [InlineData(false, 0, "open", true)]
    [InlineData(true, 4, "refused", false)]
    [InlineData(true, 4, "silent", false)]
    [InlineData(true, 0, "unreachable", false)]
    public void a_site_answers_when_its_service_does_or_its_echo_where_it_has_none(bool echo, int received, string? port, bool answers) =>
        Assert.Equal(answers, new SiteFinding("a", "127.0.0.1", echo, echo ? 4 : 0, received, null, null, null, port is null ? null : new PortFinding(80, port, 1)).Answers);

    [Fact]
    public async Task a_step_gets_summary_result_and_proposal_and_only_the_offices_own_sites_are_asked()
    {
        var id = await NewOfficeAsync();
        var office = new MachineOffice(fixture.Database, id, new StepActionRegistry([new NetworkPing(new Offices(fixture.Database, TimeProvider.System), Prober)]), TimeProvider.System);
        await office.PublishAsync("network.ping", ", lokasi: server");
        await office.PublishAsync("network.ping", ", lokasi: 127.0.0.1", sheet: "alamat", code: "ALM");
        await using var node = RunningNode.Of(office, new RunnerSettings { Node = "n" });
        var work = await office.EndedAsync(await office.OpenAsync());
        Assert.Equal((MachineStatus.Succeeded, "tidak"), (work.Status, work.Proposed));
        Assert.StartsWith("Ruang server (127.0.0.1): ", work.Summary, StringComparison.Ordinal);
        Assert.EndsWith("port 1 menolak sambungan.", work.Summary, StringComparison.Ordinal);

        var refused = await office.EndedAsync(await office.OpenAsync("alamat"));
        Assert.Equal((MachineStatus.Failed, "Lokasi \"127.0.0.1\" tidak terdaftar pada kantor ini."), (refused.Status, refused.Failure));
    }

    [Fact]
    public async Task demo_sites_answer_on_loopback_and_nowhere_else()
    {
        var port = FreePort();
        var office = new OfficeDefinition
        {
            Id = "demo", Name = "Demo", Zone = OfficeZone.Wib, Positions = [], RolePositions = new Dictionary<string, IReadOnlyList<string>>(),
            Sites = [new Site("a", "A", "127.0.0.79", port), new Site("b", "B", "192.0.2.1", port), new Site("c", "C", "127.0.0.80", null), new Site("d", "D", "contoh.example", port)],
        };
        await using (var demo = DemoSites.Open([office, office]))
        {
            Assert.Equal("open", (await SiteProbe.RunAsync(Prober, office.Sites[0], Progress, default)).Tcp?.State);
            Assert.True(await demo.SilenceAsync(office.Sites[0]));
            Assert.True(await demo.SilenceAsync(office.Sites[0]));
            Assert.Equal("refused", (await SiteProbe.RunAsync(Prober, office.Sites[0], Progress, default)).Tcp?.State);
            Assert.True(demo.Answer(office.Sites[0]));
            Assert.Equal("open", (await SiteProbe.RunAsync(Prober, office.Sites[0], Progress, default)).Tcp?.State);
            foreach (var other in office.Sites.Skip(1)) Assert.False(demo.Answer(other) || await demo.SilenceAsync(other));
        }
        Assert.Equal("refused", (await SiteProbe.RunAsync(Prober, office.Sites[0], Progress, default)).Tcp?.State);
    }

    [Theory]
    [InlineData("127.0.0.1", "Alamat Server (127.0.0.1) tidak boleh diperiksa dari server ini.")]
    [InlineData("169.254.169.254", "Alamat Server (169.254.169.254) tidak boleh diperiksa dari server ini.")]
    [InlineData("bukan alamat", "Alamat Server, \"bukan alamat\", bukan alamat atau nama yang sah.")]
    public async Task a_site_does_not_lead_to_this_server_itself(string address, string why)
    {
        var failed = await Assert.ThrowsAsync<ActionFailedException>(() => SiteProbe.RunAsync(LocalProber.With(AddressGuard.Strict), new Site("server", "Server", address, 80), Progress, default));
        Assert.Equal(why, failed.Message);
    }

    private async Task<string> NewOfficeAsync() => (await MachineOffice.NewAsync(fixture.Database)).Id;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed class SilentProgress : IActionProgress
    {
        public ValueTask ReportAsync(string line, double? fraction, CancellationToken token) => ValueTask.CompletedTask;

        public Task StillMineAsync(CancellationToken token) => Task.CompletedTask;
    }
}
