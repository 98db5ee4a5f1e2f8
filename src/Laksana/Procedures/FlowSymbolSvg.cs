using System.Globalization;
using System.Text;

namespace Laksana.Procedures;

/// <summary>The five symbols of the form and the marks beside them, in pixels around their own middle.</summary>
internal static class FlowSymbolSvg
{
    /// <param name="state">Null for a mark beside the row's own symbol.</param>
    internal static void Draw(StringBuilder svg, FlowCanvas canvas, double middle, FlowSymbol symbol, RowState? state)
    {
        var own = state is null ? "" : " flow-own";
        svg.Append(canvas.Open(middle)).Append(CultureInfo.InvariantCulture, $"<g class=\"flow-{Class(symbol.Kind)}{own}\"{Move(symbol)}>");
        if (state == RowState.Now)
            svg.Append(Shape(symbol, "flow-ring", 4, " fill=\"none\" stroke=\"currentColor\" stroke-width=\"3\" stroke-opacity=\"0.3\""));
        if (symbol.PerSite)
            svg.Append("<g transform=\"translate(4 4)\">").Append(Shape(symbol, "flow-symbol", 0, Paint)).Append("</g>");
        svg.Append(Shape(symbol, "flow-symbol", 0, symbol.Kind == FlowSymbolKind.Sender ? " fill=\"currentColor\"" : Paint));
        DrawInside(svg, canvas, symbol, state);
        if (symbol.PerSite)
            canvas.Text(svg, -8, symbol.HalfHeight + (symbol.Kind == FlowSymbolKind.Decision ? 4 : 12), "flow-badge", 10, "end", FlowWords.Say["per-site"]);
        if (symbol.Caption is { } caption)
            foreach (var (i, words) in FlowLabels.Caption(caption).Reverse().Index())
                canvas.Text(svg, 0, -symbol.HalfHeight - 4 - 10 * i, "flow-caption", 9.5, "middle", words);
        svg.Append("</g>").Append(canvas.Close);
    }

    internal const string Paint = " fill=\"#fff\" stroke=\"currentColor\" stroke-width=\"1.5\"";

    private static void DrawInside(StringBuilder svg, FlowCanvas canvas, FlowSymbol symbol, RowState? state)
    {
        const string sign = " fill=\"none\" stroke=\"currentColor\" stroke-width=\"2.25\" stroke-linecap=\"round\" stroke-linejoin=\"round\"/>";
        var shift = symbol.Waits && symbol.Kind != FlowSymbolKind.Pause ? -6 : 0;
        if (symbol.Waits)
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"flow-pause\" d=\"M{(shift == 0 ? -2.5 : 9.5)} -4v8m5 -8v8\"").Append(sign);
        if (state == RowState.Done)
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"flow-sign\" d=\"M{shift - 5} 0l3.5 4l6.5 -8\"").Append(sign);
        else if (state == RowState.Returned)
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"flow-sign\" d=\"M{shift - 2} -6l-4 3.5l4 3.5m-4 -3.5h7a3.5 3.5 0 0 1 0 7h-4\"").Append(sign);
        else if (state == RowState.Now)
            svg.Append(CultureInfo.InvariantCulture, $"<circle class=\"flow-sign\" cx=\"{shift}\" cy=\"0\" r=\"4.5\" fill=\"currentColor\"/>");
        else if (symbol.Text.Length > 0)
            canvas.Text(svg, shift, 4, "flow-text", symbol.Kind is FlowSymbolKind.SmallTerminator or FlowSymbolKind.Connector || symbol.Text.Length > 4 ? 10 : 12, "middle", symbol.Text);
    }

    internal static string Shape(FlowSymbol symbol, string kind, int wider, string paint)
    {
        var (w, h) = (symbol.HalfWidth + wider, symbol.HalfHeight + wider);
        FormattableString shape = symbol.Kind switch
        {
            FlowSymbolKind.Decision => $"<path class=\"{kind}\" d=\"M0 {-h}L{w} 0L0 {h}L{-w} 0z\"{paint}/>",
            FlowSymbolKind.Connector => $"<path class=\"{kind}\" d=\"M{-w} {-h}h{2 * w}v{h + 1}L0 {h}L{-w} 1z\"{paint}/>",
            FlowSymbolKind.Terminator or FlowSymbolKind.SmallTerminator or FlowSymbolKind.Sender =>
                $"<rect class=\"{kind}\" x=\"{-w}\" y=\"{-h}\" width=\"{2 * w}\" height=\"{2 * h}\" rx=\"{h}\"{paint}/>",
            FlowSymbolKind.Pause => $"<rect class=\"{kind}\" x=\"{-w}\" y=\"{-h}\" width=\"{2 * w}\" height=\"{2 * h}\" stroke-dasharray=\"3 2\"{paint}/>",
            _ => $"<rect class=\"{kind}\" x=\"{-w}\" y=\"{-h}\" width=\"{2 * w}\" height=\"{2 * h}\"{paint}/>",
        };
        return shape.ToString(CultureInfo.InvariantCulture);
    }

    private static string Move(FlowSymbol symbol) =>
        symbol.Dx == 0 && symbol.Dy == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" transform=\"translate({symbol.Dx} {symbol.Dy})\"");

    private static string Class(FlowSymbolKind kind) => kind switch
    {
        FlowSymbolKind.Terminator => "terminator",
        FlowSymbolKind.Process => "process",
        FlowSymbolKind.Decision => "decision",
        FlowSymbolKind.Connector => "connector",
        FlowSymbolKind.SmallTerminator => "terminator-small",
        FlowSymbolKind.Sender => "sender",
        _ => "pause",
    };
}
