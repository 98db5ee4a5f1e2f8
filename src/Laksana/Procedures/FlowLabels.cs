namespace Laksana.Procedures;

/// <summary>Places the words beside the ways out of a diamond so that they stay in the table and off the line they belong to.</summary>
internal sealed class FlowLabels(FlowTableDraft draft, IReadOnlyList<FlowLane> lanes)
{
    private const int LineHeight = 11;
    private const int LongestLine = 18;
    // Mean width of a letter of 11 pixels.
    private const double Letter = 6;

    /// <summary>All words but those of connectors. Done before lines are drawn, which keep clear of high words.</summary>
    public void Write()
    {
        foreach (var lane in lanes)
            foreach (var line in lane.Lines.Where(l => l.Names.Count > 0))
                WriteOut(draft.Row(line.From)!, line, lane);
        foreach (var row in draft.Rows)
            if (draft.Direct(row.Index) is { } line)
                WriteBelow(row, line);
        foreach (var line in draft.Lines.Where(l => l is { Kind: FlowLineKind.Outcome, To: null }))
        {
            var row = draft.Row(line.From)!;
            var side = Math.Sign(row.Marks.First(m => m.Kind == FlowSymbolKind.SmallTerminator).Column - row.Column);
            if (row.EndsBelow)
                WriteBelow(row, line);
            else
            {
                var below = row.Ports.Exists(p => p.Side == side && p.Dy < 0 && p.Column == row.Column);
                Write(row, line, Middle(row.Column), side * (row.HalfWidth + 3), below ? 11 : -4, side < 0, below);
            }
        }
    }

    /// <summary>Beside the line that leaves the bottom, on the side where fewer words and lanes are in the way.</summary>
    private void WriteBelow(FlowDraftRow row, FlowLine line)
    {
        if (line.Names.Count == 0)
            return;
        var width = (Lines(Text(row, line), double.MaxValue).Max(l => l.Length) * Letter + 6) / Pixels;
        double InTheWay(int side) => lanes.Count(l => l.Covers(row.Index) && (l.X - Middle(row.Column)) * side is var far && far > 0 && far < width)
            + 2 * row.Ports.Count(p => p.Side == side && p.Dy > 0 && p.Column == row.Column)
            + (row.Step.PerSite is not null && side < 0 ? 2 : 0)
            + ((side < 0 ? Middle(row.Column) : 100 - Middle(row.Column)) < width ? 6 : 0);
        var toTheLeft = row.Column > 0 && InTheWay(-1) < InTheWay(1);
        var under = !row.EndsBelow && row.Ports.Any(p => p.Dy > 0 && !p.Entry && p.Column == row.Column && p.Side < 0 == toTheLeft) ? 10 : 0;
        Write(row, line, Middle(row.Column), toTheLeft ? -6 : 6, row.HalfHeight + 11 + under, toTheLeft, downward: true);
    }

    /// <summary>Beside the line from a symbol's side to its lane; beyond the lane where that would run through the words.</summary>
    private void WriteOut(FlowDraftRow row, FlowLine line, FlowLane lane)
    {
        var port = row.Ports.First(p => p.Lane == lane && !p.Entry);
        var below = port.Dy > 0 || port is { Dy: 0, Up: true };
        var dy = below ? port.Dy + 11 : port.Dy - 4;
        var toLane = Math.Abs(lane.X - Middle(row.Column)) * Pixels - row.HalfWidth - 8;
        if (below != port.Up && Lines(Text(row, line), toLane).Max(l => l.Length) * Letter > toLane)
        {
            var beside = lanes.Where(l => l.Boundary == lane.Boundary && l.Covers(row.Index)).Select(l => l.X).Append(lane.X);
            Write(row, line, port.Side < 0 ? beside.Min() : beside.Max(), port.Side * 5, dy, port.Side < 0, below);
            return;
        }
        // A line comes down to the sender's dot: high words stay this side of it.
        var toMark = row.MarkColumns.Select(c => (c - row.Column) * port.Side).Where(c => c > 0).DefaultIfEmpty(draft.Columns.Count).Min();
        Write(row, line, Middle(row.Column), port.Side * (row.HalfWidth + 3), dy, port.Side < 0, below,
            below ? double.MaxValue : toMark * FlowTableLayout.ColumnWidth - row.HalfWidth - 3);
    }

    /// <summary>Beside the connector of a line that is cut.</summary>
    public void Connector(FlowDraftRow row, FlowLine line, FlowSymbol mark) =>
        Write(row, line, Middle(row.Column), mark.Dx + (mark.Dx < 0 ? -13 : 13), mark.Dy + 4, mark.Dx < 0, downward: true);

    /// <summary>Pixels in a percent of the area when the columns are as narrow as they may be.</summary>
    private double Pixels => draft.Columns.Count * FlowTableLayout.ColumnWidth / 100.0;

    private double Middle(int column) => (column + 0.5) * 100 / draft.Columns.Count;

    private void Write(FlowDraftRow row, FlowLine line, double x, int dx, int dy, bool toTheLeft, bool downward, double room = double.MaxValue)
    {
        if (line.Names.Count == 0)
            return;
        var toEdge = (toTheLeft ? x : 100 - x) * Pixels - Math.Abs(dx);
        // Below a diamond that ends the flow there is room for one line above the small capsule.
        var lines = row.EndsBelow && line.To is null ? [Cut(Text(row, line), LongestLine)] : Lines(Text(row, line), Math.Min(room, toEdge), toEdge);
        for (var i = 0; i < lines.Count; i++)
            row.Labels.Add(new(line.Index, x, dx, dy + LineHeight * (downward ? i : i - lines.Count + 1), toTheLeft, lines[i]));
    }

    private static string Text(FlowDraftRow row, FlowLine line) =>
        line.Names.Count > 1 && line.Names.Count == row.Step.Outcomes.Count ? FlowWords.Say["any-answer"] : string.Join(", ", line.Names);

    /// <summary>One line, or two when that is too long for the room; cut only at the edge, the rest being told beside the table.</summary>
    internal static IReadOnlyList<string> Lines(string text, double room, double edge = double.MaxValue)
    {
        var most = Math.Clamp((int)(edge / Letter), 6, LongestLine);
        if (text.Length * Letter <= room && text.Length <= most)
            return [text];
        var space = Enumerable.Range(1, Math.Max(0, text.Length - 2)).Where(i => text[i] == ' ').OrderBy(i => Math.Abs(i - text.Length / 2)).DefaultIfEmpty(-1).First();
        return space < 0 ? [Cut(text, most)] : [Cut(text[..space], most), Cut(text[(space + 1)..], most)];
    }

    /// <summary>Words above a symbol.</summary>
    internal static IReadOnlyList<string> Caption(string caption) => Lines(caption, FlowTableLayout.ColumnWidth, FlowTableLayout.ColumnWidth + 6);

    internal static bool IsCut(string text) => text.EndsWith('…');

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..(most - 1)].TrimEnd() + "…";
}
