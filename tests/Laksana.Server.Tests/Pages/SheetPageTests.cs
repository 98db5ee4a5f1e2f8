using System.Net;
using Laksana.Cases;
using Laksana.Procedures;
using Laksana.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Laksana.Server.Tests.Pages;

/// <summary>Sheets as the official form: catalogue, form on screen and paper, versions and their differences.</summary>
public sealed class SheetPageTests(DemoServer server) : IClassFixture<DemoServer>
{
    public static TheoryData<string, string, string> Sheets => new()
    {
        { "banjarnegara", "ratri", "backup-database" }, { "banjarnegara", "ratri", "bantuan-gangguan-siak" }, { "banjarnegara", "ratri", "hak-akses-siak-ktpel" },
        { "banjarnegara", "ratri", "pemanfaatan-data-agregat" }, { "banjarnegara", "ratri", "pemeliharaan-jaringan" }, { "banjarnegara", "ratri", "penanganan-penggunaan-di-luar-ketentuan" },
        { "banjarnegara", "ratri", "pengaduan-layanan" }, { "banjarnegara", "ratri", "pengelolaan-jaringan" }, { "banjarnegara", "ratri", "penyajian-data-kependudukan" },
        { "banjarnegara", "ratri", "recovery-database" }, { "ciamis", "lilis", "pemeliharaan-jaringan-intra" }, { "pesisir-selatan", "rizal", "maintenance-jaringan" },
    };

    [Theory, MemberData(nameof(Sheets))]
    public async Task the_paper_holds_every_box_and_every_row_and_the_page_too(string office, string officer, string sheet)
    {
        using var visitor = await server.AsAsync(officer, office);
        var procedure = (await Published.CurrentAsync(office, sheet, new DateOnly(2026, 11, 20), default))!.Procedure;
        var pages = await PaperText(visitor, $"/sop/{sheet}/versi/1/pdf");
        var paper = Bare(string.Join("", pages));
        var page = await visitor.OpenAsync("/sop/" + sheet);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        var screen = Bare(page.Main);
        foreach (var words in Boxes(procedure).Concat(procedure.Steps.SelectMany(Cells)).Concat(procedure.Roles.Select(r => r.Title)))
        {
            Assert.Contains(Bare(words), paper, StringComparison.Ordinal);
            Assert.Contains(Bare(words), screen, StringComparison.Ordinal);
        }
        foreach (var head in new[] { "Nomor SOP", "Tgl Pembuatan", "Tgl Revisi", "Tgl Efektif", "Disahkan oleh", "NIP", "Nama SOP", "Dasar Hukum", "Kualifikasi Pelaksana", "Keterkaitan", "Peralatan/Perlengkapan", "Peringatan", "Pencatatan dan Pendataan" })
            Assert.Contains(Bare(head), Bare(pages[0]), StringComparison.Ordinal);
        // The head of the table on every page, and a connector's letter on both sides of every break.
        foreach (var table in pages.Skip(1)) Assert.Contains("MutuBaku", Bare(table), StringComparison.Ordinal);
        for (var i = 1; i + 1 < pages.Count; i++)
            Assert.Contains("bersambung ke halaman berikutnya", pages[i], StringComparison.Ordinal);
        Assert.Equal(procedure.Steps.Count, page.Document.QuerySelectorAll("table.alur tr[id^=langkah-]").Length);
        foreach (var note in procedure.TranscriptionNotes) Assert.Contains(note, page.Document.QuerySelector("#catatan")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task the_paper_lies_landscape_and_is_an_archive_file()
    {
        using var visitor = await server.AsAsync("ratri");
        using var answer = await visitor.GetRawAsync("/sop/pengelolaan-jaringan/versi/1/pdf");
        Assert.Equal("application/pdf", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("SOP-pengelolaan-jaringan-1.pdf", answer.Content.Headers.ContentDisposition!.ToString(), StringComparison.Ordinal);
        var facts = await PdfFile.TellAsync(await answer.Content.ReadAsByteArrayAsync(), "pdfinfo");
        Assert.Contains("841.89 x 595.27", facts, StringComparison.Ordinal);
    }

    [Fact]
    public async Task the_catalogue_is_searched_and_offers_what_may_be_opened()
    {
        using var ratri = await server.AsAsync("ratri");
        var all = await ratri.OpenAsync("/sop");
        Assert.Equal(10, all.Document.QuerySelectorAll(".katalog > li").Length);
        Assert.NotNull(all.Document.QuerySelector("a[href='/berkas/buka?sop=pemeliharaan-jaringan']"));
        Assert.Contains("dapat diminta masyarakat", all.Main, StringComparison.Ordinal);
        var found = await ratri.OpenAsync("/sop?cari=modem%20pengguna");
        Assert.Equal(["/sop/pemeliharaan-jaringan"], found.Document.QuerySelectorAll(".katalog a.t").Select(a => a.GetAttribute("href")));
        Assert.Contains("Tidak ada SOP yang cocok", (await ratri.OpenAsync("/sop?cari=%3Cb%3Etidak-ada")).Main, StringComparison.Ordinal);
        using var laila = await server.AsAsync("laila");
        Assert.Null((await laila.OpenAsync("/sop")).Document.QuerySelector("a[href='/berkas/buka?sop=backup-database']"));
    }

    [Fact]
    public async Task versions_are_listed_and_compared_word_by_word()
    {
        var first = (await Published.CurrentAsync(DemoServer.Office, "recovery-database", new DateOnly(2026, 11, 20), default))!;
        var changed = first.Body.Replace("waktu: 2 menit", "waktu: 3 menit", StringComparison.Ordinal);
        await Published.PublishAsync(DemoServer.Office, changed, new DateOnly(2026, 12, 1), "bagus", "Waktu masuk aplikasi disesuaikan.", default);
        using var ratri = await server.AsAsync("ratri");

        var page = await ratri.OpenAsync("/sop/recovery-database");
        Assert.Contains("Versi 2 akan berlaku mulai 1 Des 2026", page.Main, StringComparison.Ordinal);
        var versions = await ratri.OpenAsync("/sop/recovery-database/versi");
        Assert.Contains("Waktu masuk aplikasi disesuaikan.", versions.Main, StringComparison.Ordinal);
        Assert.Contains((await server.AtWorkAsync()).NameOf("bagus"), versions.Main, StringComparison.Ordinal);
        var difference = await ratri.OpenAsync("/sop/recovery-database/beda?dari=1&ke=2");
        Assert.Equal(["2 "], difference.Document.QuerySelectorAll("del").Select(d => d.TextContent));
        Assert.Equal(["3 "], difference.Document.QuerySelectorAll("ins").Select(d => d.TextContent));
        Assert.Contains("Masukkan user dan password", difference.Main, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await ratri.OpenAsync("/sop/recovery-database/beda?dari=1&ke=9")).Status);
        Assert.Contains("belum berlaku", (await ratri.OpenAsync("/sop/recovery-database/versi/2")).Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task what_is_not_there_is_not_found_and_another_office_sees_nothing()
    {
        using var ratri = await server.AsAsync("ratri");
        foreach (var path in new[] { "/sop/tidak-ada", "/sop/maintenance-jaringan", "/sop/backup-database/versi/7", "/sop/backup-database/versi/7/pdf", "/sop/tidak-ada/versi", "/sop/tidak-ada/beda" })
            Assert.Equal(HttpStatusCode.NotFound, (await ratri.OpenAsync(path)).Status);
    }

    private PublishedSheets Published => server.Services.GetRequiredService<PublishedSheets>();

    private static IEnumerable<string> Boxes(Procedure sheet) =>
    [
        sheet.Title, sheet.Unit, .. new[] { sheet.Number, sheet.Section, sheet.DecreeNumber, sheet.Enactment.EnactedBy }.OfType<string>(),
        .. sheet.LegalBasis, .. sheet.Qualifications, .. sheet.Related, .. sheet.Equipment, .. sheet.Warnings, .. sheet.Records,
        .. new[] { sheet.Enactment.Created, sheet.Enactment.Revised, sheet.Enactment.Effective }.OfType<DateOnly>().Select(d => d.ToString("d MMMM yyyy", System.Globalization.CultureInfo.GetCultureInfo("id"))),
    ];

    private static IEnumerable<string> Cells(Step step) => [step.Number, step.Activity, .. step.Requirements, .. step.Outputs, step.StandardTime?.Text ?? "", step.Remark ?? ""];

    private static async Task<IReadOnlyList<string>> PaperText(Visitor visitor, string path)
    {
        using var answer = await visitor.GetRawAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await PdfFile.TellAsync(await answer.Content.ReadAsByteArrayAsync(), "pdftotext", "-raw")).TrimEnd('\f').Split('\f');
    }

    /// <summary>Without spaces, ends of lines and hyphens, which differ with where words break.</summary>
    private static string Bare(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '\u00ad' or '\u2010')));
}
