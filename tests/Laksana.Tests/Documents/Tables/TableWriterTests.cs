using System.Globalization;
using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Laksana.Documents.Tables;
using Xunit;

namespace Laksana.Tests.Documents.Tables;

public sealed class TableWriterTests
{
    private static readonly TableForm Form = new("Agenda [uji]", [new("Perihal"), new("Nomor", ColumnKind.Number), new("Tanggal", ColumnKind.Date), new("Saat", ColumnKind.Moment),
        new("Lama", ColumnKind.Duration), new("Bagian", ColumnKind.Share)]);

    private static readonly object?[] Row =
        ["Permohonan, \"data\" — ½ 😀", 42, new DateOnly(2026, 11, 20), new DateTimeOffset(2026, 11, 20, 8, 25, 30, TimeSpan.FromHours(7)), TimeSpan.FromMinutes(1530), 0.25];

    [Fact]
    public async Task a_csv_file_tells_its_encoding_and_quotes_what_needs_it()
    {
        var bytes = await CsvAsync(Row, ["-5", -5, null, null, null, null]);
        Assert.Equal(Encoding.UTF8.GetPreamble(), bytes[..3]);
        Assert.Equal("Perihal,Nomor,Tanggal,Saat,Lama,Bagian\r\n\"Permohonan, \"\"data\"\" — ½ 😀\",42,2026-11-20,2026-11-20 08:25:30,25:30:00,0.25\r\n'-5,-5,,,,\r\n",
            Encoding.UTF8.GetString(bytes[3..]));
    }

    [Theory]
    [InlineData("=1+1"), InlineData("+62 811"), InlineData("-cmd|' /C calc'!A0"), InlineData("@SUM(A1)"), InlineData("\t=1"), InlineData("\r=1"), InlineData("\uFF1D1+1")]
    public async Task what_somebody_typed_never_becomes_a_formula(string typed)
    {
        var csv = Encoding.UTF8.GetString((await CsvAsync([typed, null, null, null, null, null]))[3..]).Split("\r\n", 2)[1];
        Assert.StartsWith("'" + typed[..1], csv.TrimStart('"'), StringComparison.Ordinal);

        using var book = SpreadsheetDocument.Open(await XlsxAsync([typed, null, null, null, null, null]), isEditable: false);
        var sheet = book.WorkbookPart!.WorksheetParts.Single().Worksheet;
        Assert.Empty(sheet.Descendants<CellFormula>());
        var cell = sheet.Descendants<Row>().ElementAt(1).Elements<Cell>().First();
        Assert.Equal(CellValues.InlineString, cell.DataType!.Value);
        Assert.True(((CellFormat)book.WorkbookPart.WorkbookStylesPart!.Stylesheet.CellFormats!.ElementAt((int)cell.StyleIndex!.Value)).QuotePrefix!.Value);
    }

    [Fact]
    public async Task a_workbook_opens_again_with_real_numbers_dates_and_durations()
    {
        using var book = SpreadsheetDocument.Open(await XlsxAsync(Row), isEditable: false);
        Assert.Empty(new OpenXmlValidator().Validate(book, TestContext.Current.CancellationToken).Select(e => e.Description));
        Assert.Equal("Agenda uji", book.WorkbookPart!.Workbook.Descendants<Sheet>().Single().Name!.Value);
        var sheet = book.WorkbookPart.WorksheetParts.Single().Worksheet;
        Assert.Equal(PaneStateValues.Frozen, sheet.Descendants<Pane>().Single().State!.Value);
        Assert.Equal(6, sheet.Descendants<Column>().Count(c => c.Width! > 5));
        var cells = sheet.Descendants<Row>().ElementAt(1).Elements<Cell>().ToList();
        Assert.Equal(Row[0], cells[0].InnerText);
        double Of(int i) => double.Parse(cells[i].CellValue!.Text, CultureInfo.InvariantCulture);
        Assert.Equal(42, Of(1));
        Assert.Equal(new DateTime(2026, 11, 20), DateTime.FromOADate(Of(2)));
        Assert.Equal(new DateTime(2026, 11, 20, 8, 25, 30), DateTime.FromOADate(Of(3)), TimeSpan.FromSeconds(1));
        Assert.Equal(25.5 / 24, Of(4), 9);
        Assert.Equal(0.25, Of(5));
        var forms = cells.Skip(2).Select(c => (CellFormat)book.WorkbookPart.WorkbookStylesPart!.Stylesheet.CellFormats!.ElementAt((int)c.StyleIndex!.Value)).Select(f => f.NumberFormatId!.Value);
        Assert.Equal([164u, 165u, 46u, 166u], forms);
    }

    [Fact]
    public async Task letters_that_xml_cannot_hold_do_not_break_the_workbook()
    {
        using var book = SpreadsheetDocument.Open(await XlsxAsync(["a\u0001b\uD800c _x0041_ <&>", null, null, null, null, null]), isEditable: false);
        Assert.Equal("a b c _x005F_x0041_ <&>", book.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<Row>().ElementAt(1).InnerText);
    }

    [Fact]
    public async Task a_hundred_thousand_rows_take_little_memory()
    {
        using var file = new FileStream(Path.Combine(Path.GetTempPath(), $"laksana-{Guid.NewGuid():N}.xlsx"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 4096, FileOptions.DeleteOnClose);
        var most = 0L;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        async IAsyncEnumerable<IReadOnlyList<object?>> Rows()
        {
            for (var i = 0; i < 100_000; i++)
            {
                if (i % 20_000 == 19_999) most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
                yield return Row;
            }
            await Task.CompletedTask;
        }
        await TableWriter.WriteXlsxAsync(Form, Rows(), file, TestContext.Current.CancellationToken);
        Assert.InRange(most, long.MinValue, 8_000_000);
        file.Position = 0;
        using var zip = new ZipArchive(file);
        Assert.True(zip.GetEntry("xl/worksheets/sheet1.xml")!.Length > 10_000_000);
    }

    [Fact]
    public async Task a_value_of_another_kind_than_its_column_is_a_bug_that_shows() =>
        await Assert.ThrowsAsync<ArgumentException>(() => CsvAsync(["teks", "bukan angka", null, null, null, null]));

    private static async Task<byte[]> CsvAsync(params IReadOnlyList<object?>[] rows)
    {
        using var file = new MemoryStream();
        await TableWriter.WriteCsvAsync(Form, rows.ToAsyncEnumerable(), file, TestContext.Current.CancellationToken);
        return file.ToArray();
    }

    private static async Task<MemoryStream> XlsxAsync(params IReadOnlyList<object?>[] rows)
    {
        var file = new MemoryStream();
        await TableWriter.WriteXlsxAsync(Form, rows.ToAsyncEnumerable(), file, TestContext.Current.CancellationToken);
        file.Position = 0;
        return file;
    }
}
