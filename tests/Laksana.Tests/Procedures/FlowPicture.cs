using Laksana.Procedures;
using Xunit;

namespace Laksana.Tests.Procedures;

/// <summary>A layout as it comes out on a screen: every row higher than it must be by another amount, columns as narrow as they may be.</summary>
internal sealed class FlowPicture
{
    private const double Near = 0.6;

    private readonly FlowTableLayout _layout;
    private readonly double[] _tops;
    private readonly double _width;

    internal FlowPicture(FlowTableLayout layout)
    {
        _layout = layout;
        _width = layout.Columns.Count * FlowTableLayout.ColumnWidth;
        _tops = new double[layout.Rows.Count + 1];
        foreach (var row in layout.Rows)
            _tops[row.Index + 1] = _tops[row.Index] + row.Height + row.Index * 7 % 40;
    }

    internal readonly record struct Point(double X, double Y)
    {
        internal bool Is(Point other) => Math.Abs(X - other.X) < Near && Math.Abs(Y - other.Y) < Near;
    }

    internal readonly record struct Box(double Left, double Top, double Right, double Bottom)
    {
        internal bool Holds(Point p) => p.X > Left - Near && p.X < Right + Near && p.Y > Top - Near && p.Y < Bottom + Near;

        /// <summary>A level or upright stretch has more than its edge in the box.</summary>
        internal bool Cut(Point a, Point b) =>
            Math.Max(a.X, b.X) > Left + Near && Math.Min(a.X, b.X) < Right - Near && Math.Max(a.Y, b.Y) > Top + Near && Math.Min(a.Y, b.Y) < Bottom - Near;
    }

    internal Box BoxOf(FlowRow row, FlowSymbol symbol)
    {
        var (x, y) = (_layout.Middle(symbol.Column) * _width / 100 + symbol.Dx, Y(row, FlowY.At(symbol.Dy)));
        return new(x - symbol.HalfWidth, y - symbol.HalfHeight, x + symbol.HalfWidth, y + symbol.HalfHeight);
    }

    internal Box Cell(FlowRow row, int column) =>
        new(column * FlowTableLayout.ColumnWidth, _tops[row.Index], (column + 1) * FlowTableLayout.ColumnWidth, _tops[row.Index + 1]);

    internal IReadOnlyList<(Point A, Point B)> Stretches(FlowLine line) =>
        [.. _layout.Rows.SelectMany(r => r.Pieces.Where(p => p.Line == line.Index).Select(p => Stretch(r, p)))];

    internal (Point A, Point B) Stretch(FlowRow row, FlowPiece piece) =>
        (new(piece.X1 * _width / 100, Y(row, piece.Y1)), new(piece.X2 * _width / 100, Y(row, piece.Y2)));

    /// <summary>Every stretch of a line hangs together with the others; returns the two loose ends.</summary>
    internal IReadOnlyList<Point> EndsOf(FlowLine line)
    {
        var stretches = Stretches(line);
        Assert.NotEmpty(stretches);
        var reached = new List<int> { 0 };
        for (var i = 0; i < reached.Count; i++)
            reached.AddRange(Enumerable.Range(0, stretches.Count).Where(k => !reached.Contains(k) && Touch(stretches[reached[i]], stretches[k])).ToList());
        Assert.True(reached.Count == stretches.Count, $"line {line} is in pieces");
        var points = stretches.SelectMany(s => new[] { s.A, s.B }).ToList();
        return [.. points.Where(p => points.Count(q => q.Is(p)) == 1)];
    }

    private static bool Touch((Point A, Point B) s, (Point A, Point B) t) => s.A.Is(t.A) || s.A.Is(t.B) || s.B.Is(t.A) || s.B.Is(t.B);

    private double Y(FlowRow row, FlowY y) => y.Level switch
    {
        FlowLevel.Top => _tops[row.Index],
        FlowLevel.Bottom => _tops[row.Index + 1],
        _ => (_tops[row.Index] + _tops[row.Index + 1]) / 2 + y.Offset,
    };
}
