using System.Net;
using Laksana.Cases;
using Laksana.Testing;
using Xunit;

namespace Laksana.Server.Tests.Pages;

/// <summary>Each act on its page: done by whom it belongs to, refused with its reason to others, with everything typed kept.</summary>
public sealed class CaseActTests(DemoServer server) : IClassFixture<DemoServer>
{
    private static readonly Dictionary<string, string> Nothing = [];

    [Fact]
    public async Task a_report_is_received_by_its_receiver_and_by_nobody_else()
    {
        var number = await ReportedAsync();
        var run = await RunAsync(number);
        using var ratri = await server.AsAsync("ratri");
        Assert.Null((await ratri.OpenAsync("/berkas/" + number)).Document.QuerySelector($"form[action$='/terima/{run}']"));
        using var dimas = await server.AsAsync("dimas");
        var page = await dimas.OpenAsync("/berkas/" + number);
        Assert.Contains("Konektor diganti penyedia.", page.Document.QuerySelector(".work")!.TextContent, StringComparison.Ordinal);
        page = await dimas.SubmitAsync(page, $"form[action$='/terima/{run}']", ("keterangan", "Baik."));
        Assert.Equal("lapor-kabid", (await server.StateAsync(number)).OpenRuns.Single().Step);
        Assert.Contains("Laporan diterima", page.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task work_is_sent_back_with_a_reason_and_the_next_one_sees_it()
    {
        var number = await ReportedAsync();
        var run = await RunAsync(number);
        using var dimas = await server.AsAsync("dimas");
        var page = await dimas.OpenAsync($"/berkas/{number}/kembalikan/{run}");
        var refused = await dimas.SubmitAsync(page, null, ("ke", "cek-modem"), ("alasan", " "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.NotNull(refused.Document.QuerySelector("#alasan-salah"));
        Assert.True(refused.Document.QuerySelector("input[value=cek-modem]")!.HasAttribute("checked"));

        await dimas.SubmitAsync(refused, null, ("ke", "cek-modem"), ("alasan", "Foto lampu modem belum ada."));
        var back = (await server.StateAsync(number)).OpenRuns.Single();
        Assert.Equal(("cek-modem", 2), (back.Step, back.Round));
        using var ratri = await server.AsAsync("ratri");
        Assert.Contains("Foto lampu modem belum ada.", (await ratri.OpenAsync("/berkas/" + number)).Document.QuerySelector(".work")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task the_clock_is_stopped_for_a_party_and_runs_again()
    {
        var number = await WorkingAsync();
        var run = await RunAsync(number);
        using var ratri = await server.AsAsync("ratri");
        var page = await ratri.SubmitAsync(await ratri.OpenAsync($"/berkas/{number}/tunggu/{run}"), null, ("pihak", "penyedia"), ("alasan", "Menunggu teknisi penyedia."));
        Assert.Equal(RunStatus.Paused, (await server.StateAsync(number)).FindRun(run)!.Status);
        Assert.Contains("Menunggu teknisi penyedia.", page.Main, StringComparison.Ordinal);
        server.Now += TimeSpan.FromMinutes(30);
        await ratri.SubmitAsync(page, $"form[action$='/lanjutkan/{run}']", ("alasan", "Teknisi sudah datang."));
        var resumed = (await server.StateAsync(number)).FindRun(run)!;
        Assert.Equal(RunStatus.Working, resumed.Status);
        Assert.Equal(TimeSpan.FromMinutes(30), resumed.Pauses.Single().Until - resumed.Pauses.Single().From);
    }

    [Fact]
    public async Task a_row_is_put_back_given_to_another_and_taken()
    {
        var number = await WorkingAsync();
        var run = await RunAsync(number);
        using var ratri = await server.AsAsync("ratri");
        await ratri.SubmitAsync(await ratri.OpenAsync("/berkas/" + number), $"form[action$='/lepaskan/{run}']");
        Assert.Null((await server.StateAsync(number)).FindRun(run)!.Officer);
        Assert.Equal(HttpStatusCode.Forbidden, (await ratri.OpenAsync($"/berkas/{number}/serahkan/{run}")).Status);

        using var dimas = await server.AsAsync("dimas");
        await dimas.SubmitAsync(await dimas.OpenAsync($"/berkas/{number}/serahkan/{run}"), null, ("petugas", "galih"), ("alasan", "Galih di lokasi."));
        Assert.Equal("galih", (await server.StateAsync(number)).FindRun(run)!.Officer);
        using var galih = await server.AsAsync("galih");
        var tasks = await galih.OpenAsync("/tugas?baki=saya");
        Assert.Contains(number, tasks.Main, StringComparison.Ordinal);
        await galih.SubmitAsync(await galih.OpenAsync("/berkas/" + number), $"form[action$='/mulai/{run}']");
        Assert.Equal(RunStatus.Working, (await server.StateAsync(number)).FindRun(run)!.Status);
    }

    [Fact]
    public async Task a_superiors_decision_is_recorded_from_his_paper_and_confirmed_by_him()
    {
        var number = await ReportedAsync();
        var run = await RunAsync(number);
        using var ratri = await server.AsAsync("ratri");
        var page = await ratri.OpenAsync($"/berkas/{number}/atas-nama/{run}");
        var refused = await ratri.SendFormAsync(page, null, [("pejabat", "dimas")], []);
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("Lampirkan dahulu foto", refused.Refusal, StringComparison.Ordinal);

        page = await ratri.SendFormAsync(refused, null, [("pejabat", "dimas"), ("keterangan", "Setuju.")], [("dokumen.*lembar", "disposisi.jpg", [0xff, 0xd8, 0xff, 0xe0, 1, 2, 3])]);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("atas nama Dimas Prayogo", page.Main, StringComparison.Ordinal);
        var act = (await server.StateAsync(number)).OnBehalfActs.Single();
        Assert.Equal("dimas", act.Value.Officer);

        using var dimas = await server.AsAsync("dimas");
        Assert.NotNull((await dimas.OpenAsync("/berkas/" + number)).Document.QuerySelector($"a[href$='/konfirmasi/{act.Key}']"));
        Assert.Equal(HttpStatusCode.Forbidden, (await ratri.OpenAsync($"/berkas/{number}/konfirmasi/{act.Key}")).Status);
        Assert.NotNull((await dimas.OpenAsync("/tugas")).Document.QuerySelector($".notice.warn a[href='/berkas/{number}']"));
        await dimas.SubmitAsync(await dimas.OpenAsync($"/berkas/{number}/konfirmasi/{act.Key}"), null, ("setuju", "ya"));
        Assert.True((await server.StateAsync(number)).OnBehalfActs[act.Key].Agrees);
        Assert.Null((await dimas.OpenAsync("/tugas")).Document.QuerySelector($".notice.warn a[href='/berkas/{number}']"));
    }

    [Fact]
    public async Task field_work_is_entered_afterwards_in_one_form_with_its_real_times()
    {
        var number = await server.FaultAsync();
        server.Now += TimeSpan.FromHours(2);
        using var ratri = await server.AsAsync("ratri");
        var page = await ratri.OpenAsync($"/berkas/{number}/menyusul");
        var today = (await server.AtWorkAsync()).Calendar.DateOf(server.Now);
        string At(int minutesAgo) => TimeZoneInfo.ConvertTime(server.Now.AddMinutes(-minutesAgo), TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta")).ToString("yyyy-MM-dd'T'HH:mm");
        var faulty = await ratri.SubmitAsync(page, null, ("b0.pakai", "ya"), ("b1.pakai", "ya"), ("b1.mulai", At(50)), ("b1.selesai", At(45)), ("b1.isian.hasil-perangkat-lunak", "baik"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, faulty.Status);
        Assert.NotNull(faulty.Document.QuerySelector("#baris-0-mulai-salah"));
        Assert.Equal("baik", faulty.Document.QuerySelector("input[name='b1.isian.hasil-perangkat-lunak'][checked]")!.GetAttribute("value"));

        page = await ratri.SubmitAsync(faulty, null, ("b0.mulai", At(70)), ("b0.selesai", At(60)));
        Assert.Equal(HttpStatusCode.OK, page.Status);
        var state = await server.StateAsync(number);
        Assert.All(state.Runs.Take(2), r => Assert.True(r is { Status: RunStatus.Done, EnteredAfterwards: true }));
        Assert.Equal(5 * 60, state.Runs[1].Time!.Handling);
        Assert.Contains("dicatat menyusul", page.Main, StringComparison.Ordinal);
        Assert.Equal(today, (await server.AtWorkAsync()).Calendar.DateOf(state.Runs[1].EndedAt!.Value));
    }

    [Fact]
    public async Task a_case_is_cancelled_by_a_superior_with_a_reason()
    {
        var number = await server.FaultAsync();
        using var ratri = await server.AsAsync("ratri");
        var refused = await ratri.OpenAsync($"/berkas/{number}/batalkan");
        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.Null(refused.Document.QuerySelector("main form[method=post]"));
        using var dimas = await server.AsAsync("dimas");
        var page = await dimas.SubmitAsync(await dimas.OpenAsync($"/berkas/{number}/batalkan"), null, ("alasan", "Tercatat dua kali."));
        Assert.Equal(CaseStatus.Cancelled, (await server.StateAsync(number)).Status);
        Assert.Contains("Tercatat dua kali.", page.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task the_same_form_sent_twice_does_it_once()
    {
        var number = await server.FaultAsync();
        using var ratri = await server.AsAsync("ratri");
        var page = await ratri.OpenAsync("/berkas/" + number);
        await ratri.SubmitAsync(page, "form[action$='/catatan']", ("catatan", "Sekali saja."));
        var again = await ratri.SubmitAsync(page, "form[action$='/catatan']", ("catatan", "Sekali saja."));
        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.Single(again.Document.QuerySelectorAll(".agenda .remark"), r => r.TextContent == "Sekali saja.");
        var other = await ratri.SubmitAsync(page, "form[action$='/catatan']", ("catatan", "Yang lain."));
        Assert.Equal(HttpStatusCode.Conflict, other.Status);
        Assert.Equal("Yang lain.", other.Document.QuerySelector("#catatan")!.TextContent.Trim());
    }

    [Fact]
    public async Task of_two_officers_who_finish_one_row_the_second_is_told_who_was_first_and_keeps_his_text()
    {
        var number = await WorkingAsync();
        await server.DoAsync("ratri", number, new ReleaseStep(2, null));
        using var ratri = await server.AsAsync("ratri");
        using var galih = await server.AsAsync("galih");
        var (hers, his) = (await ratri.OpenAsync("/berkas/" + number), await galih.OpenAsync("/berkas/" + number));
        var both = await Task.WhenAll(
            ratri.SubmitAsync(hers, "form[action$='/selesai/2']", ("isian.hasil-perangkat-lunak", "baik"), ("keterangan", "dari Ratri")),
            galih.SubmitAsync(his, "form[action$='/selesai/2']", ("isian.hasil-perangkat-lunak", "baik"), ("keterangan", "dari Galih")));
        var (first, second) = both[0].Status == HttpStatusCode.OK ? (0, 1) : (1, 0);
        Assert.Equal(HttpStatusCode.OK, both[first].Status);
        Assert.Equal(HttpStatusCode.Conflict, both[second].Status);
        Assert.Contains(new[] { "Ratri Wulandari", "Galih Permadi" }[first], both[second].Refusal, StringComparison.Ordinal);
        Assert.Contains(new[] { "dari Ratri", "dari Galih" }[second], both[second].Main, StringComparison.Ordinal);
        Assert.Single((await server.StateAsync(number)).Runs, r => r is { Step: "periksa-perangkat-lunak", Status: RunStatus.Done });
    }

    [Fact]
    public async Task acts_of_others_are_refused_on_the_page_with_the_reason()
    {
        var number = await WorkingAsync();
        using var bagus = await server.AsAsync("bagus");
        var page = await bagus.OpenAsync("/berkas/" + number);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Null(page.Document.QuerySelector("form[action$='/selesai/2']"));
        var note = page.Document.QuerySelector("form[action$='/catatan'] input[name=__formulir]")!.GetAttribute("value")!;
        var refused = await bagus.PostAsync($"/berkas/{number}/selesai/2", [new("__formulir", note), new("isian.hasil-perangkat-lunak", "baik")]);
        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.Contains("Langkah ini tugas JFU", refused.Refusal, StringComparison.Ordinal);
        Assert.Equal(RunStatus.Working, (await server.StateAsync(number)).FindRun(2)!.Status);
    }

    [Fact]
    public async Task a_case_is_opened_with_what_is_known_and_twice_the_same_form_opens_one()
    {
        using var ratri = await server.AsAsync("ratri");
        var page = await ratri.OpenAsync("/berkas/buka?sop=pemeliharaan-jaringan");
        var faulty = await ratri.SubmitAsync(page, null, ("isian.lokasi", "kalibening"), ("isian.kontak", "tidak tahu"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, faulty.Status);
        Assert.NotNull(faulty.Document.QuerySelector("#isian-kontak-salah"));
        var opened = await ratri.SubmitAsync(faulty, null, ("isian.kontak", "0286 1234"));
        Assert.StartsWith("/berkas/PML-", opened.Path, StringComparison.Ordinal);
        Assert.Equal(opened.Path, (await ratri.SubmitAsync(faulty, null, ("isian.kontak", "0286 1234"))).Path);

        using var bagus = await server.AsAsync("bagus");
        Assert.Null((await bagus.OpenAsync("/berkas/buka?sop=pemeliharaan-jaringan")).Document.QuerySelector("main form[method=post] select"));
    }

    [Fact]
    public async Task personal_values_are_shown_only_to_those_who_need_them()
    {
        var number = await server.FaultAsync();
        using var ratri = await server.AsAsync("ratri");
        Assert.Contains("0812 3456 7890", (await ratri.OpenAsync("/berkas/" + number)).Text, StringComparison.Ordinal);
        using var suryo = await server.AsAsync("suryo");
        var page = await suryo.OpenAsync("/berkas/" + number);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.DoesNotContain("0812 3456 7890", page.Text, StringComparison.Ordinal);
        Assert.Contains("disembunyikan", page.Main, StringComparison.Ordinal);
    }

    private async Task<int> RunAsync(string number) => (await server.StateAsync(number)).OpenRuns.First().Run;

    private async Task<string> WorkingAsync()
    {
        var number = await server.FaultAsync();
        await server.DoAsync("ratri", number, new CompleteStep(1, Nothing));
        await server.DoAsync("ratri", number, new BeginStep(2));
        return number;
    }

    private async Task<string> ReportedAsync()
    {
        var number = await WorkingAsync();
        foreach (var (fields, outcome) in new (Dictionary<string, string>, string?)[]
                 {
                     (new() { ["hasil-perangkat-lunak"] = "baik" }, null), (new() { ["hasil-alamat"] = "sesuai" }, null), (new() { ["hasil-ping"] = "menjawab" }, null),
                     (new() { ["lampu-daya"] = "menyala" }, null), (new() { ["penyebab"] = "kabel" }, "ya"), (new() { ["ringkasan"] = "Konektor diganti penyedia." }, null),
                 })
            await server.DoAsync("ratri", number, new CompleteStep(await RunAsync(number), fields, outcome) { ByHand = true });
        return number;
    }
}
