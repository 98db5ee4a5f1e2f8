namespace Laksana.Procedures;

/// <summary>Symbols and lines of the flow table in characters.</summary>
internal static class FlowTextLines
{
    /// <summary>The columns a line to the next row leaves from and comes into; null when none leads there.</summary>
    internal static (int From, int To)? Below(FlowTableLayout layout, int row)
    {
        var (from, to) = (layout.Rows[row], layout.Rows[row + 1]);
        var next = layout.Lines.Any(l => l.From == from.Step.Id && l.To == to.Step.Id && l.Kind is FlowLineKind.Next or FlowLineKind.Outcome or FlowLineKind.Join);
        var sender = to.Symbols.FirstOrDefault(s => s.Kind == FlowSymbolKind.Sender);
        return next ? (from.Symbol.Column, sender?.Column ?? to.Symbol.Column) : null;
    }

    internal static string Symbols(FlowTableLayout layout, int width, FlowRow row)
    {
        var cells = new string(' ', width * layout.Columns.Count).ToCharArray();
        var own = Middle(row.Symbol.Column, width);
        foreach (var mark in row.Symbols.Skip(1).Where(s => s.Kind is FlowSymbolKind.Sender or FlowSymbolKind.Pause))
        {
            var at = Middle(mark.Column, width);
            for (var i = Math.Min(at, own) + 1; i < Math.Max(at, own); i++)
                cells[i] = mark.Kind == FlowSymbolKind.Sender ? '─' : '·';
            cells[at] = mark.Kind == FlowSymbolKind.Sender ? '•' : '~';
        }
        var text = Text(row.Symbol, row.Step);
        for (var i = 0; i < text.Length; i++)
            if (own - text.Length / 2 + i is var at && at >= 0 && at < cells.Length)
                cells[at] = text[i];
        return new string(cells);
    }

    /// <summary>The stretch between two neighbouring rows: straight down, or with an elbow in the last line.</summary>
    internal static string Line(int width, int columns, (int From, int To) direct, bool last)
    {
        var cells = new string(' ', width * columns).ToCharArray();
        var (from, to) = (Middle(direct.From, width), Middle(direct.To, width));
        cells[from] = '│';
        if (!last || from == to)
            return new string(cells);
        for (var i = Math.Min(from, to); i <= Math.Max(from, to); i++)
            cells[i] = '─';
        cells[from] = from < to ? '└' : '┘';
        cells[to] = from < to ? '┐' : '┌';
        return new string(cells);
    }

    private static int Middle(int column, int width) => column * width + width / 2;

    private static string Text(FlowSymbol symbol, Step step)
    {
        var inside = step.Number + (symbol.Waits ? "~" : "") + (symbol.PerSite ? "×" : "") + (step.Parallel is null ? "" : "‖");
        return symbol.Kind switch
        {
            FlowSymbolKind.Terminator => $"({inside})",
            FlowSymbolKind.Decision => $"<{inside}>",
            _ => $"[{inside}]",
        };
    }
}
