using System.Text;

namespace Laksana.Documents.Tables;

/// <summary>A row of a table as it was typed; <paramref name="Number"/> is what the spreadsheet program shows beside it, from 1.</summary>
public sealed record TableRow(int Number, IReadOnlyList<string> Cells)
{
    /// <summary>The cell of a column from 0, without surrounding blanks; empty where the row is shorter.</summary>
    public string this[int column] => column >= 0 && column < Cells.Count ? Cells[column].Trim() : "";

    public bool IsEmpty => Cells.All(string.IsNullOrWhiteSpace);
}

/// <summary>What came of reading a file: its rows without the empty ones, or why it cannot be read (with the row, where there is one).</summary>
public sealed record TableReading(IReadOnlyList<TableRow> Rows, string? Fault);

/// <summary>
/// Reads CSV (comma, semicolon or tab; UTF-8, UTF-16 with its mark, else Windows-1252) and the first sheet of an XLSX file to rows of text. A number keeps its
/// digits, a date becomes yyyy-MM-dd. Bounded in bytes, rows, columns and letters, also against an archive that unfolds to far more than it weighs. Never throws for what a file holds.
/// </summary>
public static class TableReader
{
    /// <summary>Bytes of a file.</summary>
    public const int Largest = 1024 * 1024;
    public const int MostRows = 5000;
    public const int MostColumns = 60;
    public const int LongestCell = 2000;

    public static TableReading Read(byte[] file) => Read(file, MostRows, Largest);

    /// <summary>The same for tables that may be larger.</summary>
    public static TableReading Read(byte[] file, int mostRows, int largest)
    {
        if (file.Length == 0) return new([], TableWords.Say["empty"]);
        if (file.Length > largest) return new([], TableWords.Say["too-large", largest / 1024]);
        try
        {
            var rows = (IsZip(file) ? XlsxRows.Read(file, mostRows) : IsOldExcel(file) ? throw new TableFault("old-excel") : CsvRows.Read(TextOf(file), mostRows)).Where(r => !r.IsEmpty).ToList();
            return rows.Count == 0 ? new([], TableWords.Say["empty"]) : new(rows, null);
        }
        catch (TableFault fault)
        {
            return new([], TableWords.Say[fault.Key, [.. fault.Arguments]]);
        }
    }

    private static bool IsZip(byte[] file) => file.AsSpan().StartsWith("PK"u8);

    private static bool IsOldExcel(byte[] file) => file.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xd0, 0xcf, 0x11, 0xe0]);

    private static string TextOf(byte[] file)
    {
        var text = Decode(file);
        return text.Contains('\0', StringComparison.Ordinal) ? throw new TableFault("not-a-table") : text;
    }

    private static string Decode(byte[] file)
    {
        if (file.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xff, 0xfe])) return Encoding.Unicode.GetString(file, 2, file.Length - 2);
        if (file.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xfe, 0xff])) return Encoding.BigEndianUnicode.GetString(file, 2, file.Length - 2);
        var skipped = file.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xef, 0xbb, 0xbf]) ? 3 : 0;
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(file, skipped, file.Length - skipped);
        }
        catch (DecoderFallbackException)
        {
            // What spreadsheet programs write on an Indonesian Windows.
            return CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(file);
        }
    }
}

/// <summary>Why a file is no table; caught where reading begins.</summary>
internal sealed class TableFault(string key, params object[] arguments) : Exception(key)
{
    public string Key { get; } = key;

    public IReadOnlyList<object> Arguments { get; } = arguments;
}
