namespace Laksana.Procedures;

/// <summary>
/// The flow table of the official form (Permenpan-RB 35/2012), laid out: a row per step, a column per role. Positions across are percent of
/// the area of all columns; positions down are the top or bottom edge of a row's cell, or pixels from its middle, so that every row can be as
/// high as its text needs. The columns must be at least <see cref="ColumnWidth"/> pixels wide, the rows <see cref="FlowRow.Height"/>.
/// </summary>
public sealed record FlowTableLayout
{
    /// <summary>Least width of a column in pixels at which lanes stay clear of symbols.</summary>
    public const int ColumnWidth = 72;

    public required Procedure Procedure { get; init; }
    public required IReadOnlyList<FlowColumn> Columns { get; init; }
    public required IReadOnlyList<FlowRow> Rows { get; init; }
    /// <summary>Every line of the table; <c>Lines[n].Index == n</c>.</summary>
    public required IReadOnlyList<FlowLine> Lines { get; init; }

    /// <summary>Middle of a column, in percent of the area of all columns.</summary>
    public double Middle(int column) => (column + 0.5) * 100 / Columns.Count;
}

/// <summary>A column's head. <paramref name="Role"/> is null for the column of outside parties that no role of the sheet stands for.</summary>
public sealed record FlowColumn(string Title, string? Role, bool Outside);

/// <summary>One row of the table: what its cell shows.</summary>
public sealed record FlowRow
{
    public required Step Step { get; init; }
    public required int Index { get; init; }
    /// <summary>The row's own symbol first, then marks (sender, outside party, begin, end, connectors).</summary>
    public required IReadOnlyList<FlowSymbol> Symbols { get; init; }
    public required IReadOnlyList<FlowPiece> Pieces { get; init; }
    public required IReadOnlyList<FlowArrow> Arrows { get; init; }
    public required IReadOnlyList<FlowLabel> Labels { get; init; }
    /// <summary>Least height of the row in pixels.</summary>
    public required int Height { get; init; }

    public FlowSymbol Symbol => Symbols[0];

    /// <summary>Some words in the picture are cut for want of room; <see cref="FlowTable.WaysOut"/> tells them whole.</summary>
    public bool CutsWords => Labels.Any(l => FlowLabels.IsCut(l.Text)) || Symbols.Any(s => s.Caption is { } caption && FlowLabels.Caption(caption).Any(FlowLabels.IsCut));
}

/// <summary>The five symbols of the form, and the marks it needs beside them.</summary>
public enum FlowSymbolKind
{
    /// <summary>Capsule: the flow begins or ends.</summary>
    Terminator,
    /// <summary>Box: an activity.</summary>
    Process,
    /// <summary>Diamond: a decision.</summary>
    Decision,
    /// <summary>Pentagon: goes on elsewhere; its text is the number of the other row.</summary>
    Connector,
    /// <summary>Small capsule beside a diamond or a group of rows done at the same time.</summary>
    SmallTerminator,
    /// <summary>Dot under the role that reports, or that asks an outside party.</summary>
    Sender,
    /// <summary>Small box of an outside party that the row may wait for.</summary>
    Pause,
}

/// <summary>A symbol of fixed size. Its middle lies <paramref name="Dx"/>, <paramref name="Dy"/> pixels from the middle of its column and row.</summary>
public sealed record FlowSymbol(FlowSymbolKind Kind, int Column, int Dx, int Dy, string Text)
{
    /// <summary>The row is done once for each site.</summary>
    public bool PerSite { get; init; }
    /// <summary>While the row lasts an outside party works and the office's clock stands still.</summary>
    public bool Waits { get; init; }
    /// <summary>Words above the symbol, where its column's head does not tell them.</summary>
    public string? Caption { get; init; }

    public int HalfWidth => FlowSizes.HalfWidth(Kind);
    public int HalfHeight => FlowSizes.HalfHeight(Kind);
}

public enum FlowLineKind
{
    /// <summary>To the row that follows, by default or by <c>lanjut</c>.</summary>
    Next,
    /// <summary>Way out of a diamond.</summary>
    Outcome,
    /// <summary>Sent back for correction (dashed).</summary>
    Return,
    /// <summary>From the sender of a report to its receiver, or to the outside party asked; within the row.</summary>
    Report,
    /// <summary>To an outside party and back, when needed; within the row (dotted).</summary>
    Wait,
    /// <summary>Into one of the rows done at the same time.</summary>
    Split,
    /// <summary>Out of one of the rows done at the same time.</summary>
    Join,
    /// <summary>From the small capsule where the flow begins.</summary>
    Begin,
}

/// <summary>A line of the table. <paramref name="From"/> and <paramref name="To"/> are step ids; null where it begins or ends the flow.</summary>
/// <param name="Names">The outcomes that take this way; empty unless it leaves a diamond.</param>
/// <param name="Connected">Too many lines run here: this one is cut, with a pentagon at both ends and nothing between.</param>
public sealed record FlowLine(int Index, FlowLineKind Kind, string? From, string? To, IReadOnlyList<string> Names, bool Connected = false);

public enum FlowLevel { Top, Middle, Bottom }

/// <summary>A height in a row's cell. <paramref name="Offset"/> counts pixels downward from the middle and is 0 at the edges.</summary>
public readonly record struct FlowY(FlowLevel Level, int Offset)
{
    public static readonly FlowY Top = new(FlowLevel.Top, 0);
    public static readonly FlowY Bottom = new(FlowLevel.Bottom, 0);

    public static FlowY At(int offset) => new(FlowLevel.Middle, offset);
}

/// <summary>A straight piece of line <paramref name="Line"/> in one row's cell, upright or level; X in percent of the area of all columns.</summary>
/// <param name="Bar">Part of the bracket around rows done at the same time: drawn thick.</param>
public sealed record FlowPiece(int Line, double X1, FlowY Y1, double X2, FlowY Y2, bool Bar = false);

public enum FlowDirection { Down, Up, Left, Right }

/// <summary>An arrow's point, <paramref name="Dx"/>, <paramref name="Dy"/> pixels from the middle of a column and the row.</summary>
public sealed record FlowArrow(int Line, int Column, int Dx, int Dy, FlowDirection Direction);

/// <summary>Words beside a way out. Begins (or ends, when <paramref name="ToTheLeft"/>) Dx pixels from X percent, Dy pixels from the row's middle.</summary>
public sealed record FlowLabel(int Line, double X, int Dx, int Dy, bool ToTheLeft, string Text);

/// <summary>Half sizes of the symbols in pixels.</summary>
internal static class FlowSizes
{
    internal static int HalfWidth(FlowSymbolKind kind) => kind switch
    {
        FlowSymbolKind.Terminator => 26,
        FlowSymbolKind.Process => 22,
        FlowSymbolKind.Decision => 27,
        FlowSymbolKind.Connector => 11,
        FlowSymbolKind.SmallTerminator => 24,
        FlowSymbolKind.Sender => 4,
        _ => 14,
    };

    internal static int HalfHeight(FlowSymbolKind kind) => kind switch
    {
        FlowSymbolKind.Terminator => 12,
        FlowSymbolKind.Process => 13,
        FlowSymbolKind.Decision => 18,
        FlowSymbolKind.Connector => 9,
        FlowSymbolKind.SmallTerminator => 8,
        FlowSymbolKind.Sender => 4,
        _ => 9,
    };

    /// <summary>Half the width of a symbol at a height above or below its middle: where a line from the side meets its border.</summary>
    internal static int HalfWidthAt(FlowSymbolKind kind, int dy)
    {
        var (width, height) = (HalfWidth(kind), HalfHeight(kind));
        var far = Math.Min(Math.Abs(dy), height);
        return kind switch
        {
            FlowSymbolKind.Decision => width * (height - far) / height,
            FlowSymbolKind.Terminator or FlowSymbolKind.SmallTerminator or FlowSymbolKind.Sender =>
                width - height + (int)Math.Round(Math.Sqrt(height * height - far * far)),
            _ => width,
        };
    }
}
