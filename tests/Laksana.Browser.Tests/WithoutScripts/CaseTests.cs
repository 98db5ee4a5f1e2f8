using Laksana.Browser.Tests.Serving;
using Laksana.Browser.Tests.Sights;
using Laksana.Cases;
using Laksana.Testing;
using Microsoft.Playwright;
using Xunit;

namespace Laksana.Browser.Tests.WithoutScripts;

/// <summary>Tasks, cases and their paper in a browser whose scripts are off.</summary>
[Trait("Category", "Long")]
public sealed class CaseTests(OfficeInUse office, Chromium chromium) : IClassFixture<OfficeInUse>
{
    private Journey Begin() => new(office, chromium, OfficeInUse.Office, scripts: false);

    [Fact]
    public async Task tasks_are_paged_found_sorted_taken_and_given_to_another()
    {
        var numbers = new List<string>();
        for (var i = 0; i < 26; i++) numbers.Add(await office.FaultAsync());
        await using var journey = Begin();
        var ratri = await journey.AsAsync("ratri");
        await ratri.Page.GotoAsync("/tugas?baki=ambil&urut=nomor");
        await Assertions.Expect(ratri.Page.Locator("ul.tasks > li")).ToHaveCountAsync(25);
        await ratri.Page.Locator("nav.pages a").Last.GoThroughAsync();
        await Assertions.Expect(ratri.Task(numbers[^1])).ToBeVisibleAsync();
        await ratri.Page.Locator(".counts a", new() { HasText = "terlambat" }).GoThroughAsync();
        await Assertions.Expect(ratri.Task(office.Number("terlambat"))).ToBeVisibleAsync();

        await ratri.Page.GotoAsync("/tugas");
        await ratri.Page.FillAsync("form[role=search] [name=cari]", numbers[0]);
        await ratri.Page.SelectOptionAsync("form[role=search] [name=sop]", "pemeliharaan-jaringan");
        await ratri.Page.Locator("details.more > summary").ClickAsync();
        await ratri.Page.SelectOptionAsync("[name=keadaan]", "siap");
        await ratri.Page.SelectOptionAsync("[name=lokasi]", "kalibening");
        await ratri.Page.SelectOptionAsync("[name=urut]", "terbaru");
        await ratri.SearchAsync();
        await Assertions.Expect(ratri.Page.Locator("ul.tasks > li")).ToHaveCountAsync(1);
        await ratri.Page.Locator("ul.tasks form button").GoThroughAsync();
        Assert.Equal("ratri", (await office.StateAsync(numbers[0])).OpenRuns.Single().Officer);

        var dimas = await journey.AsAsync("dimas");
        await dimas.Page.GotoAsync("/tugas?baki=bawahan&cari=" + numbers[0]);
        await dimas.Page.Locator("input[name=pilih]").First.CheckAsync();
        await dimas.Page.SelectOptionAsync("#petugas-baru", "galih");
        await dimas.Page.FillAsync("#alasan", "Ratri ke lapangan.");
        await dimas.Page.Locator(".give button").GoThroughAsync();
        await dimas.DoneAsync();
        Assert.Equal("galih", (await office.StateAsync(numbers[0])).OpenRuns.Single().Officer);
    }

    [Fact]
    public async Task a_case_is_found_noted_given_a_document_tied_paused_resumed_released_given_and_cancelled()
    {
        var number = await office.FaultAsync();
        await using var journey = Begin();
        var ratri = await journey.AsAsync("ratri");
        var page = ratri.Page;
        await page.GotoAsync("/berkas");
        await page.FillAsync("form[role=search] [name=cari]", number);
        await page.SelectOptionAsync("form[role=search] [name=status]", "berjalan");
        await page.Locator("details.more > summary").ClickAsync();
        await page.SelectOptionAsync("[name=petugas]", "ratri");
        await page.FillAsync("#dari", "2026-11-01");
        await page.SelectOptionAsync("[name=urut]", "terlama");
        await ratri.SearchAsync();
        await ratri.GoAsync("/berkas/" + number);

        await page.FillAsync("#catatan", "Camat menelepon.");
        await ratri.SendFormAsync("/catatan");
        await ratri.DoneAsync();
        await page.SetInputFilesAsync("#lampiran", journey.Paper("bukti.pdf"));
        await ratri.SendFormAsync("/dokumen");
        await ratri.DoneAsync();
        await ratri.GoAsync("/lihat");
        await Assertions.Expect(page.Locator("object.preview")).ToHaveCountAsync(1);
        await page.GotoAsync("/berkas/" + number);

        await ratri.GoAsync("/tautkan");
        await page.FillAsync("#nomor", office.Number("setengah"));
        await page.CheckAsync("input[type=radio][value=terkait]");
        await page.FillAsync("#alasan", "Satu perkara.");
        await ratri.SendCardAsync();
        await ratri.DoneAsync();

        await ratri.ClaimAsync(number);
        await ratri.SendFormAsync("/lepaskan/1");
        await ratri.ClaimAsync(number);
        await ratri.GoAsync("/tunggu/1");
        await page.Locator("main form.card input[type=radio]").First.CheckAsync();
        await page.FillAsync("#alasan", "Menunggu penyedia.");
        await ratri.SendCardAsync();
        Assert.Equal(RunStatus.Paused, (await office.StateAsync(number)).OpenRuns.Single().Status);
        await page.FillAsync("#jawaban-1", "Sudah dijawab.");
        await ratri.SendFormAsync("/lanjutkan/1");
        Assert.Equal(RunStatus.Working, (await office.StateAsync(number)).OpenRuns.Single().Status);

        var dimas = await journey.AsAsync("dimas");
        await dimas.Page.GotoAsync("/berkas/" + number);
        await dimas.GoAsync("/serahkan/1");
        await dimas.Page.SelectOptionAsync("#petugas", "galih");
        await dimas.Page.FillAsync("#alasan", "Ratri cuti.");
        await dimas.SendCardAsync();
        Assert.Equal("galih", (await office.StateAsync(number)).OpenRuns.Single().Officer);
        await dimas.GoAsync("/batalkan");
        await dimas.Page.FillAsync("#alasan", "Tercatat dua kali.");
        await dimas.SendCardAsync();
        Assert.Equal(CaseStatus.Cancelled, (await office.StateAsync(number)).Status);
        await dimas.ReadsAsync("Camat menelepon.");
    }

    [Fact]
    public async Task a_report_is_sent_back_and_a_decision_on_paper_is_recorded_and_disputed()
    {
        await using var journey = Begin();
        var dimas = await journey.AsAsync("dimas");
        var returned = office.Number("laporan");
        await dimas.Page.GotoAsync("/berkas/" + returned);
        await dimas.GoToActAsync("kembalikan");
        await dimas.Page.Locator("main form.card input[type=radio]").First.CheckAsync();
        await dimas.Page.FillAsync("#alasan", "Foto belum ada.");
        await dimas.SendCardAsync();
        await dimas.DoneAsync();
        Assert.DoesNotContain((await office.StateAsync(returned)).OpenRuns, r => r.Status == RunStatus.Reported);

        var number = await office.ReportedAsync();
        var ratri = await journey.AsAsync("ratri");
        await ratri.Page.GotoAsync("/berkas/" + number);
        await ratri.GoToActAsync("atas-nama");
        await ratri.Page.SelectOptionAsync("#pejabat", "dimas");
        await ratri.Page.SetInputFilesAsync("#lembar", journey.Paper("disposisi.pdf"));
        await ratri.SendCardAsync();
        await ratri.DoneAsync();
        await dimas.Page.GotoAsync("/berkas/" + number);
        await dimas.GoToActAsync("konfirmasi");
        await dimas.Page.CheckAsync("input[type=radio][value=tidak]");
        await dimas.Page.FillAsync("#alasan", "Bukan itu yang saya putuskan.");
        await dimas.Page.Locator("main form[action*='/konfirmasi/'] button").GoThroughAsync();
        await dimas.DoneAsync();
        Assert.False((await office.StateAsync(number)).OnBehalfActs.Values.Single().Agrees);
    }

    [Fact]
    public async Task rows_done_in_the_field_are_entered_afterwards()
    {
        var number = await office.FaultAsync();
        office.Now += TimeSpan.FromMinutes(50);
        await using var journey = Begin();
        var ratri = await journey.AsAsync("ratri");
        var page = ratri.Page;
        await page.GotoAsync("/berkas/" + number);
        await ratri.GoAsync("/menyusul");
        var zone = (await office.AtWorkAsync()).Zone;
        string Local(int minutes) => TimeZoneInfo.ConvertTime(office.Now - TimeSpan.FromMinutes(minutes), zone).ToString("yyyy-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture);
        await page.Locator("details.late-row [type=datetime-local]").Nth(0).FillAsync(Local(40));
        await page.Locator("details.late-row [type=datetime-local]").Nth(1).FillAsync(Local(35));
        await page.Locator("main form[action$='/menyusul'] p.acts > button").GoThroughAsync();
        await ratri.DoneAsync();
        Assert.Equal(RunStatus.Done, (await office.StateAsync(number)).FindRun(1)!.Status);
    }

    [Fact]
    public async Task a_row_is_printed_signed_and_scanned_a_visit_ordered_and_the_next_one_told()
    {
        var (number, run) = (office.Number("setengah"), await office.RunAsync("setengah"));
        await using var journey = Begin();
        var ratri = await journey.AsAsync("ratri");
        await ratri.Page.GotoAsync("/berkas/" + number);
        await ratri.FileAsync($"/cetak/{run}", "application/pdf");
        await ratri.Page.GotoAsync($"/berkas/{number}/pindaian/{run}");
        await ratri.Page.SetInputFilesAsync("#lembar", journey.Paper("lembar.pdf"));
        await ratri.SendCardAsync();
        await ratri.DoneAsync();
        Assert.Contains((await office.StateAsync(number)).Documents, d => d.Run == run);

        await ratri.Page.GotoAsync($"/berkas/{number}/surat-tugas/{run}");
        await ratri.SendCardAsync();
        await ratri.FileAsync($"/surat-tugas/{run}/", "application/pdf");
        await ratri.Page.GotoAsync($"/berkas/{office.Number("atas-nama")}/pesan/{await office.RunAsync("atas-nama")}");
        Assert.Contains(office.Number("atas-nama"), await ratri.Page.Locator("textarea.pesan-teks").First.InputValueAsync(), StringComparison.Ordinal);
        Assert.StartsWith("https://wa.me/", await ratri.Page.Locator(".pesan a.btn").First.GetAttributeAsync("href"), StringComparison.Ordinal);

        await ratri.Page.GotoAsync($"/berkas/{office.Number("selesai")}");
        await ratri.GoAsync("/laporan");
        await ratri.ReadsAsync("Selisih");
        await ratri.FileAsync("/laporan.pdf", "application/pdf");
    }

    [Fact]
    public async Task a_form_survives_the_end_of_its_session_is_done_once_and_shows_both_versions_when_somebody_came_first()
    {
        var number = await office.FaultAsync();
        await using var journey = Begin();
        var ratri = await journey.AsAsync("ratri");
        var page = ratri.Page;
        await page.GotoAsync("/berkas/" + number);
        await page.FillAsync("#catatan", "Ditulis sebelum sesi berakhir.");
        await office.EndSessionsAsync("ratri");
        await ratri.SendFormAsync("/catatan");
        await page.SelectOptionAsync("#kantor", OfficeInUse.Office);
        await page.FillAsync("#nama", "ratri");
        await page.FillAsync("#sandi", Laksana.Server.Installing.DemoInstallation.Password);
        await page.Locator("main form.card button").GoThroughAsync();
        await Assertions.Expect(page.Locator("#catatan")).ToHaveValueAsync("Ditulis sebelum sesi berakhir.");
        await ratri.SendFormAsync("/catatan");
        await ratri.DoneAsync();

        await page.FillAsync("#catatan", "Ditekan dua kali.");
        await page.ArriveAsync(() => page.Locator("form[action$='/catatan'] button").DblClickAsync());
        await page.GotoAsync("/berkas/" + number);
        foreach (var words in new[] { "Ditulis sebelum sesi berakhir.", "Ditekan dua kali." })
            Assert.Equal(1L, await office.Database.ScalarAsync<long>(OfficeInUse.Office, "select count(*) from event where case_number = $1 and kind = 'note-added' and convert_from(body, 'UTF8') like '%' || $2 || '%'", number, words));

        await page.GotoAsync("/berkas/" + number);
        await page.FillAsync("textarea[name=keterangan]", "Versi ratri.");
        var dimas = await journey.AsAsync("dimas");
        await office.DoAsync("dimas", number, new ReassignStep(1, "galih", "Ratri cuti."));
        await office.DoAsync("galih", number, new CompleteStep(1, new Dictionary<string, string>(), Remark: "Versi galih."));
        await page.Locator("main form[action$='/selesai/1'] p.acts > button").GoThroughAsync();
        await ratri.ReadsAsync("Versi ratri.");
        await ratri.ReadsAsync("Versi galih.");
        Assert.Equal("galih", (await office.StateAsync(number)).FindRun(1)!.Officer);
        await dimas.Page.GotoAsync("/berkas/" + number);
        Assert.DoesNotContain("Versi ratri.", await dimas.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
    }
}
