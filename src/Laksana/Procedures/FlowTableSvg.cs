using System.Globalization;
using System.Text;
using System.Xml;

namespace Laksana.Procedures;

/// <summary>
/// Draws a row's cell of the flow table as a fragment of HTML: a strut that holds the least height, and an inline SVG that fills the cell.
/// Positions across are percent and positions down count from the middle, so that the picture stretches with the cell while symbols,
/// strokes and words keep their size. Colours come from <c>flow-table.css</c> through classes and <c>currentColor</c>; no inline styles, no ids.
/// </summary>
public static class FlowTableSvg
{
    /// <param name="row">Index of the row in the layout.</param>
    public static string RowCell(FlowTableLayout layout, int row, RowMarks marks)
    {
        var (drawn, svg) = (layout.Rows[row], new StringBuilder(2048));
        var label = Escape(FlowTable.Label(layout, drawn, marks.State));
        svg.Append(CultureInfo.InvariantCulture, $"<div class=\"flow-row\"><svg class=\"flow-strut\" width=\"1\" height=\"{drawn.Height}\" aria-hidden=\"true\"></svg>");
        svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"flow-cell flow-{Name(marks.State)}\" width=\"100%\" height=\"100%\" role=\"img\" aria-label=\"{label}\">");
        svg.Append("<svg y=\"50%\" overflow=\"visible\">");
        DrawRow(svg, FlowCanvas.Stretching, layout, drawn, marks);
        return svg.Append("</svg></svg></div>").ToString();
    }

    /// <summary>The same picture for paper, where the size of the cell is known beforehand: no percent, no nested pictures, black on white.</summary>
    /// <param name="width">Of all columns together, in pixels.</param>
    /// <param name="height">Of the row, at least <see cref="FlowRow.Height"/>.</param>
    public static string RowPicture(FlowTableLayout layout, int row, int width, int height)
    {
        var (canvas, svg) = (new FlowCanvas(width, height), new StringBuilder(2048));
        canvas.Begin(svg);
        DrawRow(svg, canvas, layout, layout.Rows[row], RowMarks.Plain);
        return svg.Append("</g></svg>").ToString();
    }

    private static void DrawRow(StringBuilder svg, FlowCanvas canvas, FlowTableLayout layout, FlowRow drawn, RowMarks marks)
    {
        DrawColumns(svg, canvas, layout);
        DrawLines(svg, canvas, layout, drawn, marks, taken: false);
        DrawLines(svg, canvas, layout, drawn, marks, taken: true);
        foreach (var mark in drawn.Symbols.Skip(1).Append(drawn.Symbol))
            FlowSymbolSvg.Draw(svg, canvas, layout.Middle(mark.Column), mark, mark == drawn.Symbol ? marks.State : null);
        DrawArrows(svg, canvas, layout, drawn, marks);
        foreach (var text in drawn.Labels)
            DrawLabel(svg, canvas, text, marks.Taken.Contains(text.Line));
    }

    internal static void DrawColumns(StringBuilder svg, FlowCanvas canvas, FlowTableLayout layout)
    {
        var width = 100.0 / layout.Columns.Count;
        for (var i = 0; i < layout.Columns.Count; i++)
        {
            if (layout.Columns[i].Outside)
                svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"flow-outside\" x=\"{canvas.X(i * width)}\" y=\"{canvas.Top}\" width=\"{canvas.X(width)}\" height=\"{canvas.All}\" fill=\"none\"/>");
            if (i > 0)
                svg.Append(CultureInfo.InvariantCulture, $"<line class=\"flow-grid\" x1=\"{canvas.X(i * width)}\" y1=\"{canvas.Top}\" x2=\"{canvas.X(i * width)}\" y2=\"{canvas.Bottom}\" stroke=\"{canvas.Grid}\" stroke-width=\"0.5\"/>");
        }
    }

    private static void DrawLines(StringBuilder svg, FlowCanvas canvas, FlowTableLayout layout, FlowRow row, RowMarks marks, bool taken)
    {
        var drawn = new HashSet<string>();
        foreach (var piece in row.Pieces.Where(p => marks.Taken.Contains(p.Line) == taken))
        {
            var line = $"<line class=\"{Classes(layout.Lines[piece.Line], taken, piece.Bar)}\" x1=\"{canvas.X(piece.X1)}\" y1=\"{canvas.Y(piece.Y1)}\" x2=\"{canvas.X(piece.X2)}\" y2=\"{canvas.Y(piece.Y2)}\" stroke=\"currentColor\"{Stroke(layout.Lines[piece.Line], taken, piece.Bar)}/>";
            if (drawn.Add(line))
                svg.Append(line);
        }
    }

    private static void DrawArrows(StringBuilder svg, FlowCanvas canvas, FlowTableLayout layout, FlowRow row, RowMarks marks)
    {
        // An arrow that two lines share shows the one that was gone.
        foreach (var arrow in row.Arrows.OrderByDescending(a => marks.Taken.Contains(a.Line)).DistinctBy(a => a with { Line = 0 }))
        {
            var (x, y) = (arrow.Dx, arrow.Dy);
            var point = arrow.Direction switch
            {
                FlowDirection.Down => $"M{x} {y}l-3.5 -7h7z",
                FlowDirection.Up => $"M{x} {y}l-3.5 7h7z",
                FlowDirection.Right => $"M{x} {y}l-7 -3.5v7z",
                _ => $"M{x} {y}l7 -3.5v7z",
            };
            var kind = Classes(layout.Lines[arrow.Line], marks.Taken.Contains(arrow.Line), false);
            svg.Append(canvas.Open(layout.Middle(arrow.Column))).Append(CultureInfo.InvariantCulture, $"<path class=\"{kind} flow-arrow\" d=\"{point}\" fill=\"currentColor\"/>").Append(canvas.Close);
        }
    }

    private static string Classes(FlowLine line, bool taken, bool bar) =>
        "flow-line" + (line.Kind == FlowLineKind.Return ? " flow-back" : "") + (bar ? " flow-bar" : "") + (taken ? " flow-taken" : "");

    private static string Stroke(FlowLine line, bool taken, bool bar) => line.Kind switch
    {
        _ when bar => " stroke-width=\"4\" stroke-linecap=\"square\"",
        FlowLineKind.Return => $" stroke-width=\"{(taken ? 2 : 1.25).ToString(CultureInfo.InvariantCulture)}\" stroke-dasharray=\"5 3\"",
        FlowLineKind.Wait => " stroke-width=\"1.5\" stroke-dasharray=\"2 3\"",
        _ => $" stroke-width=\"{(taken ? 2.5 : 1.5).ToString(CultureInfo.InvariantCulture)}\" stroke-linecap=\"square\"",
    };

    private static void DrawLabel(StringBuilder svg, FlowCanvas canvas, FlowLabel label, bool taken)
    {
        var anchor = label.ToTheLeft ? "end" : "start";
        svg.Append(canvas.Open(label.X));
        canvas.Text(svg, label.Dx, label.Dy, "flow-label" + (taken ? " flow-taken" : ""), 11, anchor, label.Text);
        svg.Append(canvas.Close);
    }

    private static string Name(RowState state) => state switch
    {
        RowState.Next => "next",
        RowState.Now => "now",
        RowState.Done => "done",
        RowState.Returned => "returned",
        _ => "plain",
    };

    internal static string Percent(double x) => x.ToString("0.##", CultureInfo.InvariantCulture) + "%";

    /// <summary>Text as XML and HTML both read it; what XML cannot hold at all is left out.</summary>
    internal static string Escape(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            _ = rune.Value switch
            {
                '&' => safe.Append("&amp;"),
                '<' => safe.Append("&lt;"),
                '>' => safe.Append("&gt;"),
                '"' => safe.Append("&quot;"),
                '\'' => safe.Append("&#39;"),
                _ when rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) => safe,
                _ => safe.Append(rune.ToString()),
            };
        return safe.ToString();
    }
}
