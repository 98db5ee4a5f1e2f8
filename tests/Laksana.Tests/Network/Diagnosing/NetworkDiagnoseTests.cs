using System.Net;
using System.Net.Sockets;
using Laksana.Automation;
using Laksana.Cases;
using Laksana.Network;
using Laksana.Officers;
using Laksana.Testing;
using Laksana.Tests.Automation;
using Laksana.Tests.Network.Probes;
using Xunit;

namespace Laksana.Tests.Network.Diagnosing;

/// <summary>The machine step of a sheet, for sites that are on no map: told is what can be probed.</summary>
public sealed class NetworkDiagnoseTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    [Fact]
    public async Task a_row_gets_progress_verdict_and_proposal_without_any_map()
    {
        var id = (await MachineOffice.NewAsync(fixture.Database)).Id;
        var office = new MachineOffice(fixture.Database, id, new StepActionRegistry([Action()]), TimeProvider.System);
        await office.PublishAsync("network.diagnose", ", lokasi: server");
        await office.PublishAsync("network.diagnose", ", lokasi: 127.0.0.1", sheet: "alamat", code: "ALM");
        await using var node = RunningNode.Of(office, new RunnerSettings { Node = "n" });
        var number = await office.OpenAsync();
        var work = await office.EndedAsync(number);
        // The machine answers pings and nothing listens at the site's port.
        Assert.Equal((MachineStatus.Succeeded, "tidak"), (work.Status, work.Proposed));
        Assert.StartsWith("Layanan berhenti: Ruang server. Keyakinan: tempatnya pasti, sebabnya yang paling mungkin. Kemungkinan lain: alamat IP bentrok.", work.Summary, StringComparison.Ordinal);
        var progress = Assert.Single(await new ActionProgress(fixture.Database).ReadAsync(id, number, default));
        Assert.Equal(7, progress.Lines.Count);
        Assert.StartsWith("1/7 Pemeriksaan setempat: ", progress.Lines[0], StringComparison.Ordinal);
        Assert.StartsWith("7/7 Apakah sudah berfungsi?: Layanan berhenti", progress.Lines[6], StringComparison.Ordinal);

        var refused = await office.EndedAsync(await office.OpenAsync("alamat"));
        Assert.Equal((MachineStatus.Failed, "Lokasi \"127.0.0.1\" tidak terdaftar pada kantor ini."), (refused.Status, refused.Failure));
    }

    [Theory]
    [InlineData("Ya", "Tidak", true)]
    [InlineData("Ya", "Tidak", false)]
    public async Task the_row_s_own_words_are_proposed(string works, string broken, bool answers)
    {
        using var listener = new TcpListener(IPAddress.Parse("127.0.0.81"), 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        if (!answers) listener.Stop();
        var office = await TrialAsync(new Site("server", "Ruang server", "127.0.0.81", port));
        var result = await Action().RunAsync(new ActionRun(office, Guid.NewGuid(), "A-1", 1, "network.diagnose", 1, new Dictionary<string, string> { ["lokasi"] = "server", ["bila-berfungsi"] = works, ["bila-terganggu"] = broken }, default), new Silent(), default);
        Assert.Equal(answers ? works : broken, result.ProposedOutcome);
        Assert.True((answers, answers ? "nothing-wrong" : "service-stopped") == (result.Result.GetProperty("works").GetBoolean(), result.Result.GetProperty("fault").GetString()), result.Result.ToString());
        var rungs = result.Result.GetProperty("rungs").EnumerateArray().ToList();
        Assert.Equal(["local", "addresses", "ping", "modem", "service", "hardware", "working"], rungs.Select(r => r.GetProperty("rung").GetString()));
        Assert.All(rungs, r => Assert.True(r.GetProperty("planned_seconds").GetDouble() > 0 && r.GetProperty("actual_seconds").GetDouble() >= 0));
        Assert.True(result.Result.GetProperty("seconds").GetDouble() < 8, result.Result.ToString());
    }

    [Fact]
    public async Task a_silent_site_that_nothing_is_known_of_names_no_element()
    {
        var office = await TrialAsync(new Site("server", "Ruang server", "198.51.100.7", 80)); // TEST-NET-2: nobody is there
        var result = await Action().RunAsync(new ActionRun(office, Guid.NewGuid(), "A-1", 1, "network.diagnose", 1, new Dictionary<string, string> { ["lokasi"] = "server" }, default), new Silent(), default);
        Assert.False(result.Result.TryGetProperty("place", out var place) && place.TryGetProperty("element", out _), result.Result.ToString());
        Assert.True(result.Result.GetProperty("seconds").GetDouble() < 15, result.Result.ToString());
    }

    private async Task<string> TrialAsync(Site site)
    {
        var office = await MachineOffice.NewAsync(fixture.Database);
        var id = office.Id;
        await new OfficeDesk(fixture.Database, office.Offices, TimeProvider.System).InstallAsync(id,
            MachineOffice.Definition.Replace("kota-mesin", id, StringComparison.Ordinal).Replace("127.0.0.1, port: 1}", $"{site.Address}, port: {site.Port}}}", StringComparison.Ordinal), MachineOffice.CalendarText, default);
        return id;
    }

    private NetworkDiagnose Action() => new(new SiteDiagnosis(new NetworkMaps(fixture.Database, new Offices(fixture.Database, TimeProvider.System)), _ => LocalProber.With(), []));

    private sealed class Silent : IActionProgress
    {
        public ValueTask ReportAsync(string line, double? fraction, CancellationToken token) => ValueTask.CompletedTask;

        public Task StillMineAsync(CancellationToken token) => Task.CompletedTask;
    }
}
