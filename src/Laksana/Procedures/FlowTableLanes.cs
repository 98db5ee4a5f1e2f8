namespace Laksana.Procedures;

/// <summary>
/// Gives every line that does not simply run down to the next row a lane: an upright stretch beside a boundary between two columns, where no
/// symbol stands. Lines to the same row share a lane. A line for which no lane is left is cut, with connectors.
/// </summary>
internal sealed class FlowTableLanes(FlowTableDraft draft)
{
    private readonly List<FlowLane> _lanes = [];
    private readonly int _columns = draft.Columns.Count;

    public IReadOnlyList<FlowLane> Lanes => _lanes;

    public void Choose()
    {
        foreach (var group in draft.Rows.Select(r => r.Group).OfType<FlowDraftGroup>().Distinct())
            AddRails(group);
        foreach (var jump in Jumps().OrderBy(l => l.Last - l.First).ThenBy(l => l.Target).ThenBy(l => l.First).ThenBy(l => l.Dashed).ToList())
            if (BestBoundary(jump) is { } boundary)
                Add(jump, boundary);
            else
                jump.Lines.ForEach(draft.Connect);
        for (var boundary = 0; boundary <= _columns; boundary++)
            FlowLaneOrder.Spread([.. _lanes.Where(l => l.Boundary == boundary)], boundary, _columns);
        FlowPorts.Assign(draft.Rows, _lanes);
    }

    private void AddRails(FlowDraftGroup group)
    {
        var rows = draft.Rows.Skip(group.First).Take(group.Last - group.First + 1).ToList();
        var ids = rows.Select(r => r.Step.Id).ToHashSet();
        var split = new FlowLane(FlowLaneKind.Split, null, [.. draft.Lines.Where(l => l.Kind == FlowLineKind.Split && ids.Contains(l.To!))]);
        split.Stubs.AddRange(rows.Select(r => new FlowStub(r.Index, r.Entry, true)));
        Add(split, rows.Min(r => r.Entry));

        var lines = draft.Lines.Where(l => l.Kind == FlowLineKind.Join && ids.Contains(l.From!)).ToList();
        var target = draft.Row(lines[0].To)?.Index;
        var join = new FlowLane(FlowLaneKind.Join, target, lines);
        join.Stubs.AddRange(rows.Select(r => new FlowStub(r.Index, r.Column, false)));
        var boundary = rows.Max(r => r.Column) + 1;
        join.Ending = target is not { } to ? FlowLaneEnding.Terminator
            : to == group.Last + 1 ? FlowLaneEnding.FromAbove
            : Within(draft.Rows[to].EntryReach(_columns), boundary) && !ids.Contains(draft.Rows[to].Step.Id) ? FlowLaneEnding.Beside
            : FlowLaneEnding.Connector;
        if (join.Ending == FlowLaneEnding.Beside)
            join.Stubs.Add(new(target!.Value, draft.Rows[target.Value].Entry, true));
        join.Floor = join.Ending == FlowLaneEnding.FromAbove ? group.Last + 1 : group.Last;
        Add(join, boundary);
    }

    private IEnumerable<FlowLane> Jumps() =>
        draft.Lines
            .Where(l => l.To is not null && l.Kind is FlowLineKind.Next or FlowLineKind.Outcome or FlowLineKind.Return)
            .Where(l => draft.Direct(draft.Row(l.From)!.Index) != l)
            .GroupBy(l => (l.To, l.Kind == FlowLineKind.Return))
            .Select(group =>
            {
                var target = draft.Row(group.Key.To)!;
                var lane = new FlowLane(FlowLaneKind.Jump, target.Index, [.. group]);
                lane.Stubs.AddRange(group.Select(l => draft.Row(l.From)!).Select(r => new FlowStub(r.Index, r.Column, false)));
                lane.Stubs.Add(new(target.Index, target.Entry, true) { Way = !lane.Dashed && target.Group?.First == target.Index ? FlowStubWay.Bracket : FlowStubWay.Beside });
                return lane;
            });

    private void Add(FlowLane lane, int boundary)
    {
        lane.Boundary = boundary;
        _lanes.Add(lane);
    }

    /// <summary>The cheapest boundary with a slot left; where a mark stands in the way beside the symbol, the line comes in from above.</summary>
    private int? BestBoundary(FlowLane lane)
    {
        var entry = lane.Stubs.FindIndex(s => s.Entry);
        var beside = draft.Rows[lane.Target!.Value].EntryReach(_columns);
        var begins = draft.Rows[lane.Target!.Value].Marks.Any(m => m.Dy < 0);
        bool Over(int boundary) => lane.Stubs[entry].Way != FlowStubWay.Bracket && !Within(beside, boundary);
        var free = Enumerable.Range(0, _columns + 1)
            .Where(b => lane.Stubs.All(s => s.Entry || Within(draft.Rows[s.Row].Reach(_columns), b)))
            .Where(b => !begins || !Over(b))
            .Where(b => FlowLaneOrder.Slots([.. _lanes.Where(l => l.Boundary == b), lane]).Count <= (b == 0 || b == _columns ? 3 : 5))
            .ToList();
        if (free.Count == 0)
            return null;
        // Solid jumps go down the right of their symbols and returns up the left, when nothing else speaks for a side.
        var best = (lane.Dashed ? free : free.AsEnumerable().Reverse()).MinBy(b => Cost(lane, b) + (Over(b) ? 6 : 0));
        if (Over(best))
            lane.Stubs[entry] = lane.Stubs[entry] with { Way = FlowStubWay.Over };
        return best;
    }

    private double Cost(FlowLane lane, int boundary)
    {
        var length = lane.Stubs.Sum(s => Math.Abs(s.Column + 0.5 - boundary));
        var turns = lane.Stubs.Count(s => draft.Rows[s.Row].Linked(boundary <= s.Column ? -1 : 1));
        var crossed = lane.Stubs.Sum(s => _lanes.Count(l => l.Covers(s.Row) && Between(l.Boundary, s.Column + 0.5, boundary)));
        var elbows = Enumerable.Range(lane.First + 1, lane.Last - lane.First).Count(row => ElbowCrosses(row, boundary));
        var stubs = _lanes.SelectMany(l => l.Stubs.Where(s => s.Row > lane.First && s.Row < lane.Last && Between(boundary, s.Column + 0.5, l.Boundary))).Count();
        var shared = _lanes.Count(l => l.Boundary == boundary && l.First <= lane.Last && lane.First <= l.Last);
        // At the table's edges there is no room for words.
        var words = (boundary == 0 || boundary == _columns) && lane.Lines.Exists(l => l.Names.Count > 0) ? 12 : 0;
        return words + 10 * length + 3 * turns + 3 * crossed + 3 * elbows + 3 * stubs + 2 * shared;
    }

    private bool ElbowCrosses(int row, int boundary) =>
        draft.Direct(row - 1) is not null && Between(boundary, draft.Rows[row - 1].Column + 0.5, draft.Rows[row].Entry + 0.5);

    private static bool Between(double x, double a, double b) => x > Math.Min(a, b) && x < Math.Max(a, b);

    private static bool Within((int From, int To) reach, int boundary) => boundary >= reach.From && boundary <= reach.To;
}

internal enum FlowLaneKind { Jump, Split, Join }

/// <summary>How the bracket of rows done at the same time goes on.</summary>
internal enum FlowLaneEnding { Beside, FromAbove, Terminator, Connector }

/// <summary>Where a lane leaves or enters a symbol: the row, and the column of the symbol or sender's dot.</summary>
internal sealed record FlowStub(int Row, int Column, bool Entry)
{
    public FlowStubWay Way { get; init; }
}

/// <summary>How a lane meets a symbol: beside it; over the heads of the row's symbols and down; or at the head of the bracket around rows done together.</summary>
internal enum FlowStubWay { Beside, Over, Bracket }

/// <summary>An upright stretch beside boundary <see cref="Boundary"/> (0 left of the first column) and the lines that share it.</summary>
internal sealed class FlowLane(FlowLaneKind kind, int? target, List<FlowLine> lines)
{
    public FlowLaneKind Kind => kind;
    public int? Target => target;
    public List<FlowLine> Lines => lines;
    public List<FlowStub> Stubs { get; } = [];
    public bool Dashed => lines[0].Kind == FlowLineKind.Return;
    public FlowLaneEnding Ending { get; set; }
    /// <summary>The lane goes down to this row at least.</summary>
    public int Floor { get; set; }
    public int Boundary { get; set; }
    /// <summary>Percent of the area of all columns.</summary>
    public double X { get; set; }

    public int First => Stubs.Min(s => s.Row);
    public int Last => Math.Max(Floor, Stubs.Max(s => s.Row));

    public bool Covers(int row) => row >= First && row <= Last;
}
