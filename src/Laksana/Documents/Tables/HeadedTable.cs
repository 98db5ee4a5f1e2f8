namespace Laksana.Documents.Tables;

/// <summary>A fault in a table: the row and the column's heading where there are such, and what is wrong.</summary>
public sealed record TableFinding(int? Row, string? Column, string Message);

/// <summary>
/// A table whose first row names its columns. Headings are known by any of their names, whatever their case; what is missing or unknown is reported,
/// and faults are collected until all rows are read.
/// </summary>
public sealed class HeadedTable
{
    private readonly Dictionary<string, int> _columns = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _shown = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<TableFinding> _findings = [];

    /// <param name="columns">Key, whether it is needed, and the headings it is known by; the first is the one of the template.</param>
    public HeadedTable(TableReading reading, IReadOnlyList<(string Key, bool Needed, string[] Headings)> columns)
    {
        if (reading.Fault is { } fault)
        {
            _findings.Add(new(null, null, fault));
            return;
        }
        var head = reading.Rows[0];
        for (var i = 0; i < head.Cells.Count; i++)
        {
            if (head[i].Length == 0) continue;
            var known = columns.FirstOrDefault(c => c.Headings.Append(c.Key).Contains(head[i].TrimEnd('*', ' '), StringComparer.OrdinalIgnoreCase));
            if (known.Key is null) _findings.Add(new(head.Number, head[i], TableWords.Say["unknown-column", string.Join(", ", columns.Select(c => c.Headings[0]))]));
            else if (!_columns.TryAdd(known.Key, i)) _findings.Add(new(head.Number, head[i], TableWords.Say["column-twice"]));
            else _shown[known.Key] = head[i];
        }
        foreach (var (key, _, headings) in columns.Where(c => c.Needed && !_columns.ContainsKey(c.Key)))
            _findings.Add(new(head.Number, headings[0], TableWords.Say["missing-column"]));
        if (_findings.Count == 0 && reading.Rows.Count == 1) _findings.Add(new(null, null, TableWords.Say["only-headings"]));
        Rows = _findings.Count > 0 ? [] : [.. reading.Rows.Skip(1)];
    }

    /// <summary>Empty where the head is wrong: nothing below it could be judged.</summary>
    public IReadOnlyList<TableRow> Rows { get; } = [];

    public IReadOnlyList<TableFinding> Findings => _findings;

    /// <summary>An apostrophe that keeps a spreadsheet from taking the text for a formula is no part of it.</summary>
    public string Value(TableRow row, string key) => !_columns.TryGetValue(key, out var column) ? "" : row[column] is ['\'', .. var rest] ? rest.Trim() : row[column];

    public void Wrong(TableRow row, string key, string message) => _findings.Add(new(row.Number, _shown.GetValueOrDefault(key, key), message));
}
