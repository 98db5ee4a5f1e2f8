using Laksana.Browser.Tests.Serving;
using Xunit;

namespace Laksana.Browser.Tests.Journeys;

/// <summary>The round of sites: one row done at each site by several technicians, with the machine's ping and an equipment purchase to wait for.</summary>
public sealed class SiteRoundTests(WorkingServer server, Chromium chromium) : IClassFixture<WorkingServer>
{
    [Theory, InlineData(true), InlineData(false)]
    public async Task the_sites_are_checked_one_by_one_and_reported_together(bool scripts)
    {
        await using var journey = new Journey(server, chromium, "ciamis", scripts);
        var lilis = await journey.AsAsync("lilis");
        var number = await lilis.OpenAsync("Pemeliharaan Jaringan Intra Pemerintah", ("Periode pengecekan", "November 2026"), ("Nomor surat perintah", "800/77"), ("Tanggal surat perintah", "2026-11-19"));
        await lilis.DoAsync(number, ("Surat perintah", journey.Paper("surat-perintah.pdf")));
        var cecep = await journey.AsAsync("cecep");
        await cecep.DoAsync(number, ("Isi disposisi", "Bentuk tim."));
        await cecep.DoAsync(number, ("Perangkat Daerah (lokasi) yang dicek", "Sekretariat Daerah\nBappeda\nKecamatan Panjalu"), ("Anggota tim", "Deni dan Nita"), ("Pengecekan mulai", "2026-11-20"));

        await CheckAsync(await journey.AsAsync("deni"), journey, number, "Sekretariat Daerah", "baik");
        await CheckAsync(await journey.AsAsync("nita"), journey, number, "Bappeda", "diperbaiki");
        var deni = await journey.AsAsync("deni");
        await deni.TakeAsync(number, "Kecamatan Panjalu");
        await deni.MachineAsync(scripts);
        await deni.FollowAsync("Tunggu pihak lain…");
        await deni.FillAsync(("Apa yang ditunggu", "Pengganti modem."));
        await deni.PressAsync("Mulai menunggu");
        journey.Later(60);
        await deni.LookAfterAsync(number);
        await deni.PressAsync("Lanjutkan");
        await FillSiteAsync(deni, "diganti");
        await deni.SendAsync();
        await deni.DoAsync(number, ("Ringkasan hasil pengecekan", "Tiga lokasi dicek."), ("Laporan hasil pengecekan", journey.Paper("laporan.pdf")));
        await cecep.TakeAsync(number);
        await cecep.PressAsync("Terima laporan");

        var state = await journey.ClosedAsync(cecep, number);
        Assert.Equal(["bappeda: diperbaiki nita", "panjalu: diganti deni", "setda: baik deni"],
            state.Runs.Where(r => r.Step == "cek-lokasi").Select(r => $"{r.Site}: {r.Outcome} {r.DoneBy.Single()}").Order(StringComparer.Ordinal));
        Assert.Equal(3600, state.Runs.Single(r => r.Site == "panjalu").Time!.Waiting);
        Assert.Equal(["Bappeda", "Kecamatan Panjalu", "Sekretariat Daerah"], (await cecep.Page.Locator("#langkah-4 .out small.site").AllInnerTextsAsync()).Order(StringComparer.Ordinal));
        Assert.Equal(2, state.Documents.Count);
    }

    private static async Task CheckAsync(Clerk clerk, Journey journey, string number, string site, string outcome)
    {
        await clerk.TakeAsync(number, site);
        await clerk.MachineAsync(journey.Scripts);
        await FillSiteAsync(clerk, outcome);
        await clerk.SendAsync();
    }

    private static Task FillSiteAsync(Clerk clerk, string outcome) => clerk.FillAsync(
        ("Perangkat yang dicek", "Router dan sakelar"), ("Koneksi jaringan", "baik"), ("Penanda tangan dari Perangkat Daerah", "Kepala subbagian umum"), ("Keputusan", outcome));
}
