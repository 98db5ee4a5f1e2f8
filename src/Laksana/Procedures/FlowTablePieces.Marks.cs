namespace Laksana.Procedures;

/// <summary>What stays within one row: begin and end, sender, outside party, connectors.</summary>
internal sealed partial class FlowTablePieces
{
    private void DrawWithinRow(FlowLine line)
    {
        var row = draft.Row(line.From ?? line.To)!;
        if (line.Kind == FlowLineKind.Begin)
            DrawBegin(row, line);
        else if (line.Kind == FlowLineKind.Report)
            DrawReport(row, line);
        else if (line.Kind == FlowLineKind.Wait)
            DrawWait(row, line);
        else if (line is { Kind: FlowLineKind.Outcome, To: null })
            DrawEnd(row, line);
    }

    private void DrawBegin(FlowDraftRow row, FlowLine line)
    {
        var split = lanes.FirstOrDefault(l => l.Kind == FlowLaneKind.Split && l.First == row.Index);
        var mark = row.Marks.First(m => m.Kind == FlowSymbolKind.SmallTerminator && m.Dy < 0);
        if (split is not null)
        {
            Piece(row, line, Middle(mark.Column), FlowY.At(mark.Dy), split.X, FlowY.At(mark.Dy));
            return;
        }
        Piece(row, line, Middle(mark.Column), FlowY.At(mark.Dy + mark.HalfHeight), Middle(row.Entry), FlowY.At(-EntryHalf(row)));
        Arrow(row, line, row.Entry, 0, -EntryHalf(row), FlowDirection.Down);
    }

    private void DrawReport(FlowDraftRow row, FlowLine line)
    {
        var side = Math.Sign(row.Sender!.Value - row.Column);
        row.Mark(new(FlowSymbolKind.Sender, row.Sender.Value, 0, 0, ""));
        Piece(row, line, Middle(row.Sender.Value), FlowY.At(0), Middle(row.Column), FlowY.At(0));
        Arrow(row, line, row.Column, side * FlowSizes.HalfWidth(row.Kind), 0, side < 0 ? FlowDirection.Right : FlowDirection.Left);
    }

    private void DrawWait(FlowDraftRow row, FlowLine line)
    {
        var pause = new FlowSymbol(FlowSymbolKind.Pause, row.Pause!.Value, 0, 0, "") { Waits = true, Caption = row.Caption };
        var side = Math.Sign(pause.Column - row.Column);
        // Where the sender's dot lies between, the sender is the one who asks.
        var (asks, half) = row.Sender is { } sender && Math.Sign(sender - row.Column) == side
            ? (sender, FlowSizes.HalfWidth(FlowSymbolKind.Sender)) : (row.Column, row.HalfWidth);
        row.Mark(pause);
        Piece(row, line, Middle(asks), FlowY.At(0), Middle(pause.Column), FlowY.At(0));
        Arrow(row, line, pause.Column, -side * pause.HalfWidth, 0, side < 0 ? FlowDirection.Left : FlowDirection.Right);
        Arrow(row, line, asks, side * half, 0, side < 0 ? FlowDirection.Right : FlowDirection.Left);
    }

    private void DrawEnd(FlowDraftRow row, FlowLine line)
    {
        var mark = row.Marks.First(m => m.Kind == FlowSymbolKind.SmallTerminator && m.Dy >= 0);
        if (row.EndsBelow)
        {
            Piece(row, line, Middle(row.Column), FlowY.At(row.HalfHeight), Middle(row.Column), FlowY.At(mark.Dy - mark.HalfHeight));
            Arrow(row, line, row.Column, 0, mark.Dy - mark.HalfHeight, FlowDirection.Down);
            return;
        }
        var side = Math.Sign(mark.Column - row.Column);
        Piece(row, line, Middle(row.Column), FlowY.At(0), Middle(mark.Column), FlowY.At(0));
        Arrow(row, line, mark.Column, -side * mark.HalfWidth, 0, side < 0 ? FlowDirection.Left : FlowDirection.Right);
    }

    private void DrawConnectors(FlowLine line)
    {
        var (from, to) = (draft.Row(line.From)!, draft.Row(line.To)!);
        var mark = MarkConnector(from, to.Step.Number, 1);
        MarkConnector(to, from.Step.Number, -1);
        _labels.Connector(from, line, mark);
    }

    /// <summary>Below the symbol where a cut line goes out, above where it comes in; right and left of the line in the middle.</summary>
    private static FlowSymbol MarkConnector(FlowDraftRow row, string number, int down)
    {
        var before = row.Marks.Count(m => m.Kind == FlowSymbolKind.Connector && m.Dx != 0 && Math.Sign(m.Dy) == down);
        var clear = row.HalfHeight + 11 + (row.Marks.Any(m => m.Kind == FlowSymbolKind.SmallTerminator && m.Dy * down > 0) ? 24 : 0);
        var column = down > 0 ? row.Column : row.Entry;
        var mark = new FlowSymbol(FlowSymbolKind.Connector, column, before % 2 == 0 ? 16 : -16, down * (clear + before / 2 * 20), number);
        row.Mark(mark);
        return mark;
    }
}
