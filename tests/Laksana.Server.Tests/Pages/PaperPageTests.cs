using System.Net;
using Laksana.Officers;
using Laksana.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Laksana.Server.Tests.Pages;

/// <summary>Paper for ink and stamp, the signed paper coming back, work orders, and messages at hand-overs.</summary>
public sealed class PaperPageTests(DemoServer server) : IClassFixture<DemoServer>
{
    private static readonly byte[] Photo = [0xff, 0xd8, 0xff, 0xe0, 9, 8, 7, 6];

    [Fact]
    public async Task a_row_is_printed_with_what_is_typed_so_far_and_room_for_the_rest()
    {
        var number = await server.FaultAsync();
        using var ratri = await server.AsAsync("ratri");
        var paper = await TextAsync(ratri, $"/berkas/{number}/cetak/1");
        foreach (var words in new[] { "PEMERINTAH KABUPATEN BANJARNEGARA", "Dinas Kependudukan dan Pencatatan Sipil", number, "Gangguan jaringan di Kecamatan Kalibening", "Menerima keluhan kerusakan jaringan dari pengguna",
            "Nama pelapor", "Ibu Marni, operator kecamatan", "0812 3456 7890", "SIAK tidak bisa dibuka sejak pagi.", "Gangguan mulai dirasakan", "Cap dinas", "NIP", $"{number}/1", $"/berkas/{number}/pindaian/1" })
            Assert.Contains(words, paper, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task personal_values_are_not_printed_for_those_who_may_not_read_them()
    {
        var number = await server.FaultAsync();
        using var head = await server.AsAsync("suryo");
        var paper = await TextAsync(head, $"/berkas/{number}/cetak/1");
        Assert.DoesNotContain("0812 3456 7890", paper, StringComparison.Ordinal);
        Assert.Contains("tidak dicetak: data pribadi", paper, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_blank_form_has_boxes_to_tick_and_a_place_for_the_number()
    {
        using var ratri = await server.AsAsync("ratri");
        var paper = await TextAsync(ratri, "/sop/pemeliharaan-jaringan/formulir/berfungsi");
        foreach (var words in new[] { "Apakah jaringan sudah berfungsi?", "Nomor berkas", "Penyebab gangguan", "modem atau router", "Keputusan", "ya", "tidak", "Kepala Seksi" })
            Assert.Contains(words, paper, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await ratri.OpenAsync("/sop/pemeliharaan-jaringan/formulir/tidak-ada")).Status);
        Assert.NotNull((await ratri.OpenAsync("/sop/pemeliharaan-jaringan")).Document.QuerySelector("a[href='/sop/pemeliharaan-jaringan/formulir/berfungsi']"));
    }

    [Fact]
    public async Task the_signed_paper_comes_back_to_its_row_and_is_shown_there()
    {
        var number = await server.FaultAsync();
        using var ratri = await server.AsAsync("ratri");
        var page = await ratri.OpenAsync($"/berkas/{number}/pindaian/1");
        var input = page.Document.QuerySelector("input[type=file]")!;
        Assert.Equal(("image/*,application/pdf", "environment"), (input.GetAttribute("accept"), input.GetAttribute("capture")));
        page = await ratri.SendFormAsync(page, $"form[action='/berkas/{number}/pindaian/1']", [], [("lembar", "lembar.jpg", Photo)]);
        Assert.Equal((HttpStatusCode.OK, $"/berkas/{number}/pindaian/1"), (page.Status, page.Path));
        var document = Assert.Single((await server.StateAsync(number)).Documents);
        Assert.Equal((1, "lembar.jpg"), (document.Run, document.Name));
        Assert.NotNull(page.Document.QuerySelector($"img[src='/berkas/{number}/dokumen/{document.Sha256}']"));

        page = await ratri.SendFormAsync(page, $"form[action='/berkas/{number}/pindaian/1']", [], []);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.NotNull(page.Document.QuerySelector("#lembar-salah"));
        Assert.Equal(HttpStatusCode.NotFound, (await ratri.OpenAsync($"/berkas/{number}/pindaian/99")).Status);
    }

    [Fact]
    public async Task a_work_order_is_issued_stands_in_the_case_and_is_printed()
    {
        var number = await server.FaultAsync();
        using var ratri = await server.AsAsync("ratri");
        var page = await ratri.OpenAsync($"/berkas/{number}/surat-tugas/1");
        Assert.Equal("Kecamatan Kalibening", page.Document.QuerySelector("#tempat")!.GetAttribute("value"));
        Assert.Contains("Plt. Kepala Seksi Sistem Informasi", page.Main, StringComparison.Ordinal);
        page = await ratri.SubmitAsync(page, $"form[action='/berkas/{number}/surat-tugas/1']",
            ("nomor-surat", "800/77/PIAK"), ("petugas", "galih"), ("mulai", "2026-11-23"), ("sampai", "2026-11-24"), ("penanda-tangan", "kasi-siak/dimas"), ("atas-nama", "ya"));
        Assert.Equal((HttpStatusCode.OK, $"/berkas/{number}/surat-tugas/1"), (page.Status, page.Path));
        Assert.Contains("800/77/PIAK", page.Main, StringComparison.Ordinal);
        var state = await server.StateAsync(number);
        var paper = await TextAsync(ratri, $"/berkas/{number}/surat-tugas/1/{state.Version}");
        foreach (var words in new[] { "SURAT TUGAS", "800/77/PIAK", "Galih Permadi", "Kecamatan Kalibening", "Senin, 23 November 2026", "Selasa, 24 November 2026", "a.n. Kepala Dinas", "Plt. Kepala Seksi Sistem Informasi", "Dimas Prayogo", number })
            Assert.Contains(words, paper, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Surat tugas 800/77/PIAK", (await ratri.OpenAsync("/berkas/" + number)).Main, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await ratri.OpenAsync($"/berkas/{number}/surat-tugas/1/1")).Status);
    }

    [Fact]
    public async Task a_work_order_with_faults_comes_back_with_what_was_typed_and_nothing_is_issued()
    {
        var number = await server.FaultAsync();
        using var ratri = await server.AsAsync("ratri");
        var before = (await server.StateAsync(number)).Version;
        var page = await ratri.SubmitAsync(await ratri.OpenAsync($"/berkas/{number}/surat-tugas/1"), $"form[action='/berkas/{number}/surat-tugas/1']",
            ("tempat", " "), ("petugas", "bukan-petugas"), ("mulai", "2026-11-24"), ("sampai", "2026-11-23"), ("penanda-tangan", "kepala-dinas/ratri"), ("keperluan", "Mengganti konektor"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        foreach (var wrong in new[] { "#tempat-salah", "#petugas-salah", "#sampai-salah", "#penanda-tangan-salah" }) Assert.NotNull(page.Document.QuerySelector(wrong));
        Assert.Equal("Mengganti konektor", page.Document.QuerySelector("#keperluan")!.TextContent.Trim());
        Assert.Equal(before, (await server.StateAsync(number)).Version);
    }

    [Fact]
    public async Task a_row_that_lies_with_others_has_a_message_without_personal_data_and_one_s_own_has_none()
    {
        await server.Services.GetRequiredService<OfficeDesk>().EnrolAsync(DemoServer.Office, new NewOfficer("galih", "Galih Permadi", Phone: "0813 9999 1234"), default);
        server.Services.GetRequiredService<Offices>().Changed(DemoServer.Office);
        var number = await server.FaultAsync();
        using var bagus = await server.AsAsync("bagus");
        var page = await bagus.OpenAsync("/berkas/" + number);
        var message = page.Document.QuerySelector("details.kertas textarea[readonly]")!.TextContent;
        foreach (var words in new[] { number, "Gangguan jaringan di Kecamatan Kalibening", "Langkah 1: Menerima keluhan", "Giliran: JFU", $"/berkas/{number}#langkah-1", "Batas: " })
            Assert.Contains(words, message, StringComparison.Ordinal);
        foreach (var secret in new[] { "0812", "Marni", "SIAK tidak bisa" }) Assert.DoesNotContain(secret, message, StringComparison.Ordinal);
        Assert.Contains(page.Document.QuerySelectorAll("details.kertas a").Select(a => a.GetAttribute("href")), a => a!.StartsWith("https://wa.me/6281399991234?text=", StringComparison.Ordinal));
        Assert.Contains(message.Trim().Split('\n')[1], (await bagus.OpenAsync($"/berkas/{number}/pesan/1")).Main, StringComparison.Ordinal);

        using var ratri = await server.AsAsync("ratri");
        Assert.Null((await ratri.OpenAsync("/berkas/" + number)).Document.QuerySelector("details.kertas textarea"));
        Assert.Contains("giliran Anda sendiri", (await ratri.OpenAsync($"/berkas/{number}/pesan/1")).Main, StringComparison.Ordinal);
    }

    private static async Task<string> TextAsync(Visitor visitor, string path)
    {
        using var answer = await visitor.GetRawAsync(path);
        Assert.Equal((HttpStatusCode.OK, "application/pdf"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        var text = await PdfFile.TellAsync(await answer.Content.ReadAsByteArrayAsync(), "pdftotext", "-layout");
        return string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
