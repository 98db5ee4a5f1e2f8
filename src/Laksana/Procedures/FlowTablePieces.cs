namespace Laksana.Procedures;

/// <summary>Turns lines, lanes and ports into the pieces, arrows and labels of each row's cell.</summary>
internal sealed partial class FlowTablePieces(FlowTableDraft draft, IReadOnlyList<FlowLane> lanes)
{
    private readonly FlowLabels _labels = new(draft, lanes);

    public void Draw()
    {
        // Connectors and high words first: the lines between rows keep clear of both.
        foreach (var line in draft.Lines.Where(l => l.Connected))
            DrawConnectors(line);
        _labels.Write();
        foreach (var row in draft.Rows)
            if (draft.Direct(row.Index) is { } line)
            {
                Piece(row, line, Middle(row.Column), FlowY.At(row.HalfHeight), Middle(row.Column), FlowY.Bottom);
                EnterFromAbove(draft.Rows[row.Index + 1], line, Middle(row.Column));
            }
        foreach (var lane in lanes)
            foreach (var line in lane.Lines)
                DrawLane(lane, line);
        foreach (var line in draft.Lines)
            DrawWithinRow(line);
    }

    private void DrawLane(FlowLane lane, FlowLine line)
    {
        var from = draft.Row(line.From);
        if (lane.Kind == FlowLaneKind.Split)
        {
            var row = draft.Row(line.To)!;
            Upright(lane, line, draft.Rows[lane.First], SplitTop(lane), row, FlowY.At(Port(row, lane, true).Dy));
            EnterBeside(row, lane, line);
            return;
        }
        var exit = Port(from!, lane, false);
        Piece(from!, line, Middle(from!.Column), FlowY.At(exit.Dy), lane.X, FlowY.At(exit.Dy));
        if (lane.Kind == FlowLaneKind.Jump || lane.Ending == FlowLaneEnding.Beside)
        {
            var to = draft.Rows[lane.Target!.Value];
            var stub = lane.Stubs.First(s => s.Entry);
            if (stub.Way != FlowStubWay.Beside)
            {
                var height = stub.Way == FlowStubWay.Bracket ? to.Track : to.Track - 6;
                Upright(lane, line, from, FlowY.At(exit.Dy), to, FlowY.At(height));
                if (stub.Way == FlowStubWay.Over)
                    EnterOver(to, lane, line);
                else
                    Piece(to, line, lane.X, FlowY.At(height), lanes.First(l => l.Kind == FlowLaneKind.Split && l.First == to.Index).X, FlowY.At(height));
                return;
            }
            Upright(lane, line, from, FlowY.At(exit.Dy), to, FlowY.At(Port(to, lane, true).Dy));
            EnterBeside(to, lane, line);
        }
        else
            DrawJoin(lane, line, from, exit);
    }

    private void DrawJoin(FlowLane lane, FlowLine line, FlowDraftRow from, FlowPort exit)
    {
        var last = draft.Rows[from.Group!.Last];
        if (lane.Ending == FlowLaneEnding.FromAbove)
        {
            Upright(lane, line, from, FlowY.At(exit.Dy), last, FlowY.Bottom);
            EnterFromAbove(draft.Rows[last.Index + 1], line, lane.X);
            return;
        }
        var foot = FlowY.At(last.HalfHeight + 22);
        Upright(lane, line, from, FlowY.At(exit.Dy), last, foot);
        Piece(last, line, lane.X, foot, Middle(last.Column), foot);
        var mark = lane.Ending == FlowLaneEnding.Terminator
            ? new FlowSymbol(FlowSymbolKind.SmallTerminator, last.Column, 0, foot.Offset, FlowWords.Say["end"])
            : new FlowSymbol(FlowSymbolKind.Connector, last.Column, 0, foot.Offset, draft.Rows[lane.Target!.Value].Step.Number);
        if (!last.Marks.Contains(mark))
            last.Mark(mark);
        Arrow(last, line, last.Column, mark.HalfWidth, foot.Offset, FlowDirection.Left);
        if (lane.Ending == FlowLaneEnding.Connector)
            MarkConnector(draft.Rows[lane.Target!.Value], last.Step.Number, -1);
    }

    /// <summary>From the row above (at <paramref name="x"/>) into the row, or onto the bracket of the rows done at the same time.</summary>
    private void EnterFromAbove(FlowDraftRow row, FlowLine line, double x)
    {
        var track = FlowY.At(row.Track);
        var split = row.Group?.First == row.Index ? lanes.First(l => l.Kind == FlowLaneKind.Split && l.First == row.Index) : null;
        var to = split?.X ?? Middle(row.Entry);
        if (Math.Abs(x - to) < 0.001)
            track = FlowY.Top;
        else
        {
            Piece(row, line, x, FlowY.Top, x, track);
            Piece(row, line, x, track, to, track);
        }
        var top = split is null ? -EntryHalf(row) : row.Track;
        Piece(row, line, to, track, to, FlowY.At(top));
        if (split is null)
            Arrow(row, line, row.Entry, 0, top, FlowDirection.Down);
    }

    /// <summary>Over the heads of the row's symbols, where a mark stands in the way beside them.</summary>
    private void EnterOver(FlowDraftRow row, FlowLane lane, FlowLine line)
    {
        var (track, top) = (FlowY.At(row.Track - 6), -EntryHalf(row));
        Piece(row, line, lane.X, track, Middle(row.Entry), track);
        Piece(row, line, Middle(row.Entry), track, Middle(row.Entry), FlowY.At(top));
        Arrow(row, line, row.Entry, 0, top, FlowDirection.Down);
    }

    private void EnterBeside(FlowDraftRow row, FlowLane lane, FlowLine line)
    {
        var port = Port(row, lane, true);
        Piece(row, line, lane.X, FlowY.At(port.Dy), Middle(port.Column), FlowY.At(port.Dy));
        var kind = row.Entry == row.Column ? row.Kind : FlowSymbolKind.Sender;
        Arrow(row, line, port.Column, port.Side * FlowSizes.HalfWidthAt(kind, port.Dy), port.Dy, port.Side < 0 ? FlowDirection.Right : FlowDirection.Left);
    }

    /// <summary>The lane's upright stretch between two rows, in either direction.</summary>
    private void Upright(FlowLane lane, FlowLine line, FlowDraftRow a, FlowY atA, FlowDraftRow b, FlowY atB)
    {
        var ((upper, top), (lower, bottom)) = a.Index <= b.Index ? ((a, atA), (b, atB)) : ((b, atB), (a, atA));
        for (var i = upper.Index; i <= lower.Index; i++)
        {
            var (y1, y2) = (i == upper.Index ? top : FlowY.Top, i == lower.Index ? bottom : FlowY.Bottom);
            var group = (line.Kind == FlowLineKind.Split ? draft.Row(line.To) : draft.Row(line.From))?.Group;
            var bar = lane.Kind != FlowLaneKind.Jump && i >= group!.First && i <= group.Last;
            if (y1 != y2)
                draft.Rows[i].Pieces.Add(new(line.Index, lane.X, y1, lane.X, y2, bar));
        }
    }

    private FlowY SplitTop(FlowLane lane)
    {
        var row = draft.Rows[lane.First];
        var entered = lanes.Any(l => l.Target == row.Index && l.Stubs.Any(s => s.Way == FlowStubWay.Bracket));
        return FlowY.At(row.Index > 0 || entered ? row.Track : BeginAt(row));
    }

    private double Middle(int column) => (column + 0.5) * 100 / draft.Columns.Count;

    private static int BeginAt(FlowDraftRow row) => row.Marks.First(m => m.Kind == FlowSymbolKind.SmallTerminator && m.Dy < 0).Dy;

    private static FlowPort Port(FlowDraftRow row, FlowLane lane, bool entry) => row.Ports.First(p => p.Lane == lane && p.Entry == entry);

    private static int EntryHalf(FlowDraftRow row) => row.Entry == row.Column ? row.HalfHeight : FlowSizes.HalfHeight(FlowSymbolKind.Sender);

    private static void Piece(FlowDraftRow row, FlowLine line, double x1, FlowY y1, double x2, FlowY y2)
    {
        if (y1 != y2 || Math.Abs(x1 - x2) > 0.001)
            row.Pieces.Add(new(line.Index, x1, y1, x2, y2));
    }

    private static void Arrow(FlowDraftRow row, FlowLine line, int column, int dx, int dy, FlowDirection direction) =>
        row.Arrows.Add(new(line.Index, column, dx, dy, direction));
}
