using Laksana.Browser.Tests.Serving;
using Laksana.Cases;
using Microsoft.Playwright;
using Xunit;

namespace Laksana.Browser.Tests.Journeys;

/// <summary>A user's network fault: the machine pings, the question is answered "Tidak", a third party repairs, and the reports go up.</summary>
public sealed class NetworkFaultTests(WorkingServer server, Chromium chromium) : IClassFixture<WorkingServer>
{
    [Theory, InlineData(true), InlineData(false)]
    public async Task a_fault_is_repaired_by_a_third_party_and_reported(bool scripts)
    {
        await using var journey = new Journey(server, chromium, "pesisir-selatan", scripts);
        var hendri = await journey.AsAsync("hendri");
        var number = await hendri.OpenAsync("Maintenance Jaringan", ("Lokasi user", "Kecamatan Bayang"), ("Nama pelapor", "Operator kecamatan"), ("Saluran", "telepon"), ("Keluhan", "Tidak bisa masuk SIAK."));
        await hendri.DoAsync(number);
        await hendri.DoAsync(number, ("Hasil pemeriksaan software", "baik"));
        await hendri.DoAsync(number, ("Hasil pengecekan alamat IP", "sesuai"));
        var yogi = await journey.AsAsync("yogi");
        await yogi.TakeAsync(number);
        await yogi.MachineAsync(scripts);
        await yogi.FillAsync(("Hasil ping", "menjawab sebagian"));
        await yogi.SendAsync();
        await hendri.DoAsync(number, ("Keadaan service", "berjalan normal"));
        await hendri.DoAsync(number, ("Keadaan hardware", "baik"));
        await DiagnosedAsync(hendri, number, scripts, "Tidak");

        await hendri.TakeAsync(number);
        await Assertions.Expect(hendri.Page.Locator(".facts .pill").First).ToContainTextAsync("Menunggu");
        journey.Later(90);
        await hendri.LookAfterAsync(number);
        await hendri.FillAsync(("Nomor tiket atau surat", "T-118"), ("Hasil reparasi", "Kabel diganti."));
        await hendri.SendAsync();
        await DiagnosedAsync(hendri, number, scripts, "Ya");
        await hendri.DoAsync(number, ("Laporan", "Kabel putus, sudah diganti."));
        var fitri = await journey.AsAsync("fitri");
        await fitri.TakeAsync(number);
        await Assertions.Expect(fitri.Page.Locator(".work")).ToContainTextAsync("Kabel putus, sudah diganti.");
        await fitri.PressAsync("Terima laporan");
        await fitri.DoAsync(number);
        // She acts for the head of division too, but does not receive her own report.
        var rizal = await journey.AsAsync("rizal");
        await rizal.TakeAsync(number);
        await rizal.PressAsync("Terima laporan");
        await hendri.DoAsync(number, ("Laporan", journey.Paper("laporan.pdf")));

        var state = await journey.ClosedAsync(hendri, number);
        Assert.Equal(["Tidak", "Ya"], state.Runs.Where(r => r.Step == "berfungsi").Select(r => r.Outcome));
        var waited = state.Runs.Single(r => r.Step == "hubungi-pihak-ketiga").Time!;
        Assert.Equal((90 * 60, 0), (waited.Waiting, waited.Handling));
        Assert.Equal(["yogi"], state.Runs.Single(r => r.Step == "ping").DoneBy);
        Assert.Equal(MachineStatus.Succeeded, state.Runs.Single(r => r.Step == "ping").Machine!.Status);
        Assert.Equal("laporan.pdf", state.Documents.Single().Name);
        await Assertions.Expect(hendri.Page.Locator("#langkah-7 details summary")).ToContainTextAsync("1 putaran sebelumnya");
        Assert.True(await hendri.Page.Locator(".flow-taken").CountAsync() > 0);
    }

    /// <summary>The machine walks the ladder, and the officer decides.</summary>
    private static async Task DiagnosedAsync(Clerk officer, string number, bool scripts, string answer)
    {
        await officer.TakeAsync(number);
        await officer.MachineAsync(scripts);
        await officer.FillAsync(("Penyebab gangguan", "kabel"), ("Apakah jaringan", answer));
        await officer.SendAsync();
    }
}
