namespace Laksana.Documents.Tables;

/// <summary>What the cells of a column hold, and as what they are given.</summary>
public enum ColumnKind
{
    /// <summary>A <see cref="string"/>.</summary>
    Text,
    /// <summary>An <see cref="int"/>, <see cref="long"/>, <see cref="double"/> or <see cref="decimal"/>.</summary>
    Number,
    /// <summary>A <see cref="DateOnly"/>.</summary>
    Date,
    /// <summary>A <see cref="DateTimeOffset"/>, already in the office's zone: its clock time is written, since a spreadsheet knows no zones.</summary>
    Moment,
    /// <summary>A <see cref="TimeSpan"/>.</summary>
    Duration,
    /// <summary>A <see cref="double"/>: 0.25 is a quarter.</summary>
    Share,
}

/// <summary>A column of a table that leaves the office as a file.</summary>
/// <param name="Title">In the first row.</param>
/// <param name="Width">In characters, for spreadsheets; 0 leaves it to <paramref name="Kind"/>.</param>
public sealed record TableColumn(string Title, ColumnKind Kind = ColumnKind.Text, int Width = 0)
{
    internal int Characters => Width > 0 ? Width : Math.Max(Title.Length + 2, Kind switch
    {
        ColumnKind.Text => 30,
        ColumnKind.Moment => 17,
        _ => 12,
    });
}

/// <summary>A table's name (of the sheet in a workbook) and its columns; the rows come one by one.</summary>
public sealed record TableForm(string Name, IReadOnlyList<TableColumn> Columns);
