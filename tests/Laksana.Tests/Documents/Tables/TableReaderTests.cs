using System.IO.Compression;
using System.Text;
using Laksana.Documents.Tables;
using Xunit;

namespace Laksana.Tests.Documents.Tables;

/// <summary>Tables as offices send them, and files that are none.</summary>
public sealed class TableReaderTests
{
    [Theory]
    [InlineData("Nama,NIP\nSiti,01\n")]
    [InlineData("Nama;NIP\r\nSiti;01\r\n")]
    [InlineData("Nama\tNIP\nSiti\t01")]
    [InlineData("\"Nama\",\"NIP\"\n\"Siti\",\"01\"\n\n\n")]
    public void a_table_is_read_whatever_separates_its_cells(string text)
    {
        var rows = TableReader.Read(Encoding.UTF8.GetBytes(text)).Rows;
        Assert.Equal([["Nama", "NIP"], ["Siti", "01"]], rows.Select(r => r.Cells));
        Assert.Equal([1, 2], rows.Select(r => r.Number));
    }

    [Fact]
    public void encodings_of_spreadsheet_programs_are_understood()
    {
        const string Text = "Nama;Kota\nAndré;Jalan “Baru”\n";
        byte[][] files =
        [
            Encoding.UTF8.GetBytes(Text), [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Text)], [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Text)],
            CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes(Text),
        ];
        Assert.All(files, file => Assert.Equal(["André", "Jalan “Baru”"], TableReader.Read(file).Rows[1].Cells));
    }

    [Fact]
    public void a_cell_may_hold_separators_quotation_marks_and_line_breaks_and_rows_keep_their_numbers()
    {
        var rows = TableReader.Read("a,b\n\"satu, \"\"dua\"\"\ntiga\",x\n\nakhir,y\n"u8.ToArray()).Rows;
        Assert.Equal("satu, \"dua\"\ntiga", rows[1].Cells[0]);
        Assert.Equal([1, 2, 5], rows.Select(r => r.Number));
    }

    [Fact]
    public void a_workbook_keeps_texts_as_they_were_typed_and_tells_dates()
    {
        var rows = TableReader.Read(Workbook("""
            <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>Tanggal</t></is></c><c r="D1" t="str"><v>Ya</v></c></row>
            <row r="3"><c r="A3" t="s"><v>1</v></c><c r="B3" s="1"><v>46346</v></c><c r="C3"><v>12.5</v></c><c r="D3" t="b"><v>1</v></c></row>
            """)).Rows;
        Assert.Equal(["NIP", "Tanggal", "", "Ya"], rows[0].Cells);
        Assert.Equal(["001985", "2026-11-20", "12.5", "ya"], rows[1].Cells);
        Assert.Equal(3, rows[1].Number);
    }

    [Fact]
    public void a_number_whose_last_digits_a_spreadsheet_has_lost_is_refused_with_its_place()
    {
        var fault = TableReader.Read(Workbook("""<row r="1"><c r="A1"><v>1.98501012010012E+17</v></c></row>""")).Fault;
        Assert.Contains("1", fault, StringComparison.Ordinal);
    }

    public static TheoryData<string, byte[]> Hostile()
    {
        var bomb = Workbook("<row r=\"1\"><c r=\"A1\" t=\"str\"><v>" + new string('x', 40_000_000) + "</v></c></row>");
        Assert.True(bomb.Length < TableReader.Largest);
        return new()
        {
            { "nothing", [] },
            { "bytes", [.. Enumerable.Range(0, 4096).Select(n => (byte)(n * 31))] },
            { "zip of nothing", "PK\u0003\u0004 rusak"u8.ToArray() },
            { "old excel", [0xd0, 0xcf, 0x11, 0xe0, 1, 2] },
            { "too large", new byte[TableReader.Largest + 1] },
            { "open quote", "a,\"b\nc"u8.ToArray() },
            { "many rows", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("a\n", TableReader.MostRows + 1))) },
            { "many columns", Encoding.UTF8.GetBytes(new string(',', TableReader.MostColumns + 1)) },
            { "long cell", Encoding.UTF8.GetBytes(new string('a', TableReader.LongestCell + 1)) },
            { "bomb", bomb },
            { "document type", Workbook("", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>") },
            { "wrong index", Workbook("""<row r="1"><c r="A1" t="s"><v>99</v></c></row>""") },
            { "far column", Workbook("""<row r="1"><c r="XFD1" t="str"><v>x</v></c></row>""") },
            { "formula error", Workbook("""<row r="1"><c r="A1" t="e"><v>#REF!</v></c></row>""") },
        };
    }

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Hostile))]
    public void what_is_no_table_is_refused_with_a_reason(string what, byte[] file)
    {
        var reading = TableReader.Read(file);
        Assert.True(reading is { Fault.Length: > 10, Rows: [] }, what);
    }

    [Fact]
    public void unknown_missing_and_doubled_columns_are_told_together()
    {
        var table = new HeadedTable(TableReader.Read("Nama,Nama,Aneh\nx,y,z\n"u8.ToArray()), [("nama", true, ["Nama"]), ("nip", true, ["NIP"])]);
        Assert.Equal(3, table.Findings.Count);
        Assert.Empty(table.Rows);
    }

    /// <summary>A workbook of one sheet with two shared texts and a style that shows dates.</summary>
    internal static byte[] Workbook(string rows, string before = "")
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add("xl/workbook.xml", """<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="r7"/></sheets></workbook>""");
            Add("xl/_rels/workbook.xml.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r7" Target="worksheets/lembar.xml"/></Relationships>""");
            Add("xl/sharedStrings.xml", """<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>NIP</t></si><si><r><t>0019</t></r><r><t>85</t></r></si></sst>""");
            Add("xl/styles.xml", """<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellStyleXfs><xf numFmtId="0"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>""");
            Add("xl/worksheets/lembar.xml", $"""{before}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>""");
            void Add(string name, string text)
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.SmallestSize).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }
        return bytes.ToArray();
    }
}
