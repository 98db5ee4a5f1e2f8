using System.Globalization;
using System.Text;

namespace Laksana.Documents.Tables;

/// <summary>
/// Writes a table as CSV or as XLSX, row by row, so that a hundred thousand rows take no more memory than ten. A row holds one value for each column,
/// of the type that <see cref="ColumnKind"/> names, or null. What people typed never becomes a formula on the machine that opens the file.
/// </summary>
/// <remarks>The XLSX part writes to the stream without waiting: give it a file (<see cref="NamelessFile"/>), never a connection.</remarks>
public static class TableWriter
{
    public const string CsvType = "text/csv; charset=utf-8";
    public const string XlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>Rows that a spreadsheet holds beside its head.</summary>
    public const int MostRows = 1_048_575;

    /// <summary>
    /// CSV as in RFC 4180 (commas, CRLF), in UTF-8 with the mark that spreadsheets look for. Numbers with a point, dates and moments as ISO 8601, durations as h:mm:ss.
    /// A text that a spreadsheet would take for a formula gets an apostrophe before it.
    /// </summary>
    public static async Task WriteCsvAsync(TableForm form, IAsyncEnumerable<IReadOnlyList<object?>> rows, Stream output, CancellationToken token)
    {
        var writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), bufferSize: 64 * 1024, leaveOpen: true) { NewLine = "\r\n" };
        await using (writer)
        {
            await writer.WriteLineAsync(string.Join(',', form.Columns.Select(c => Quoted(FormulaText.Harmless(c.Title)))));
            await foreach (var row in rows.WithCancellation(token))
            {
                Require(form, row);
                await writer.WriteLineAsync(string.Join(',', row.Select((value, i) => Quoted(Csv(form.Columns[i], value)))));
            }
        }
    }

    /// <summary>A workbook of one sheet with real numbers, dates and durations, its head frozen and its columns wide enough.</summary>
    /// <exception cref="OperatorException">More rows than a spreadsheet holds.</exception>
    public static Task WriteXlsxAsync(TableForm form, IAsyncEnumerable<IReadOnlyList<object?>> rows, Stream output, CancellationToken token) =>
        new XlsxBook(form).WriteAsync(rows, output, token);

    /// <exception cref="ArgumentException">The row has another number of values than the table has columns: a bug.</exception>
    internal static void Require(TableForm form, IReadOnlyList<object?> row)
    {
        if (row.Count != form.Columns.Count)
            throw new ArgumentException($"The table {form.Name} has {form.Columns.Count} columns, the row {row.Count} values.", nameof(row));
    }

    /// <exception cref="ArgumentException">The value is not of the column's kind: a bug.</exception>
    internal static ArgumentException Misfit(TableColumn column, object value) => new($"The column {column.Title} holds {column.Kind}, not {value.GetType().Name}.", nameof(value));

    private static string Csv(TableColumn column, object? value) => (column.Kind, value) switch
    {
        (_, null) => "",
        (ColumnKind.Text, string text) => FormulaText.Harmless(text),
        (ColumnKind.Number, int or long or double or decimal) => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        (ColumnKind.Share, double share) => share.ToString("0.####", CultureInfo.InvariantCulture),
        (ColumnKind.Date, DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        (ColumnKind.Moment, DateTimeOffset moment) => moment.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        (ColumnKind.Duration, TimeSpan span) => string.Create(CultureInfo.InvariantCulture, $"{(long)span.TotalHours}:{span.Minutes:00}:{span.Seconds:00}"),
        _ => throw Misfit(column, value),
    };

    private static string Quoted(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
