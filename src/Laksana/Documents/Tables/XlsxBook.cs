using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Laksana.Documents.Tables;

/// <summary>
/// A workbook of one sheet. Its parts go into the ZIP one after the other as they are made: the package classes would keep the whole sheet in memory until the end.
/// </summary>
internal sealed partial class XlsxBook(TableForm form)
{
    /// <summary>Of one cell, as spreadsheets allow.</summary>
    private const int LongestText = 32_767;

    private const string Xml = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";
    private const string Sheets = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Packaging = "http://schemas.openxmlformats.org/package/2006";
    private const string Kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    private static readonly DateTime FirstDay = new(1899, 12, 30, 0, 0, 0, DateTimeKind.Unspecified);

    public async Task WriteAsync(IAsyncEnumerable<IReadOnlyList<object?>> rows, Stream output, CancellationToken token)
    {
        using var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8);
        Put(zip, "[Content_Types].xml", $"""
            {Xml}<Types xmlns="{Packaging}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="{Kind}sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="{Kind}worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="{Kind}styles+xml"/></Types>
            """);
        Put(zip, "_rels/.rels", $"""
            {Xml}<Relationships xmlns="{Packaging}/relationships"><Relationship Id="rId1" Type="{Office}/officeDocument" Target="xl/workbook.xml"/></Relationships>
            """);
        Put(zip, "xl/workbook.xml", $"""
            {Xml}<workbook xmlns="{Sheets}" xmlns:r="{Office}"><sheets><sheet name="{System.Security.SecurityElement.Escape(SheetName())}" sheetId="1" r:id="rId1"/></sheets></workbook>
            """);
        Put(zip, "xl/_rels/workbook.xml.rels", $"""
            {Xml}<Relationships xmlns="{Packaging}/relationships"><Relationship Id="rId1" Type="{Office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{Office}/styles" Target="styles.xml"/></Relationships>
            """);
        Put(zip, "xl/styles.xml", XlsxStyles.Part());
        await using var part = await Entry(zip, "xl/worksheets/sheet1.xml").OpenAsync(token);
        using var writer = OpenXmlWriter.Create(part);
        await WriteSheetAsync(writer, rows, token);
    }

    private async Task WriteSheetAsync(OpenXmlWriter writer, IAsyncEnumerable<IReadOnlyList<object?>> rows, CancellationToken token)
    {
        writer.WriteStartDocument();
        writer.WriteStartElement(new Worksheet());
        writer.WriteElement(new SheetViews(new SheetView(new Pane
        {
            VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen,
        }) { WorkbookViewId = 0 }));
        writer.WriteElement(new Columns(form.Columns.Select((c, i) => new Column { Min = (uint)i + 1, Max = (uint)i + 1, Width = c.Characters, CustomWidth = true })));
        writer.WriteStartElement(new SheetData());
        WriteRow(writer, [.. form.Columns.Select(c => (object?)c.Title)], head: true);
        var count = 0;
        await foreach (var row in rows.WithCancellation(token))
        {
            if (++count > TableWriter.MostRows) throw PaperWords.Refuse("table.too-long");
            TableWriter.Require(form, row);
            WriteRow(writer, row, head: false);
        }
        writer.WriteEndElement();
        writer.WriteElement(new AutoFilter { Reference = FormattableString.Invariant($"A1:{Letters(form.Columns.Count)}{count + 1}") });
        writer.WriteEndElement();
    }

    private void WriteRow(OpenXmlWriter writer, IReadOnlyList<object?> row, bool head)
    {
        writer.WriteStartElement(new Row());
        for (var i = 0; i < row.Count; i++)
            writer.WriteElement(row[i] is { } value ? head ? Text((string)value, XlsxStyles.Head) : Cell(form.Columns[i], value) : new Cell());
        writer.WriteEndElement();
    }

    private static Cell Cell(TableColumn column, object value) => (column.Kind, value) switch
    {
        (ColumnKind.Text, string text) => Text(text, FormulaText.IsOne(text) ? XlsxStyles.Quoted : XlsxStyles.Text),
        (ColumnKind.Number, int or long or double or decimal) => Number(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture), XlsxStyles.Number),
        (ColumnKind.Share, double share) => Number(share.ToString("R", CultureInfo.InvariantCulture), XlsxStyles.Share),
        (ColumnKind.Date, DateOnly day) => Number(Serial(day.ToDateTime(TimeOnly.MinValue)), XlsxStyles.Date),
        (ColumnKind.Moment, DateTimeOffset moment) => Number(Serial(moment.DateTime), XlsxStyles.Moment),
        (ColumnKind.Duration, TimeSpan span) => Number(span.TotalDays.ToString("R", CultureInfo.InvariantCulture), XlsxStyles.Duration),
        _ => throw TableWriter.Misfit(column, value),
    };

    private static string Serial(DateTime day) => (day - FirstDay).TotalDays.ToString("R", CultureInfo.InvariantCulture);

    private static Cell Number(string value, uint style) => new() { StyleIndex = style, CellValue = new CellValue(value) };

    private static Cell Text(string text, uint style) =>
        new() { StyleIndex = style, DataType = CellValues.InlineString, InlineString = new InlineString(new Text(Written(text)) { Space = SpaceProcessingModeValues.Preserve }) };

    /// <summary>What XML cannot hold becomes a blank, and what spreadsheets would read as the code of a character stays what it is.</summary>
    private static string Written(string text)
    {
        if (text.Length > LongestText) text = text[..(char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText)];
        if (text.Contains("_x", StringComparison.Ordinal)) text = Coded().Replace(text, "_x005F_");
        return text.All(XmlConvert.IsXmlChar) ? text : Cleaned(text);
    }

    private static string Cleaned(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
            if (XmlConvert.IsXmlChar(text[i])) clean.Append(text[i]);
            else if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i])) clean.Append(text[i]).Append(text[++i]);
            else clean.Append(' ');
        return clean.ToString();
    }

    /// <summary>At most 31 characters, none of those that stand for something in the name of a sheet.</summary>
    private string SheetName()
    {
        var name = string.Concat(Cleaned(form.Name).Where(c => !@"\/?*[]:'".Contains(c, StringComparison.Ordinal))).Trim();
        return name.Length == 0 ? "Tabel" : name.Length > 31 ? name[..31] : name;
    }

    private static string Letters(int column)
    {
        var letters = "";
        for (; column > 0; column = (column - 1) / 26) letters = (char)('A' + (column - 1) % 26) + letters;
        return letters;
    }

    private static void Put(ZipArchive zip, string name, string text)
    {
        using var part = Entry(zip, name).Open();
        part.Write(Encoding.UTF8.GetBytes(text));
    }

    private static ZipArchiveEntry Entry(ZipArchive zip, string name)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
        return entry;
    }

    [GeneratedRegex("_(?=x[0-9A-Fa-f]{4}_)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Coded();
}
