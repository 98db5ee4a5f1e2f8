using System.Net;
using Laksana.Cases;
using Laksana.Testing;
using Xunit;

namespace Laksana.Server.Tests.Pages;

/// <summary>What a case's pages show besides the work: its report, its documents, what stands now beside what was typed, its links.</summary>
public sealed class CaseReportTests(DemoServer server) : IClassFixture<DemoServer>
{
    [Fact]
    public async Task the_report_sets_planned_beside_actual_time_and_names_who_did_it_as_what()
    {
        var number = await HalfDoneAsync();
        using var ratri = await server.AsAsync("ratri");
        var page = await ratri.OpenAsync($"/berkas/{number}/laporan");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        var row = page.Document.QuerySelectorAll(".rows tbody tr")[1];
        var cells = row.QuerySelectorAll("td").Select(c => c.TextContent.Trim()).ToList();
        Assert.Contains("5 menit", cells);
        Assert.Contains(cells, c => c.Contains("8 menit", StringComparison.Ordinal));
        Assert.Equal("+3 menit", row.QuerySelector("td.over")!.TextContent.Trim());
        Assert.Contains("Ratri Wulandari, JFU Bidang PIAK", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("baik", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("belum sampai", page.Main, StringComparison.Ordinal);
        var head = await server.Database.ScalarAsync<byte[]>(DemoServer.Office, "select hash from event where case_number = $1 order by version desc limit 1", number);
        Assert.Contains(Convert.ToHexStringLower(head!), page.Main, StringComparison.Ordinal);
        // A person's telephone number is for those who need it.
        Assert.Contains("0812 3456 7890", page.Main, StringComparison.Ordinal);
        using var kepala = await server.AsAsync("suryo");
        Assert.DoesNotContain("0812 3456 7890", (await kepala.OpenAsync($"/berkas/{number}/laporan")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task the_report_is_a_pdf_too()
    {
        var number = await HalfDoneAsync();
        using var ratri = await server.AsAsync("ratri");
        using var answer = await ratri.GetRawAsync($"/berkas/{number}/laporan.pdf");
        Assert.Equal("application/pdf", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("%PDF-"u8.ToArray(), (await answer.Content.ReadAsByteArrayAsync())[..5]);
    }

    [Fact]
    public async Task nothing_filled_in_is_asked_about_before_a_case_is_opened()
    {
        using var ratri = await server.AsAsync("ratri");
        var before = await CountAsync();
        var asked = await ratri.SubmitAsync(await ratri.OpenAsync("/berkas/buka?sop=pemeliharaan-jaringan"), null, ("isian.pelapor", "  "));
        Assert.Equal("/berkas/buka", asked.Path);
        Assert.Contains("Tetap buka berkas kosong?", asked.Main, StringComparison.Ordinal);
        Assert.Equal(before, await CountAsync());
        var opened = await ratri.SubmitAsync(asked, null);
        Assert.StartsWith("/berkas/PML-", opened.Path, StringComparison.Ordinal);
        Assert.Equal(before + 1, await CountAsync());
    }

    [Fact]
    public async Task a_form_that_came_too_late_shows_its_values_beside_those_that_stand()
    {
        var number = await server.FaultAsync();
        await server.DoAsync("ratri", number, new CompleteStep(1, new Dictionary<string, string>()));
        using var ratri = await server.AsAsync("ratri");
        var page = await ratri.OpenAsync("/berkas/" + number);
        await server.DoAsync("galih", number, new CompleteStep(2, new Dictionary<string, string> { ["hasil-perangkat-lunak"] = "baik", ["temuan-perangkat-lunak"] = "Driver diperbarui." }) { ByHand = true });
        var late = await ratri.SubmitAsync(page, "form[action$='/selesai/2']", ("isian.hasil-perangkat-lunak", "ada masalah dan belum diperbaiki"), ("isian.temuan-perangkat-lunak", "Antivirus kedaluwarsa."), ("keterangan", "Besok lagi."));
        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        var rows = late.Document.QuerySelectorAll("main .notice table tbody tr").Select(r => string.Join("|", r.QuerySelectorAll("th, td").Select(c => c.TextContent.Trim()))).ToList();
        Assert.Contains(rows, r => r.Contains("ada masalah dan belum diperbaiki|baik", StringComparison.Ordinal));
        Assert.Contains(rows, r => r.Contains("Antivirus kedaluwarsa.|Driver diperbarui.", StringComparison.Ordinal));
        Assert.Contains(rows, r => r.Contains("Besok lagi.|—", StringComparison.Ordinal));
    }

    [Fact]
    public async Task a_picture_and_a_pdf_are_seen_on_a_page_of_this_site_alone()
    {
        var number = await server.FaultAsync();
        using var ratri = await server.AsAsync("ratri");
        await ratri.SendFormAsync(await ratri.OpenAsync("/berkas/" + number), "form[action$='/dokumen']", [], [("dokumen", "surat.pdf", "%PDF-1.4\n%%EOF"u8.ToArray())]);
        var document = (await server.StateAsync(number)).Documents.Single();
        var page = await ratri.OpenAsync($"/berkas/{number}/dokumen/{document.Sha256}/lihat");
        Assert.Equal($"/berkas/{number}/dokumen/{document.Sha256}", page.Document.QuerySelector("object")!.GetAttribute("data"));
        Assert.Contains("object-src 'self'", page.Response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        using var sent = await ratri.GetRawAsync($"/berkas/{number}/dokumen/{document.Sha256}");
        Assert.Equal("SAMEORIGIN", sent.Headers.GetValues("X-Frame-Options").Single());
        Assert.Equal(HttpStatusCode.NotFound, (await ratri.OpenAsync($"/berkas/{number}/dokumen/{new string('0', 64)}/lihat")).Status);
    }

    [Fact]
    public async Task a_case_is_tied_to_another_from_its_page_and_both_show_it()
    {
        var (first, second) = (await server.FaultAsync(), await server.FaultAsync());
        using var ratri = await server.AsAsync("ratri");
        var form = await ratri.OpenAsync($"/berkas/{second}/tautkan");
        var wrong = await ratri.SubmitAsync(form, null, ("nomor", "PML-1999-0001"), ("jenis", "duplikat"), ("alasan", "Dilaporkan dua kali."));
        Assert.Equal(HttpStatusCode.Conflict, wrong.Status);
        Assert.Contains("PML-1999-0001 tidak ada", wrong.Refusal, StringComparison.Ordinal);
        var done = await ratri.SubmitAsync(wrong, null, ("nomor", first.ToLowerInvariant()), ("jenis", "duplikat"), ("alasan", "Dilaporkan dua kali."));
        Assert.Contains("duplikat dari", done.Main, StringComparison.Ordinal);
        Assert.Contains("Ditautkan: duplikat dari " + first, done.Main, StringComparison.Ordinal);
        var other = await ratri.OpenAsync("/berkas/" + first);
        Assert.NotNull(other.Document.QuerySelector($"a[href='/berkas/{second}']"));
        Assert.Contains("duplikatnya", other.Main, StringComparison.Ordinal);
    }

    private async Task<string> HalfDoneAsync()
    {
        var number = await server.FaultAsync();
        await server.DoAsync("ratri", number, new CompleteStep(1, new Dictionary<string, string>()));
        await server.DoAsync("ratri", number, new BeginStep(2));
        server.Now += TimeSpan.FromMinutes(8);
        await server.DoAsync("ratri", number, new CompleteStep(2, new Dictionary<string, string> { ["hasil-perangkat-lunak"] = "baik" }) { ByHand = true });
        return number;
    }

    private Task<long> CountAsync() => server.Database.ScalarAsync<long>(DemoServer.Office, "select count(*) from case_file")!;
}
