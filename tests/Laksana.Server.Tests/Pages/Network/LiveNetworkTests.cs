using System.Net;
using Laksana.Network;
using Laksana.Notices;
using Laksana.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Laksana.Server.Tests.Pages.Network;

/// <summary>From the table to the alarm: a map is imported, what it names is asked, and what breaks is seen, told and noted.</summary>
public sealed class LiveNetworkTests(LiveNetworkServer server) : IClassFixture<LiveNetworkServer>
{
    private const string Office = DemoServer.Office;

    [Fact]
    public async Task what_breaks_becomes_an_incident_with_its_evidence_that_an_officer_takes_note_of_on_the_page_and_from_a_message()
    {
        using var router = new Door("127.77.0.2");
        using var camat = new Door("127.77.0.3");
        var (admin, ratri, bagus) = (await server.AsAsync("admin"), await server.AsAsync("ratri"), await server.AsAsync("bagus"));
        Assert.Empty(server.Services.GetRequiredService<NetworkWatch>().Watched);
        await LiveNetworkServer.ImportAsync(admin, whole: false,
            ("penyedia", "Nama;Nomor kontrak;Telepon\nPenyedia Contoh;027/77/2026;0800 77\n"),
            ("perangkat", $"ID;Nama;Jenis;Lokasi;Alamat;Penting\nrouter-uji;Router uji;router;server;{router.Address};ya\n"),
            ("sambungan", "ID;Nama;Jenis;Penyedia;Dari;Ke\nke-batur;Sambungan ke Batur;radio;penyedia-contoh;router-uji;batur\n"),
            ("sasaran", $"ID;Unsur;Jenis;Yang ditanya;Pilihan;Selang (detik)\nrouter-pintu;router-uji;tcp;{router.Address};port={router.Port};1\nbatur-pintu;batur;tcp;{camat.Address};port={camat.Port};1\n"));
        await LiveNetworkServer.UntilAsync(ratri, "/jaringan/unsur/router-uji", p => p.Main.Contains("Menjawab", StringComparison.Ordinal));
        await LiveNetworkServer.UntilAsync(ratri, "/jaringan/unsur/batur", p => p.Main.Contains("Menjawab", StringComparison.Ordinal));
        Assert.Contains("unsur menjawab", (await bagus.OpenAsync("/beranda")).Main, StringComparison.Ordinal);

        router.Shut();
        camat.Shut();
        var board = await LiveNetworkServer.UntilAsync(ratri, "/jaringan", p => p.Document.QuerySelector(".cases a[href^='/jaringan/gangguan/']") is not null && p.Main.Contains("unsur lain terdampak", StringComparison.Ordinal));
        // One message for one cause: the site behind the router is explained by it.
        var links = board.Document.QuerySelectorAll(".cases a[href^='/jaringan/gangguan/']");
        var address = Assert.Single(links).GetAttribute("href")!;
        var page = await ratri.OpenAsync(address);
        Assert.Contains("Router uji", page.Main, StringComparison.Ordinal);
        Assert.Contains(router.Address, page.Document.QuerySelector("main .rung")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Penyedia Contoh", (await ratri.OpenAsync("/jaringan/unsur/ke-batur")).Main, StringComparison.Ordinal);
        Assert.Contains("Ikut putus", (await ratri.OpenAsync("/jaringan/unsur/batur")).Main, StringComparison.Ordinal);
        Assert.Contains("1 gangguan terbuka; yang terlama Router uji", (await bagus.OpenAsync("/beranda")).Main, StringComparison.Ordinal);
        Assert.NotNull((await ratri.OpenAsync("/jaringan/topologi")).Document.QuerySelector("svg.network a[href='/jaringan/unsur/router-uji'] .cross"));

        var bell = await LiveNetworkServer.UntilAsync(ratri, "/kabar", p => p.Main.Contains("Router uji", StringComparison.Ordinal));
        var number = address.Split('/')[^1];
        Assert.Contains(number, bell.Main, StringComparison.Ordinal);
        var link = server.Services.GetRequiredService<AnswerLinks>().For(Office, "ratri", number, TimeProvider.System.GetUtcNow());
        using (var nobody = server.Visit())
        {
            var asked = await nobody.OpenAsync(link);
            Assert.DoesNotContain("Router uji", asked.Text, StringComparison.Ordinal);
            Assert.Null((await FindAsync(number)).AcknowledgedBy);
            var noted = await nobody.SubmitAsync(asked, "main form");
            Assert.Contains("sudah diketahui", noted.Main, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.NotFound, (await nobody.OpenAsync("/jaringan/terima/" + new string('A', 80))).Status);
        }
        Assert.Equal("ratri", (await FindAsync(number)).AcknowledgedBy);
        Assert.Contains("Diketahui Ratri", (await ratri.OpenAsync(address)).Main, StringComparison.Ordinal);

        router.Open();
        camat.Open();
        page = await LiveNetworkServer.UntilAsync(ratri, address, p => p.Main.Contains("Pulih", StringComparison.Ordinal));
        Assert.Contains("Menjawab lagi", page.Main, StringComparison.Ordinal);
        Assert.Contains(number, (await ratri.OpenAsync("/jaringan/gangguan")).Main, StringComparison.Ordinal);

        camat.Shut();
        board = await LiveNetworkServer.UntilAsync(ratri, "/jaringan", p => p.Document.QuerySelector(".cases a[href^='/jaringan/gangguan/']") is not null);
        var second = board.Document.QuerySelector(".cases a[href^='/jaringan/gangguan/']")!.GetAttribute("href")!;
        page = await ratri.OpenAsync(second);
        Assert.Contains("Penyedia Contoh", page.Main, StringComparison.Ordinal);
        Assert.Contains("027/77/2026", page.Main, StringComparison.Ordinal);
        page = await ratri.SubmitAsync(page, $"form[action='{second}/terima']", ("catatan", "Teknisi berangkat"));
        Assert.Contains("Diketahui Ratri", page.Main, StringComparison.Ordinal);
        Assert.Contains("Teknisi berangkat", page.Main, StringComparison.Ordinal);
        var measured = await server.Database.ScalarAsync<long>(Office, "select count(*) from network_watched where until is null");
        Assert.Equal(2, measured);
        // An office without a target is asked for nothing and held by nobody.
        Assert.Equal([Office], server.Services.GetRequiredService<NetworkWatch>().Watched);
        Assert.Equal(0, await server.Database.ScalarAsync<long>("ciamis", "select count(*) from network_lease"));
    }

    private async Task<Incident> FindAsync(string number) => (await server.Services.GetRequiredService<IncidentBook>().FindAsync(Office, number, default))!;
}
