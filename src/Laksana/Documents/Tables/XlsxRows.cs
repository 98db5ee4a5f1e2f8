using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Laksana.Documents.Tables;

/// <summary>
/// Rows of the first sheet of an XLSX file (ECMA-376), read as a stream: nothing is unfolded beyond its limit, whatever the archive says of its size,
/// and neither document types nor anything outside the file is looked at.
/// </summary>
internal sealed class XlsxRows
{
    private const int MostEntries = 2000;
    private const long MostUnfolded = 32L * 1024 * 1024;
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private readonly ZipArchive _archive;
    private List<string> _shared = [];
    private List<bool> _dates = [];
    private bool _from1904;

    private XlsxRows(ZipArchive archive) => _archive = archive;

    public static IReadOnlyList<TableRow> Read(byte[] file, int mostRows)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(file, writable: false), ZipArchiveMode.Read);
            if (archive.Entries.Count > MostEntries) throw new TableFault("not-a-table");
            return new XlsxRows(archive).Rows(mostRows);
        }
        catch (Exception damage) when (damage is InvalidDataException or XmlException or FormatException or OverflowException or ArgumentException or IOException or NotSupportedException)
        {
            throw new TableFault("damaged");
        }
    }

    private List<TableRow> Rows(int mostRows)
    {
        var sheet = FirstSheet();
        _shared = SharedStrings();
        _dates = DateStyles();
        using var xml = Open(sheet) ?? throw new TableFault("not-a-table");
        var (rows, number) = (new List<TableRow>(), 0);
        while (xml.Read())
        {
            if (xml is not { NodeType: XmlNodeType.Element, LocalName: "row" }) continue;
            number = xml.GetAttribute("r") is { } r && int.TryParse(r, NumberStyles.None, CultureInfo.InvariantCulture, out var told) ? told : number + 1;
            if (rows.Count >= mostRows) throw new TableFault("too-many-rows", mostRows);
            if (!xml.IsEmptyElement) rows.Add(new TableRow(number, Cells(xml, number)));
        }
        return rows;
    }

    private List<string> Cells(XmlReader xml, int row)
    {
        var cells = new List<string>();
        using var within = xml.ReadSubtree();
        while (within.Read())
        {
            if (within is not { NodeType: XmlNodeType.Element, LocalName: "c" }) continue;
            var column = within.GetAttribute("r") is { } at ? ColumnOf(at) : cells.Count;
            if (column >= TableReader.MostColumns) throw new TableFault("too-many-columns", row, TableReader.MostColumns);
            var (type, style) = (within.GetAttribute("t"), int.TryParse(within.GetAttribute("s"), NumberStyles.None, CultureInfo.InvariantCulture, out var s) ? s : 0);
            var value = within.IsEmptyElement ? "" : Value(within, type, style, row, column);
            if (value.Length > TableReader.LongestCell) throw new TableFault("cell-too-long", row, column + 1, TableReader.LongestCell);
            while (cells.Count < column) cells.Add("");
            if (cells.Count == column) cells.Add(value);
            else cells[column] = value;
        }
        return cells;
    }

    private string Value(XmlReader cell, string? type, int style, int row, int column)
    {
        var (value, inline) = ("", new StringBuilder());
        using var within = cell.ReadSubtree();
        within.Read();
        while (within.Read())
        {
            if (within.NodeType != XmlNodeType.Element) continue;
            if (within.LocalName == "v") value = TextOf(within);
            else if (within.LocalName == "t") inline.Append(TextOf(within));
        }
        return type switch
        {
            "s" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < _shared.Count ? _shared[index] : throw new TableFault("damaged"),
            "inlineStr" => inline.ToString(),
            "str" => value,
            "b" => value == "1" ? "ya" : "tidak",
            "e" => throw new TableFault("formula-error", row, column + 1, value),
            _ => Number(value, style, row, column),
        };
    }

    private string Number(string raw, int style, int row, int column)
    {
        if (raw.Length == 0 || !decimal.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return raw;
        if (style < _dates.Count && _dates[style] && number is > 0 and < 100_000)
        {
            var moment = DateTime.FromOADate((double)number + (_from1904 ? 1462 : 0));
            return moment.ToString(moment.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        }
        // A spreadsheet keeps fifteen digits: the last ones of a longer number, such as a NIP, are lost already.
        return Math.Abs(number) >= 1_000_000_000_000_000m ? throw new TableFault("number-too-long", row, column + 1) : number.ToString("0.##########", CultureInfo.InvariantCulture);
    }

    private string FirstSheet()
    {
        string? relation = null;
        using (var book = Open("xl/workbook.xml") ?? throw new TableFault("not-a-table"))
            while (book.Read())
            {
                if (book is { NodeType: XmlNodeType.Element, LocalName: "workbookPr" }) _from1904 = book.GetAttribute("date1904") is "1" or "true";
                if (book is { NodeType: XmlNodeType.Element, LocalName: "sheet" }) relation ??= book.GetAttribute("id", Relations);
            }
        using var links = Open("xl/_rels/workbook.xml.rels");
        while (links?.Read() == true)
            if (links is { NodeType: XmlNodeType.Element, LocalName: "Relationship" } && links.GetAttribute("Id") == relation && links.GetAttribute("Target") is { } target)
                return target.StartsWith('/') ? target[1..] : "xl/" + target;
        return "xl/worksheets/sheet1.xml";
    }

    private List<string> SharedStrings()
    {
        var texts = new List<string>();
        using var xml = Open("xl/sharedStrings.xml");
        while (xml?.Read() == true)
        {
            if (xml is not { NodeType: XmlNodeType.Element, LocalName: "si" }) continue;
            var text = new StringBuilder();
            using var within = xml.ReadSubtree();
            while (within.Read())
                if (within is { NodeType: XmlNodeType.Element, LocalName: "t" }) text.Append(TextOf(within));
            texts.Add(text.ToString());
        }
        return texts;
    }

    /// <summary>Of each cell style, whether it shows a date.</summary>
    private List<bool> DateStyles()
    {
        var (own, styles, inCells) = (new HashSet<int>(), new List<bool>(), false);
        using var xml = Open("xl/styles.xml");
        while (xml?.Read() == true)
        {
            if (xml.LocalName == "cellXfs") inCells = xml.NodeType == XmlNodeType.Element;
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName == "numFmt" && Id(xml.GetAttribute("numFmtId")) is { } id && IsDate(xml.GetAttribute("formatCode") ?? "")) own.Add(id);
            else if (xml.LocalName == "xf" && inCells) styles.Add(Id(xml.GetAttribute("numFmtId")) is { } used && (used is >= 14 and <= 22 or >= 45 and <= 47 || own.Contains(used)));
        }
        return styles;
    }

    private static bool IsDate(string form) => form.Contains('y', StringComparison.OrdinalIgnoreCase) || form.Contains('d', StringComparison.OrdinalIgnoreCase) && form.Contains('m', StringComparison.OrdinalIgnoreCase);

    private static int? Id(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    private static string TextOf(XmlReader element)
    {
        if (element.IsEmptyElement) return "";
        var text = new StringBuilder();
        var depth = element.Depth;
        while (element.Read() && element.Depth > depth)
            if (element.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace) text.Append(element.Value);
        return text.ToString();
    }

    /// <summary>"C7" is column 2.</summary>
    private static int ColumnOf(string cell)
    {
        var column = 0;
        foreach (var c in cell.TakeWhile(char.IsAsciiLetter).Take(3)) column = column * 26 + (char.ToUpperInvariant(c) - 'A' + 1);
        return column == 0 ? throw new TableFault("damaged") : column - 1;
    }

    private XmlReader? Open(string name)
    {
        if (_archive.GetEntry(name) is not { } entry) return null;
        return XmlReader.Create(new BoundedStream(entry.Open(), MostUnfolded), new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CloseInput = true, MaxCharactersInDocument = MostUnfolded,
        });
    }

    /// <summary>Ends in a fault when more comes than is allowed.</summary>
    private sealed class BoundedStream(Stream inner, long most) : Stream
    {
        private long _left = most;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = inner.Read(buffer, offset, count);
            _left -= read;
            return _left < 0 ? throw new TableFault("unfolds-too-far") : read;
        }

        public override void Flush() => inner.Flush();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing) inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
