using System.Globalization;
using System.Net;
using Laksana.Network;
using Laksana.Network.Probes;
using Laksana.Server.Installing;
using Laksana.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Laksana.Server.Tests.Pages.Network;

/// <summary>The pages over a network whose history is known to the minute.</summary>
public sealed class NetworkPageTests(DemoServer server) : IClassFixture<DemoServer>
{
    private const string Office = DemoServer.Office;

    /// <summary>An office of its own for what changes the map.</summary>
    private const string Other = "pesisir-selatan";

    private static DateTimeOffset Local(int day, int hour, int minute = 0) => new(2026, 11, day, hour, minute, 0, TimeSpan.FromHours(7));

    [Fact]
    public async Task tables_are_read_whole_or_refused_with_everything_that_is_wrong_and_come_out_as_they_went_in()
    {
        var admin = await AdministratorAsync(Other);
        var version = await VersionAsync();
        var bad = await LiveNetworkServer.ImportAsync(admin, false,
            ("penyedia", "Nama;Berlaku sampai\nPenyedia Satu;31 Desember\n"),
            ("perangkat", "ID;Nama;Jenis\nrouter-a;Router A;kotak\nrouter-a;Router A lagi;router\n"),
            ("sasaran", "ID;Unsur;Jenis;Yang ditanya;Pilihan\nt1;router-a;tcp;10.0.0.1;pintu=80\nt2;router-a;telepati;10.0.0.1;\n"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, bad.Status);
        var rows = bad.Document.QuerySelectorAll("main table tbody tr").Select(r => r.TextContent).ToList();
        foreach (var wrong in new[] { "31 Desember", "kotak", "router-a", "pintu", "telepati" }) Assert.Contains(rows, r => r.Contains(wrong, StringComparison.Ordinal));
        Assert.Equal(version, await VersionAsync());

        // What only shows when the tables are seen together is named too.
        bad = await LiveNetworkServer.ImportAsync(admin, false,
            ("perangkat", "ID;Nama;Jenis;Lokasi\nrouter-a;Router A;router;antah-berantah\n"), ("sambungan", "ID;Nama;Penyedia;Dari;Ke\nl1;Sambungan 1;siapa;router-a;router-a\n"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, bad.Status);
        foreach (var wrong in new[] { "antah-berantah", "siapa", "Kedua ujung" }) Assert.Contains(wrong, bad.Document.QuerySelector("main table tbody")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(version, await VersionAsync());

        const string Devices = "ID;Nama;Jenis;Lokasi;Alamat;Catatan\nrouter-a;Router A;router;server;10.0.0.1;\"=1+1; \"\"kutip\"\"\"\n";
        const string Targets = "ID;Unsur;Jenis;Yang ditanya;Pilihan;Selang (detik);Dihentikan\nt1;router-a;tcp;10.0.0.1;port=80;30;ya\n";
        var good = await LiveNetworkServer.ImportAsync(admin, false, ("perangkat", Devices), ("sasaran", Targets));
        Assert.Equal("/jaringan/peta", good.Path);
        Assert.Contains("2 dimasukkan", good.Main, StringComparison.Ordinal);
        Assert.Contains("Router A", (await admin.OpenAsync("/jaringan/peta/perangkat")).Main, StringComparison.Ordinal);
        version = await VersionAsync();
        var again = await LiveNetworkServer.ImportAsync(admin, true, ("perangkat", (await admin.OpenAsync("/jaringan/peta/perangkat/unduh?bentuk=csv")).Text), ("sasaran", (await admin.OpenAsync("/jaringan/peta/sasaran/unduh?bentuk=csv")).Text));
        Assert.Contains("tidak ada yang diubah", again.Main, StringComparison.Ordinal);
        Assert.Equal(version, await VersionAsync());

        // An entry is changed in its form, refused beside the field, and not taken away while others name it.
        var form = await admin.OpenAsync("/jaringan/peta/sasaran/ubah/t1");
        Assert.Equal("port=80", form.Document.QuerySelector("textarea[name=options]")!.TextContent.Trim());
        var refused = await admin.SubmitAsync(form, "main form", ("options", "port=80; batas=90"), ("interval", "30"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.NotEmpty(refused.Document.QuerySelectorAll("main .wrong"));
        Assert.Equal("/jaringan/peta/sasaran", (await admin.SubmitAsync(form, "main form", ("options", "port=81"))).Path);
        Assert.Contains("port=81", (await admin.OpenAsync("/jaringan/peta/sasaran")).Main, StringComparison.Ordinal);
        var kept = await admin.SubmitAsync(await admin.OpenAsync("/jaringan/peta/perangkat/hapus/router-a"), "main form");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, kept.Status);
        Assert.Contains("t1", kept.Document.QuerySelector("main .changes")!.TextContent, StringComparison.Ordinal);
        await admin.SubmitAsync(await admin.OpenAsync("/jaringan/peta/sasaran/hapus/t1"), "main form");
        Assert.Equal("/jaringan/peta/perangkat", (await admin.SubmitAsync(await admin.OpenAsync("/jaringan/peta/perangkat/hapus/router-a"), "main form")).Path);
        var added = await admin.SubmitAsync(await admin.OpenAsync("/jaringan/peta/penyedia/tambah"), "main form", ("name", "Penyedia Baru"), ("contract", "9/2026"));
        Assert.Contains("Penyedia Baru", added.Main, StringComparison.Ordinal);

        async Task<long> VersionAsync() => (await server.Services.GetRequiredService<NetworkMaps>().GetAsync(Other, default)).Version;
    }

    [Fact]
    public async Task maintenance_is_planned_refused_with_all_its_faults_and_ended()
    {
        await DemoMapAsync();
        var ratri = await server.AsAsync("ratri");
        var page = await ratri.OpenAsync("/jaringan/pemeliharaan?unsur=batur");
        var bad = await ratri.SubmitAsync(page, "form[action='/jaringan/pemeliharaan']", ("unsur", "entah"), ("mulai", "2026-11-20T14:00"), ("selesai", "2026-11-20T13:00"), ("alasan", " "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, bad.Status);
        Assert.Equal(3, bad.Document.QuerySelectorAll("main .changes li").Length);
        page = await ratri.SubmitAsync(page, "form[action='/jaringan/pemeliharaan']", ("unsur", "Kecamatan Batur"), ("mulai", "2026-11-20T08:00"), ("selesai", "2026-11-20T13:00"), ("alasan", "Ganti kabel"));
        Assert.Contains("Ganti kabel", page.Main, StringComparison.Ordinal);
        var window = Assert.Single(await server.Services.GetRequiredService<WindowBook>().ListAsync(Office, server.Now, default));
        Assert.Equal(("batur", Local(20, 8), Local(20, 13)), (window.Element, window.Since, window.Until));
        page = await ratri.SubmitAsync(page, $"form[action='/jaringan/pemeliharaan/{window.Id}/akhiri']");
        Assert.Contains("diakhiri Ratri", page.Main, StringComparison.Ordinal);
        Assert.Empty(await server.Services.GetRequiredService<WindowBook>().ListAsync(Office, server.Now, default));
    }

    [Fact]
    public async Task availability_of_a_known_month_is_right_around_the_clock_and_in_working_hours()
    {
        await DemoMapAsync();
        // Watched from Monday 9 to Friday 20 November 08.12. Away on Tuesday 10 from 07.00 to 19.00, and cut off by the line on Wednesday 11 from 08.00 to 09.00.
        await server.Database.DoAsync(Office, "insert into network_watched (office, element, since) values ($1, 'wanayasa', $2), ($1, 'ke-wanayasa', $2) on conflict do nothing", Office, Local(9, 0));
        await server.Database.DoAsync(Office, "insert into network_span (office, element, since, until, standing, root) values ($1, 'wanayasa', $2, $3, 3, null), ($1, 'wanayasa', $4, $5, 3, 'ke-wanayasa'), ($1, 'ke-wanayasa', $4, $5, 3, null) on conflict do nothing",
            Office, Local(10, 7), Local(10, 19), Local(11, 8), Local(11, 9));
        var ratri = await server.AsAsync("ratri");
        var page = await ratri.OpenAsync("/jaringan/ketersediaan?bulan=2026-11");
        var cells = page.Document.QuerySelectorAll("main table tbody tr").Single(r => r.QuerySelector("a[href='/jaringan/unsur/wanayasa']") is not null).QuerySelectorAll("td").Select(c => c.TextContent.Trim()).ToList();
        var pair = (await server.Services.GetRequiredService<AvailabilityBook>().OfElementsAsync(Office, await MapAsync(), (await server.AtWorkAsync()).Calendar, Local(1, 0), Local(1, 0).AddMonths(1), default))["wanayasa"];
        var known = Local(20, 8, 12) - Local(9, 0);
        Assert.Equal((known, TimeSpan.FromHours(13), 2), (pair.RoundTheClock.Known, pair.RoundTheClock.Down, pair.RoundTheClock.Outages));
        Assert.True(pair.Working.Down < pair.RoundTheClock.Down && pair.Working.Down > TimeSpan.FromHours(7));
        var share = Math.Floor((1 - 13 / known.TotalHours) * 10000) / 100;
        Assert.Equal(share.ToString("0.00", CultureInfo.GetCultureInfo("id-ID")) + " %", cells[1]);
        Assert.Equal("2", cells[3]);
        Assert.Equal("13 jam 0 menit", cells[4]);
        var csv = (await ratri.OpenAsync("/jaringan/ketersediaan/unduh?bulan=2026-11&bentuk=csv")).Text;
        Assert.Contains(csv.Split('\n'), l => l.Contains(",wanayasa,", StringComparison.Ordinal) && l.Contains("13:00:00", StringComparison.Ordinal));
        using var xlsx = await ratri.GetRawAsync("/jaringan/ketersediaan/unduh?bulan=2026-11&bentuk=xlsx");
        Assert.Equal("PK"u8.ToArray(), (await xlsx.Content.ReadAsByteArrayAsync())[..2]);
        Assert.Contains("November 2026", (await ratri.OpenAsync("/jaringan/unsur/wanayasa")).Main, StringComparison.Ordinal);
        Assert.Contains("Tidak diukur", (await ratri.OpenAsync("/jaringan/ketersediaan?bulan=2025-01")).Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task latencies_are_drawn_as_they_were_measured_with_the_same_figures_beneath()
    {
        await DemoMapAsync();
        var target = (await MapAsync()).TargetsOf("punggelan").Single();
        var body = new byte[RollRow.DayLength];
        var begins = new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);
        foreach (var (place, ms) in new[] { (0, 10.0), (1, 20.0), (2, 30.0) })
        {
            var bucket = new RollBucket();
            bucket.Add(ProbeOutcome.Up, (long)(ms * 1000));
            if (place == 2) bucket.Add(ProbeOutcome.Down, null);
            bucket.Write(body.AsSpan(RollRow.PlaceInDay(begins + RollBucket.Short * place)));
        }
        await server.Database.DoAsync(Office, "insert into network_day (office, target, day, body) values ($1, $2, $3, $4) on conflict do nothing", Office, target.Number, new DateOnly(2026, 11, 20), body);
        await server.Database.DoAsync(Office, """
            insert into network_target_state (office, target, standing, since, flapping, finding, detail, changed_at) values ($1, $2, 3, $3, false, 'timeout', 'tanpa jawaban 3 detik', $3) on conflict do nothing
            """, Office, target.Number, Local(20, 8));
        var page = await (await server.AsAsync("ratri")).OpenAsync("/jaringan/unsur/punggelan");
        var picture = page.Document.QuerySelector("main svg.latency")!;
        Assert.Contains("Rata-rata 20 ms", picture.TextContent, StringComparison.Ordinal);
        Assert.Equal(3, picture.QuerySelector(".mean")!.GetAttribute("points")!.Split(' ').Length);
        Assert.Single(picture.QuerySelectorAll(".lost"));
        var row = Assert.Single(page.Document.QuerySelectorAll("main details table tbody tr"), r => r.TextContent.Contains(" ms", StringComparison.Ordinal)).TextContent;
        Assert.Contains("75,00 %", row, StringComparison.Ordinal);
        Assert.Contains("tanpa jawaban 3 detik", page.Main, StringComparison.Ordinal);
        Assert.Contains("Penyedia", page.Main, StringComparison.Ordinal);
        Assert.Contains("10.33.", page.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task the_topology_shows_every_element_with_its_state_in_words()
    {
        await DemoMapAsync();
        await server.Database.DoAsync(Office, """
            insert into network_element_state (office, element, standing, since, flapping, root, maintained, changed_at)
            values ($1, 'router-inti', 3, $2, false, null, false, $2), ($1, 'kalibening', 3, $2, false, 'router-inti', false, $2) on conflict do nothing
            """, Office, Local(20, 8));
        var (map, ratri) = (await MapAsync(), await server.AsAsync("ratri"));
        var page = await ratri.OpenAsync("/jaringan/topologi");
        var boxes = page.Document.QuerySelectorAll("main svg.network a").ToDictionary(a => a.GetAttribute("href")!, a => a.QuerySelector("title")!.TextContent);
        Assert.Equal(map.Elements.Keys.Select(e => "/jaringan/unsur/" + e).Order(StringComparer.Ordinal), boxes.Keys.Order(StringComparer.Ordinal));
        Assert.EndsWith(": Putus", boxes["/jaringan/unsur/router-inti"], StringComparison.Ordinal);
        Assert.EndsWith(": Ikut putus", boxes["/jaringan/unsur/kalibening"], StringComparison.Ordinal);
        Assert.Equal(map.Elements.Count, page.Document.QuerySelectorAll("main table tbody tr").Length);
        Assert.Contains("Router inti", (await ratri.OpenAsync("/jaringan")).Main, StringComparison.Ordinal);
    }

    [Fact]
    public void a_large_network_is_drawn_within_bounds_and_what_is_ill_is_drawn_always()
    {
        var sites = Enumerable.Range(0, 1000).Select(i => new Laksana.Officers.Site("s" + i, "Lokasi " + i, null, null)).ToList();
        var map = new NetworkMap(1, sites, [new MapDevice("inti") { Name = "Inti" }, .. sites.Select(s => new MapLink("l-" + s.Id) { Name = s.Id, From = "inti", To = s.Id })]);
        var ill = new ElementStanding("s999", Standing.Down, Local(20, 8), false, null, false, Local(20, 8));
        Assert.InRange(Laksana.Server.Pages.Network.TopologyTree.Of(map, new Dictionary<string, ElementStanding> { ["s999"] = ill }).Boxes.Count, 10, Laksana.Server.Pages.Network.TopologyTree.MostBoxes);
        var flat = new NetworkMap(1, sites, [new MapDevice("inti") { Name = "Inti" }, .. sites.Select(s => new MapSite(s.Id) { Behind = ["inti"] })]);
        var tree = Laksana.Server.Pages.Network.TopologyTree.Of(flat, new Dictionary<string, ElementStanding> { ["s999"] = ill });
        Assert.Contains(tree.Boxes, b => b.Element == "s999");
        Assert.Equal(1001, tree.Boxes.Count(b => b.Element is not null) + tree.Boxes.Sum(b => b.Others));
    }

    [Fact]
    public async Task the_rules_are_kept_and_refused_with_all_their_faults()
    {
        await DemoMapAsync();
        var admin = await AdministratorAsync(Office);
        var page = await admin.OpenAsync("/jaringan/aturan");
        Assert.Contains(page.Document.QuerySelectorAll("select[name=lembar] option").Select(o => o.GetAttribute("value")), v => v == "pemeliharaan-jaringan");
        var bad = await admin.SubmitAsync(page, "form[action='/jaringan/aturan']", ("periksa", "0"), ("naik", "tiga"));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, 2), (bad.Status, bad.Document.QuerySelectorAll("main .changes li").Length));
        await admin.SubmitAsync(page, "form[action='/jaringan/aturan']", ("periksa", "4"), ("naik", "15, 60"), ("lembar", "pemeliharaan-jaringan"));
        var (rules, _) = await server.Services.GetRequiredService<NetworkSettingsBook>().ReadAsync(Office, default);
        Assert.Equal((4, "15 60", "pemeliharaan-jaringan"), (rules.Checks, string.Join(' ', rules.EscalateMinutes), rules.Sheet));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await admin.SubmitAsync(page, "form[action='/jaringan/aturan']", ("periksa", "5"))).Status);
    }

    [Fact]
    public async Task the_menu_leads_to_the_network_only_those_whom_it_concerns()
    {
        Assert.NotNull((await (await server.AsAsync("ratri")).OpenAsync("/tugas")).Document.QuerySelector("nav.main a[href='/jaringan']"));
        var (office, sheets) = (await server.AtWorkAsync(), server.Services.GetRequiredService<NetworkSheets>());
        var about = await sheets.OfAsync(office, server.Now, default);
        var other = office.Officers.Values.First(o => !o.Administrator && about.All(s => !new Laksana.Cases.Rights(s, office.Staffing).ToSeeSheet(o.Id)));
        var stranger = await server.AsAsync(other.Id);
        Assert.Null((await stranger.OpenAsync("/tugas")).Document.QuerySelector("nav.main a[href='/jaringan']"));
        Assert.Equal(HttpStatusCode.Forbidden, (await stranger.OpenAsync("/jaringan")).Status);
    }

    private Task DemoMapAsync() => server.Services.GetRequiredService<DemoNetwork>().InstallAsync(default);

    private async Task<NetworkMap> MapAsync() => await server.Services.GetRequiredService<NetworkMaps>().GetAsync(Office, default);

    private async Task<Visitor> AdministratorAsync(string office) =>
        await server.AsAsync("admin", office);
}
