using System.Text;

namespace Laksana.Documents.Tables;

/// <summary>Rows of a CSV text (RFC 4180); the separator is the one that its first line holds most of outside quotes.</summary>
internal static class CsvRows
{
    public static IEnumerable<TableRow> Read(string text, int mostRows)
    {
        var separator = SeparatorOf(text);
        var (cells, cell) = (new List<string>(), new StringBuilder());
        var (row, began, rows) = (1, 1, 0);
        var (quoted, wasQuoted) = (false, false);
        for (var i = 0; i <= text.Length; i++)
        {
            var c = i < text.Length ? text[i] : '\n';
            if (i == text.Length && quoted) throw new TableFault("quote-open", began);
            if (quoted)
            {
                if (c != '"') { cell.Append(c); if (c == '\n') row++; }
                else if (i + 1 < text.Length && text[i + 1] == '"') { cell.Append('"'); i++; }
                else quoted = false;
            }
            else if (c == '"' && cell.Length == 0 && !wasQuoted) (quoted, wasQuoted) = (true, true);
            else if (c == separator || c == '\n')
            {
                Add(cells, cell, began);
                wasQuoted = false;
                if (c != '\n') continue;
                if (cells.Count > 1 || cells[0].Length > 0)
                {
                    if (++rows > mostRows) throw new TableFault("too-many-rows", mostRows);
                    yield return new TableRow(began, [.. cells]);
                }
                cells.Clear();
                began = ++row;
            }
            else if (c != '\r') cell.Append(c);
            if (cell.Length > TableReader.LongestCell) throw new TableFault("cell-too-long", began, cells.Count + 1, TableReader.LongestCell);
        }
    }

    private static void Add(List<string> cells, StringBuilder cell, int row)
    {
        if (cells.Count == TableReader.MostColumns) throw new TableFault("too-many-columns", row, TableReader.MostColumns);
        cells.Add(cell.ToString());
        cell.Clear();
    }

    private static char SeparatorOf(string text)
    {
        var counts = new Dictionary<char, int> { [';'] = 0, [','] = 0, ['\t'] = 0 };
        var quoted = false;
        foreach (var c in text)
        {
            if (c == '"') quoted = !quoted;
            else if (c == '\n' && !quoted) break;
            else if (!quoted && counts.TryGetValue(c, out var count)) counts[c] = count + 1;
        }
        return counts.MaxBy(c => c.Value) is { Value: > 0, Key: var most } ? most : ',';
    }
}
