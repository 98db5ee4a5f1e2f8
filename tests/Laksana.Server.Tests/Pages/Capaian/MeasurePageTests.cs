using System.Net;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Laksana.Cases;
using Laksana.Measures;
using SheetReader = Laksana.Procedures.SheetReader;
using Laksana.Server.Pages.Capaian;
using Laksana.Server.Tests.Pages.Agenda;
using Laksana.Testing;
using Xunit;

namespace Laksana.Server.Tests.Pages.Capaian;

public sealed class MeasurePageTests(AgendaServer server) : IClassFixture<AgendaServer>
{
    private static readonly Dictionary<string, string> None = [];

    [Fact]
    public async Task what_was_done_is_counted_by_sheet_row_and_role_and_no_person_is_named()
    {
        for (var i = 0; i < 11; i++) await BeginFaultAsync(i % 2 == 0 ? "ratri" : "galih");
        await server.FollowAsync();
        using var ratri = await server.AsAsync("ratri");
        var page = await ratri.OpenAsync("/capaian?masa=2026-11");
        Assert.Contains("Pemeliharaan Jaringan", page.Main, StringComparison.Ordinal);
        foreach (var name in (await server.AtWorkAsync()).Officers.Values.Select(o => o.Name)) Assert.DoesNotContain(name, page.Main, StringComparison.Ordinal);
        Assert.Equal(2, page.Document.QuerySelectorAll("main svg[role=img] > title").Length);
        var sheet = await ratri.OpenAsync("/capaian?masa=2026&sop=pemeliharaan-jaringan");
        Assert.Contains("Persentil 90", sheet.Main, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await ratri.OpenAsync("/capaian/usul/pemeliharaan-jaringan")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await ratri.OpenAsync("/capaian/usul/tidak-ada")).Status);
        foreach (var query in new[] { "?masa=x", "?masa=2026-t9", "?masa=9999", "?masa=2026-t4&unit=x&sop=y&peran=z", "?masa=2001" })
            Assert.Equal(HttpStatusCode.OK, (await ratri.OpenAsync("/capaian" + query)).Status);

        using var xlsx = await ratri.GetRawAsync("/capaian/unduh?bentuk=xlsx&masa=2026-11&sop=pemeliharaan-jaringan");
        using var book = SpreadsheetDocument.Open(await xlsx.Content.ReadAsStreamAsync(), isEditable: false);
        Assert.Contains(book.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<Row>(), r => r.InnerText.Contains("Pemeliharaan Jaringan", StringComparison.Ordinal));
        using var pdf = await ratri.GetRawAsync("/capaian/cetak?masa=2026-11");
        var text = await AgendaPageTests.PdfTextAsync(await pdf.Content.ReadAsByteArrayAsync());
        Assert.Contains("Capaian Mutu Baku", text, StringComparison.Ordinal);
        Assert.Contains("November 2026", text, StringComparison.Ordinal);

        await ratri.SubmitAsync(page, "footer form", ("bahasa", "en"));
        Assert.Contains("Performance against Standard", (await ratri.OpenAsync("/capaian")).Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_figure_that_would_speak_of_one_person_is_hidden_on_the_page_and_in_the_file()
    {
        using var other = await server.AsAsync("dimas");
        await server.DoAsync("dimas", (await server.DoAsync("dimas", null, new OpenCase("", 0, new Dictionary<string, string> { ["basis-data"] = "kependudukan", ["waktu-backup"] = "2026-11-20T10:00" }), "backup-database")).Number, new AddNote("uji"));
        var number = (await server.DoAsync("dimas", null, new OpenCase("", 0, new Dictionary<string, string> { ["basis-data"] = "kependudukan", ["waktu-backup"] = "2026-11-20T10:00" }), "backup-database")).Number;
        var run = (await server.StateAsync(number)).OpenRuns.First().Run;
        await server.DoAsync("dimas", number, new BeginStep(run));
        await server.DoAsync("dimas", number, new CompleteStep(run, None));
        await server.FollowAsync();
        var page = await other.OpenAsync("/capaian?masa=2026-11&sop=backup-database");
        Assert.Contains("disembunyikan", page.Document.QuerySelector("main table.kotak")!.TextContent, StringComparison.Ordinal);
        var csv = (await other.OpenAsync("/capaian/unduh?bentuk=csv&masa=2026-11&sop=backup-database")).Text.Split("\r\n");
        Assert.Contains(csv, l => l.EndsWith(",1,,,,,,,,0", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(100, "2 menit"), InlineData(301, "10 menit"), InlineData(3600, "60 menit"), InlineData(3700, "1 jam 30 menit"), InlineData(7200, "2 jam"), InlineData(27_001, "2 hari"), InlineData(100_000, "4 hari")]
    public void a_proposed_time_is_written_as_offices_write_and_never_too_short(int seconds, string written) => Assert.Equal(written, TimeProposals.Written(seconds, 450));

    [Fact]
    public void a_time_is_proposed_only_on_enough_evidence_and_where_it_differs_clearly()
    {
        var sheet = SheetReader.Read(TrialOffice.Sheet, "sheet").Procedure!;
        Measure Of(string step, int passages, int seconds)
        {
            var times = new Histogram();
            for (var i = 0; i < passages; i++) times.Add(seconds);
            return new Measure { Procedure = sheet.Id, Step = step, Role = "jfu", Passages = passages, HandlingTimes = times };
        }
        var proposals = TimeProposals.Of(sheet, [Of("periksa", 40, 1500), Of("perbaiki", 40, 520), Of("coba", 19, 3000), Of("terima", 20, 100)], 450);
        Assert.Equal([("terima", "2 menit"), ("periksa", "30 menit")], proposals.Select(p => (p.Step.Id, p.Text)));
    }

    private async Task BeginFaultAsync(string officer)
    {
        var number = await server.FaultAsync(officer);
        await server.DoAsync(officer, number, new BeginStep(1));
        server.Now += TimeSpan.FromMinutes(1);
        await server.DoAsync(officer, number, new CompleteStep(1, None));
    }
}
