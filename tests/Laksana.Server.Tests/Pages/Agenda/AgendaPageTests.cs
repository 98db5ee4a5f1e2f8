using System.Diagnostics;
using System.Net;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Laksana.Cases;
using Xunit;

namespace Laksana.Server.Tests.Pages.Agenda;

public sealed class AgendaPageTests(AgendaServer server) : IClassFixture<AgendaServer>
{
    [Fact]
    public async Task an_act_is_a_line_with_who_and_where_at_once_and_sealed_a_moment_later()
    {
        var number = await server.FaultAsync();
        await server.DoAsync("ratri", number, new BeginStep(1));
        using var ratri = await server.AsAsync("ratri");
        var page = await ratri.OpenAsync("/agenda?segel=belum");
        Assert.Contains(number, page.Main, StringComparison.Ordinal);
        Assert.Contains("belum disegel", page.Main, StringComparison.Ordinal);
        await server.FollowAsync();
        Assert.DoesNotContain(number, (await ratri.OpenAsync("/agenda?segel=belum")).Main, StringComparison.Ordinal);
        page = await ratri.OpenAsync("/agenda?jenis=mulai&cari=" + number);
        Assert.Contains("Mulai: langkah 1", page.Main, StringComparison.Ordinal);
        Assert.Contains("Ratri", page.Main, StringComparison.Ordinal);
        Assert.Contains("JFU Bidang PIAK", page.Main, StringComparison.Ordinal);
        Assert.Equal(1, page.Document.QuerySelectorAll("ol.register > li").Length);
    }

    [Fact]
    public async Task an_officer_finds_no_line_of_a_case_that_he_may_not_see_on_page_file_or_book()
    {
        var number = await server.FaultAsync();
        using var stranger = await server.AsAsync("yusuf");
        using var member = await server.AsAsync("ratri");
        foreach (var followed in new[] { false, true })
        {
            if (followed) await server.FollowAsync();
            foreach (var path in new[] { "/agenda", "/agenda?cari=" + number })
                Assert.DoesNotContain((await stranger.OpenAsync(path)).Document.QuerySelectorAll("ol.register > li"), l => l.TextContent.Contains(number, StringComparison.Ordinal));
            Assert.DoesNotContain(number, (await stranger.OpenAsync("/agenda/unduh?bentuk=csv")).Text, StringComparison.Ordinal);
        }
        Assert.Contains(number, (await member.OpenAsync("/agenda/unduh?bentuk=csv")).Text, StringComparison.Ordinal);
        using var book = await stranger.GetRawAsync("/agenda/buku/cetak?bulan=2026-11&bagian=1");
        if (book.StatusCode == HttpStatusCode.OK) Assert.DoesNotContain(number, await PdfTextAsync(await book.Content.ReadAsByteArrayAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task the_files_open_again_and_hold_what_the_page_shows()
    {
        var number = await server.FaultAsync();
        await server.DoAsync("ratri", number, new AddNote("=SUM(1;1) kabel \"putus\", ya"));
        await server.FollowAsync();
        using var ratri = await server.AsAsync("ratri");
        var csv = await (await ratri.GetRawAsync($"/agenda/unduh?bentuk=csv&cari={number}&jenis=catatan")).Content.ReadAsByteArrayAsync();
        Assert.Equal(Encoding.UTF8.GetPreamble(), csv[..3]);
        Assert.Contains("\"'=SUM(1;1) kabel \"\"putus\"\", ya\"", Encoding.UTF8.GetString(csv), StringComparison.Ordinal);
        Assert.Contains(",Catatan,", Encoding.UTF8.GetString(csv), StringComparison.Ordinal);
        using var answer = await ratri.GetRawAsync($"/agenda/unduh?bentuk=xlsx&cari={number}");
        Assert.Equal("agenda-2026-11-20.xlsx", answer.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        using var book = SpreadsheetDocument.Open(await answer.Content.ReadAsStreamAsync(), isEditable: false);
        var rows = book.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<Row>().ToList();
        Assert.Equal(3, rows.Count);
        Assert.Contains("kabel", rows[1].InnerText, StringComparison.Ordinal);
        var at = DateTime.FromOADate(double.Parse(rows[1].Elements<Cell>().First().CellValue!.Text, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(new DateTime(2026, 11, 20, 8, 12, 0), at, TimeSpan.FromDays(1));
    }

    [Fact]
    public async Task the_book_of_a_month_is_a_pdf_with_numbered_lines_and_the_seal_s_head()
    {
        var number = await server.FaultAsync();
        await server.FollowAsync();
        using var head = await server.AsAsync("ratri");
        var page = await head.OpenAsync("/agenda/buku?bulan=2026-11");
        Assert.Contains("November 2026", page.Main, StringComparison.Ordinal);
        using var answer = await head.GetRawAsync(page.Document.QuerySelector("main ul.list a")!.GetAttribute("href")!);
        Assert.Equal("application/pdf", answer.Content.Headers.ContentType!.MediaType);
        var text = await PdfTextAsync(await answer.Content.ReadAsByteArrayAsync());
        foreach (var words in new[] { "urut", "Uraian", number, "laksana-head-v1", "Buku Agenda" })
            Assert.Contains(words, text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("/agenda/buku", (await head.OpenAsync("/agenda/buku/cetak?bulan=2026-11&bagian=99")).Path, StringComparison.Ordinal);
        Assert.Contains("tidak dikenal", (await head.OpenAsync("/agenda/buku?bulan=rabu")).Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task whatever_an_address_asks_for_is_answered_in_both_languages()
    {
        using var ratri = await server.AsAsync("ratri");
        foreach (var query in new[] { "?setelah=1~2~3", "?setelah=%00~%00~1", "?cari=%00", "?dari=2026-11-21&sampai=2026-11-01", "?dari=9999-12-31", "?sampai=9999-12-31", "?jenis=tidakada&sop=x&jabatan=y&segel=z", "?setelah=999999999999999999~A~1", "?cari=" + new string('a', 3000) })
            Assert.Equal(HttpStatusCode.OK, (await ratri.OpenAsync("/agenda" + query)).Status);
        Assert.Contains("Tukar keduanya", (await ratri.OpenAsync("/agenda?dari=2026-11-21&sampai=2026-11-01")).Main, StringComparison.Ordinal);
        await ratri.SubmitAsync(await ratri.OpenAsync("/agenda"), "footer form", ("bahasa", "en"));
        var page = await ratri.OpenAsync("/agenda");
        Assert.Contains("The office's register", page.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task the_state_of_proof_shows_the_last_seal_and_what_waits_for_one()
    {
        await server.FaultAsync();
        await server.FollowAsync();
        await server.FaultAsync();
        using var ratri = await server.AsAsync("ratri");
        var page = await ratri.OpenAsync("/agenda/bukti");
        Assert.Contains("laksana-head-v1 banjarnegara", page.Main, StringComparison.Ordinal);
        Assert.Equal("1", page.Document.QuerySelectorAll("dl.facts dd")[1].TextContent);
    }

    internal static async Task<string> PdfTextAsync(byte[] pdf)
    {
        var start = new ProcessStartInfo("pdftotext", ["-layout", "-", "-"]) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        using var reader = Process.Start(start)!;
        var text = reader.StandardOutput.ReadToEndAsync();
        await reader.StandardInput.BaseStream.WriteAsync(pdf);
        reader.StandardInput.Close();
        await reader.WaitForExitAsync();
        return await text;
    }
}
