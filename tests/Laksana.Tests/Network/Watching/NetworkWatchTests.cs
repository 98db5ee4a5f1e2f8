using Laksana.Cases;
using Laksana.Network;
using Laksana.Testing;
using Xunit;
using static Laksana.Tests.Network.Watching.WatchedOffice;

namespace Laksana.Tests.Network.Watching;

/// <summary>A network of real sockets that breaks and is mended, watched by nodes on a real database.</summary>
public sealed class NetworkWatchTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    [Fact]
    public async Task a_site_that_falls_opens_one_case_with_site_and_evidence_and_its_recovery_is_told_there()
    {
        await using var world = new LoopbackWorld();
        var office = await NewAsync(fixture.Database, world, [new MapProvider("telko") { Name = "PT Telko Contoh", Contract = "K/12", Phone = "0286 123" },
            new MapLink("sam-a") { Name = "Sambungan A", Provider = "telko", To = "kec-a" }, Target("t-a", "kec-a", world.Add("a")), Target("t-b", "kec-b", world.Add("b"))]);
        await WatchingAsync(office, async () =>
        {
            await office.UntilAsync(_ => office.CountAsync("network_element_state where standing = 1").Result == 2);
            world.Break("a");
            var incident = Assert.Single(await office.UntilAsync(all => all.Any(i => i.CaseNumber is not null)));
            Assert.Equal(("kec-a", IncidentState.Open, IncidentKind.Down), (incident.Element, incident.State, incident.Kind));
            Assert.Equal(["sam-a"], incident.Between);
            var state = await office.CaseAsync(incident.CaseNumber!);
            Assert.Equal(("pemeliharaan-jaringan", "kec-a", "pemantauan"), (state.Procedure, state.Fields["lokasi"].Value, state.Fields["saluran"].Value));
            Assert.Contains("PT Telko Contoh, kontrak K/12", state.Fields["keluhan"].Value, StringComparison.Ordinal);
            Assert.Contains("tcp ke 127.0.0.1", state.Fields["keluhan"].Value, StringComparison.Ordinal);
            Assert.Equal(1, await office.CountAsync("notice where text_key = 'notice.network-down' and officer = 'jfu1'"));
            world.Mend("a");
            await office.UntilAsync(all => all.All(i => i.State == IncidentState.Recovered));
            await office.UntilAsync(_ => office.CountAsync($"event where case_number = '{incident.CaseNumber}' and kind = 'note-added'").Result == 1);
            Assert.Equal(1, await office.CountAsync("notice where text_key = 'notice.network-up' and officer = 'jfu1'"));
            Assert.Equal(1, await office.CountAsync("case_file where procedure = 'pemeliharaan-jaringan'"));
            // Broken again soon: the same incident and the same case, which people had closed meanwhile.
            await CloseAsync(office, incident.CaseNumber!);
            world.Break("a");
            await office.UntilAsync(all => all is [{ State: IncidentState.Open, Reopened: 1 }]);
            await office.UntilAsync(_ => office.CaseAsync(incident.CaseNumber!).Result.Status == CaseStatus.Running);
            Assert.Equal(1, await office.CountAsync("case_file where procedure = 'pemeliharaan-jaringan'"));
        });
        // What was measured is history.
        Assert.True(await office.CountAsync("network_journal") > 5);
        Assert.Equal(1, await office.CountAsync("network_span where element = 'kec-a' and standing = 3 and until is not null"));
    }

    [Fact]
    public async Task a_router_with_forty_sites_behind_it_is_one_incident_and_one_message()
    {
        await using var world = new LoopbackWorld();
        var entries = new List<MapEntry> { new MapDevice("inti") { Name = "Router inti" }, Target("t-inti", "inti", world.Add("inti")), new MapDevice("router") { Name = "Router kecamatan", Behind = ["inti"] }, Target("t-router", "router", world.Add("router", "inti")) };
        for (var i = 1; i <= 40; i++)
        {
            entries.Add(new MapDevice($"lok-{i}") { Name = $"Lokasi {i}", Behind = ["router"] });
            entries.Add(Target($"t-{i}", $"lok-{i}", world.Add($"lok-{i}", "router"), 2));
        }
        var office = await NewAsync(fixture.Database, world, entries);
        await WatchingAsync(office, async () =>
        {
            await office.UntilAsync(_ => office.CountAsync("network_element_state where standing = 1").Result == 42);
            world.Break("router");
            await office.UntilAsync(all => all.Any(i => i is { Element: "router", Affected: 40 }));
            await Task.Delay(3000);
            var incident = Assert.Single(await office.AllAsync());
            Assert.Equal(("router", 1), (incident.Element, incident.Level));
            Assert.Equal(1, await office.CountAsync("notice where officer = 'jfu1' and text_key = 'notice.network-down'"));
            Assert.Equal(40, await office.CountAsync("network_element_state where root = 'router' and standing = 3"));
            world.Mend("router");
            await office.UntilAsync(all => all.All(i => i.State != IncidentState.Open));
            await Task.Delay(5000);
            Assert.Single(await office.AllAsync());
        });
    }

    [Fact]
    public async Task the_own_line_cut_blames_nobody_and_maintenance_neither()
    {
        await using var world = new LoopbackWorld();
        var office = await NewAsync(fixture.Database, world, [Target("acuan-1", null, world.Add("acuan")), Target("t-a", "kec-a", world.Add("a", "acuan")), Target("t-b", "kec-b", world.Add("b", "acuan"))]);
        await WatchingAsync(office, async () =>
        {
            await office.UntilAsync(_ => office.CountAsync("network_element_state where standing = 1").Result == 2);
            world.Break("acuan");
            await office.UntilAsync(_ => office.CountAsync("network_element_state where standing = 4").Result == 2);
            Assert.Equal(1, await office.CountAsync("network_lease where blind_since is not null"));
            await Task.Delay(4000);
            Assert.Empty(await office.AllAsync());
            world.Mend("acuan");
            await office.UntilAsync(_ => office.CountAsync("network_element_state where standing = 1").Result == 2);
            // With the line back, what is broken is told; while it is being worked on it is not.
            await office.Windows.PlanAsync(office.Id, new MaintenanceWindow(Guid.NewGuid(), "kec-a", TimeProvider.System.GetUtcNow().AddMinutes(-1), TimeProvider.System.GetUtcNow().AddHours(1), "ganti modem", "jfu1", TimeProvider.System.GetUtcNow(), null), default);
            await Task.Delay(1500);
            world.Break("a");
            world.Break("b");
            await office.UntilAsync(all => all.Any(i => i.Element == "kec-b"));
            await office.UntilAsync(_ => office.CountAsync("network_element_state where element = 'kec-a' and standing = 3 and maintained").Result == 1);
            await Task.Delay(2000);
            Assert.Equal("kec-b", Assert.Single(await office.AllAsync()).Element);
        });
    }

    [Fact]
    public async Task one_node_watches_and_another_takes_over_without_a_second_incident()
    {
        await using var world = new LoopbackWorld();
        var office = await NewAsync(fixture.Database, world, [Target("t-a", "kec-a", world.Add("a"))]);
        using var first = new CancellationTokenSource();
        using var second = new CancellationTokenSource();
        var (one, two) = (office.Watch("satu"), office.Watch("dua"));
        var running = one.RunAsync(first.Token);
        await office.UntilAsync(_ => one.Watched.Contains(office.Id));
        var other = two.RunAsync(second.Token);
        await Task.Delay(2000);
        Assert.DoesNotContain(office.Id, two.Watched);
        world.Break("a");
        var incident = Assert.Single(await office.UntilAsync(all => all.Any(i => i.CaseNumber is not null)));
        await first.CancelAsync();
        await running;
        await office.UntilAsync(_ => two.Watched.Contains(office.Id));
        await Task.Delay(3000);
        Assert.Equal(incident.Number, Assert.Single(await office.AllAsync()).Number);
        world.Mend("a");
        await office.UntilAsync(all => all is [{ State: IncidentState.Recovered }]);
        Assert.Equal(1, await office.CountAsync("case_file where procedure = 'pemeliharaan-jaringan'"));
        await second.CancelAsync();
        await other;
    }

    [Fact]
    public async Task who_takes_note_stops_the_escalation()
    {
        await using var world = new LoopbackWorld();
        var office = await NewAsync(fixture.Database, world, [Target("t-a", "kec-a", world.Add("a"))], settings: Quick with { EscalateMinutes = [1, 1] });
        world.Break("a");
        await WatchingAsync(office, async () =>
        {
            var incident = Assert.Single(await office.UntilAsync(all => all is [{ Level: 1, NextAt: not null }]));
            // A level above is told when its time has come…
            await office.Database.DoAsync(office.Id, "update network_incident set next_at = now() where number = $1", incident.Number);
            await office.UntilAsync(all => all is [{ Level: 2 }]);
            Assert.Equal(1, await office.CountAsync("notice where officer = 'kasi1' and text_key = 'notice.network-down'"));
            // …unless somebody has taken note.
            Assert.True(await office.Desk.AcknowledgeAsync(office.Id, incident.Number, "jfu2", "halaman", "sedang ke lokasi", default));
            Assert.Null((await office.Book.FindAsync(office.Id, incident.Number, default))!.NextAt);
            await Task.Delay(1500);
            Assert.Equal(0, await office.CountAsync("notice where officer = 'kabid1' and text_key = 'notice.network-down'"));
        });
    }

    private static async Task WatchingAsync(WatchedOffice office, Func<Task> meanwhile)
    {
        using var end = new CancellationTokenSource();
        var watching = office.Watch("uji-" + office.Id).RunAsync(end.Token);
        try
        {
            await meanwhile();
        }
        finally
        {
            await end.CancelAsync();
            await watching;
        }
    }

    /// <summary>People walk the case to its end by the short way.</summary>
    private static async Task CloseAsync(WatchedOffice office, string number)
    {
        async Task Do(string officer, CaseCommand command) => Assert.IsType<CaseAnswer.Done>(await office.Office.AskAsync(officer, number, command));
        async Task<int> Run() => (await office.CaseAsync(number)).OpenRuns.First().Run;
        await Do("jfu1", new CompleteStep(await Run(), new Dictionary<string, string>()));
        await Do("jfu1", new CompleteStep(await Run(), new Dictionary<string, string> { ["hasil-perangkat-lunak"] = "baik" }) { ByHand = true });
        await Do("jfu1", new CompleteStep(await Run(), new Dictionary<string, string> { ["hasil-alamat"] = "sesuai" }) { ByHand = true });
        await Do("jfu1", new CompleteStep(await Run(), new Dictionary<string, string> { ["hasil-ping"] = "menjawab" }) { ByHand = true });
        await Do("jfu1", new CompleteStep(await Run(), new Dictionary<string, string> { ["lampu-daya"] = "menyala" }));
        await Do("jfu1", new CompleteStep(await Run(), new Dictionary<string, string> { ["penyebab"] = "kabel" }, "ya") { ByHand = true });
        await Do("jfu1", new CompleteStep(await Run(), new Dictionary<string, string> { ["ringkasan"] = "Kabel dipasang lagi." }));
        await Do("kasi1", new AcknowledgeReport(await Run()));
        await Do("kasi1", new CompleteStep(await Run(), new Dictionary<string, string>()));
        await Do("kabid1", new AcknowledgeReport(await Run()));
        await Do("jfu1", new CompleteStep(await Run(), new Dictionary<string, string>()));
        Assert.Equal(CaseStatus.Closed, (await office.CaseAsync(number)).Status);
    }
}
