using Laksana.Browser.Tests.Serving;
using Laksana.Cases;
using Microsoft.Playwright;
using Xunit;

namespace Laksana.Browser.Tests.Journeys;

/// <summary>Population data for an agency: questions to the applicant, work sent back, a second officer, and papers all the way.</summary>
public sealed class DataRequestTests(WorkingServer server, Chromium chromium) : IClassFixture<WorkingServer>
{
    [Theory, InlineData(true), InlineData(false)]
    public async Task a_request_for_data_goes_through_seven_desks(bool scripts)
    {
        await using var journey = new Journey(server, chromium, "banjarnegara", scripts);
        var ratri = await journey.AsAsync("ratri");
        var number = await ratri.OpenAsync("Pelayanan Penyajian Data Kependudukan", ("Instansi atau golongan pemohon", "Bappeda"), ("Nama pemohon", "Contoh Pemohon"),
            ("Data yang diminta", "Jumlah penduduk menurut kecamatan"));
        await ratri.DoAsync(number, ("Tanggal surat permohonan", "2026-11-18"), ("Keperluan data", "Penyusunan rencana kerja"), ("Surat permohonan", journey.Paper("permohonan.pdf")));
        await (await journey.AsAsync("endang")).DoAsync(number, ("Isi disposisi Sekretaris", "Tindak lanjuti."));
        var bagus = await journey.AsAsync("bagus");
        await bagus.DoAsync(number, ("Hasil penelaahan dan disposisi Kabid", "Siapkan sesuai aturan."));

        var teguh = await journey.AsAsync("teguh");
        await teguh.DoAsync(number, ("Hasil penelaahan", "Belum menyebut tahun data."), ("Keputusan", "belum lengkap"));
        await teguh.TakeAsync(number);
        await Assertions.Expect(teguh.Page.Locator(".facts .pill").First).ToContainTextAsync("Menunggu Pemohon data");
        journey.Later(45);
        await teguh.LookAfterAsync(number);
        await teguh.FillAsync(("Jawaban atau kelengkapan dari pemohon", "Tahun 2026."));
        await teguh.SendAsync();
        await teguh.DoAsync(number, ("Hasil penelaahan", "Lengkap."), ("Keputusan", "lengkap"));
        Assert.Equal(45 * 60, (await journey.StateAsync(number)).Runs.Single(r => r.Step == "tunggu-pemohon").Time!.Waiting);

        var galih = await journey.AsAsync("galih");
        await galih.DoAsync(number, ("Semester DKB", "DKB Semester I Tahun 2026"), ("File data", journey.Paper("data-pertama.pdf")));
        await teguh.ReturnAsync(number, "Kecamatan Wanayasa tidak ada.");
        await galih.TakeAsync(number);
        await Assertions.Expect(galih.Page.Locator(".panel .notice.bad")).ToContainTextAsync("Kecamatan Wanayasa tidak ada.");
        await galih.FillAsync(("File data", journey.Paper("data-lengkap.pdf")));
        await galih.SendAsync();
        await teguh.DoAsync(number, ("Isi surat pemberitahuan", "data diberikan"), ("Konsep surat pemberitahuan", journey.Paper("konsep.pdf")));
        await bagus.DoAsync(number);
        await (await journey.AsAsync("endang")).DoAsync(number);
        await (await journey.AsAsync("suryo")).DoAsync(number, ("Surat dan data bertanda tangan", journey.Paper("surat.pdf")), ("Keputusan", "ditandatangani"));
        await ratri.DoAsync(number, ("Nomor surat keluar", "400.12/881"), ("Tanggal surat keluar", "2026-11-20"), ("Sudah distempel", "ya"));
        await (await journey.AsAsync("laila")).DoAsync(number, ("Cara penyerahan", "diambil langsung"), ("Diserahkan pada", "2026-11-20T10:00"), ("Nama penerima", "Contoh Penerima"),
            ("Tanda terima", journey.Paper("tanda-terima.pdf")));
        await teguh.DoAsync(number, ("Tempat atau kode arsip", "Lemari 2"));

        var state = await journey.ClosedAsync(teguh, number);
        Assert.Equal(6, state.Documents.Count);
        Assert.Equal("ditandatangani", state.Runs.Single(r => r.Step == "tanda-tangan").Outcome);
        Assert.Equal([RunStatus.Done, RunStatus.Done], state.Runs.Where(r => r.Step == "siapkan-data").Select(r => r.Status));
        Assert.Equal(RunStatus.Returned, state.Runs.First(r => r.Step == "periksa-data").Status);
        // Who may not read the applicant's name is told that there is one.
        await Assertions.Expect(teguh.Page.Locator("main")).ToContainTextAsync("Contoh Pemohon");
        var endang = await journey.AsAsync("endang");
        await endang.Page.GotoAsync("/berkas/" + number);
        await Assertions.Expect(endang.Page.Locator("main")).Not.ToContainTextAsync("Contoh Penerima");
    }
}
