using System.Globalization;
using System.Text;

namespace Laksana.Procedures;

/// <summary>The strip of off-page connectors at the foot of a page and at the head of the next.</summary>
public static class FlowOffPageSvg
{
    private const int Half = 9;

    /// <summary>For the screen's table as the browser prints it: stretches with the columns.</summary>
    /// <param name="foot">At the end of a page; otherwise at the beginning of the next.</param>
    public static string Cell(FlowTableLayout layout, IReadOnlyList<FlowOffPage> connectors, bool foot)
    {
        var (svg, height) = (new StringBuilder(512), FlowPages.Height(connectors));
        svg.Append(CultureInfo.InvariantCulture, $"<div class=\"flow-row\"><svg class=\"flow-strut\" width=\"1\" height=\"{height}\" aria-hidden=\"true\"></svg><svg class=\"flow-cell flow-plain\" width=\"100%\" height=\"100%\" aria-hidden=\"true\"><svg y=\"50%\" overflow=\"visible\">");
        Draw(svg, FlowCanvas.Stretching, layout, connectors, foot);
        return svg.Append("</svg></svg></div>").ToString();
    }

    /// <summary>For paper of a known width.</summary>
    public static string Picture(FlowTableLayout layout, IReadOnlyList<FlowOffPage> connectors, bool foot, int width)
    {
        var (svg, canvas) = (new StringBuilder(512), new FlowCanvas(width, FlowPages.Height(connectors)));
        canvas.Begin(svg);
        Draw(svg, canvas, layout, connectors, foot);
        return svg.Append("</g></svg>").ToString();
    }

    private static void Draw(StringBuilder svg, FlowCanvas canvas, FlowTableLayout layout, IReadOnlyList<FlowOffPage> connectors, bool foot)
    {
        FlowTableSvg.DrawColumns(svg, canvas, layout);
        foreach (var connector in connectors)
            DrawOne(svg, canvas, connector, foot, FlowPages.Height(connectors) / 2);
    }

    /// <summary>The line comes from the table's edge, moves aside on its track, and ends at the pentagon; at the head of a page the same upside down.</summary>
    private static void DrawOne(StringBuilder svg, FlowCanvas canvas, FlowOffPage connector, bool foot, int edge)
    {
        var way = foot ? 1 : -1;
        var (start, track, middle) = (-edge * way, (-edge + 4 + 5 * connector.Track) * way, (edge - Half - 3) * way);
        var border = middle - way * Half;
        var dash = connector.Dashed ? " stroke-dasharray=\"5 3\"" : "";
        svg.Append(canvas.Open(connector.X)).Append(CultureInfo.InvariantCulture,
            $"<path class=\"flow-line\" d=\"M0 {start}V{track}H{connector.Shift}V{border}\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.5\"{dash}/>");
        if (connector.Down == foot)
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"flow-line flow-arrow\" d=\"M{connector.Shift} {border}l-3.5 {-7 * way}h7z\" fill=\"currentColor\"/>");
        svg.Append(CultureInfo.InvariantCulture, $"<g transform=\"translate({connector.Shift} {middle})\">")
            .Append(FlowSymbolSvg.Shape(new(FlowSymbolKind.Connector, 0, 0, 0, ""), "flow-symbol", 0, FlowSymbolSvg.Paint));
        canvas.Text(svg, 0, 3, "flow-text", 10, "middle", connector.Letter);
        svg.Append("</g>").Append(canvas.Close);
    }
}
