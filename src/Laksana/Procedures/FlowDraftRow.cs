namespace Laksana.Procedures;

/// <summary>A row while the table is laid out.</summary>
internal sealed class FlowDraftRow(Step step, int index, int column)
{
    private readonly List<FlowSymbol> _marks = [];

    public Step Step => step;
    public int Index => index;
    public FlowSymbolKind Kind { get; set; }
    public string Text { get; set; } = "";
    /// <summary>Column of the row's own symbol; ways out leave from here.</summary>
    public int Column { get; private set; } = column;
    /// <summary>Column that lines come into: that of the sender's dot, or of the symbol itself.</summary>
    public int Entry { get; set; } = column;
    /// <summary>Column of the sender's dot; null when the symbol stands under the role that does the row.</summary>
    public int? Sender { get; private set; }
    /// <summary>Column of the party's small box; null when there is none.</summary>
    public int? Pause { get; set; }
    /// <summary>Column of the outside party the row waits for.</summary>
    public int? Party { get; set; }
    /// <summary>Name of that party where the column's head does not tell it.</summary>
    public string? Caption { get; set; }
    public FlowDraftGroup? Group { get; set; }
    /// <summary>A way out to the end takes the bottom of the diamond.</summary>
    public bool EndsBelow { get; set; }
    public List<FlowPort> Ports { get; } = [];
    public List<FlowPiece> Pieces { get; } = [];
    public List<FlowArrow> Arrows { get; } = [];
    public List<FlowLabel> Labels { get; } = [];

    public int HalfWidth => FlowSizes.HalfWidth(Kind);
    public int HalfHeight => FlowSizes.HalfHeight(Kind);
    /// <summary>Height, above the middle, at which a line from the row above turns toward its column.</summary>
    public int Track => -Labels.Select(l => 12 - l.Dy).Concat(_marks.Where(m => m.Dy < 0).Select(m => m.HalfHeight + 4 - m.Dy)).Append(HalfHeight + 12).Max();

    public void MoveTo(int to)
    {
        if (to == Column)
            return;
        (Sender, Column) = (Column, to);
    }

    public void Mark(FlowSymbol mark) => _marks.Add(mark);

    public IReadOnlyList<FlowSymbol> Marks => _marks;

    /// <summary>Boundaries between columns (0 left of the first) that a way out can reach sideways without crossing a mark.</summary>
    public (int From, int To) Reach(int columns) => Around(Column, columns);

    /// <summary>Boundaries from which a line can come in sideways.</summary>
    public (int From, int To) EntryReach(int columns)
    {
        var (from, to) = Around(Entry, columns);
        return Entry < Column ? (from, Entry) : Entry > Column ? (Entry + 1, to) : (from, to);
    }

    /// <summary>Columns taken at the height of the middle beside the symbol.</summary>
    public IEnumerable<int> MarkColumns =>
        new[] { Sender, Pause }.OfType<int>().Concat(_marks.Where(m => m.Dy == 0).Select(m => m.Column)).Distinct();

    /// <summary>A level line at the height of the middle already leaves the symbol on this side (-1 left, 1 right).</summary>
    public bool Linked(int side) => MarkColumns.Any(c => Math.Sign(c - Column) == side);

    public FlowRow Finish() => new()
    {
        Step = step,
        Index = index,
        Symbols = [new(Kind, Column, 0, 0, Text) { PerSite = step.PerSite is not null, Waits = Party == Column, Caption = Party == Column ? Caption : null }, .. _marks],
        Pieces = Pieces,
        Arrows = Arrows,
        Labels = Labels,
        Height = NeededHeight(),
    };

    private (int From, int To) Around(int column, int columns)
    {
        var taken = MarkColumns.Append(Column).Where(c => c != column).ToList();
        return (taken.Where(c => c < column).Select(c => c + 1).DefaultIfEmpty(0).Max(),
            taken.Where(c => c > column).DefaultIfEmpty(columns).Min());
    }

    private int NeededHeight()
    {
        var far = _marks.Select(m => Math.Abs(m.Dy) + m.HalfHeight)
            .Concat(Pieces.SelectMany(p => new[] { p.Y1, p.Y2 }).Select(y => Math.Abs(y.Offset)))
            .Concat(Labels.Select(l => l.Dy < 0 ? 6 - l.Dy : l.Dy + 2))
            .Append(HalfHeight + (Caption is null ? 8 : 22)).Max();
        return 2 * (far + 4);
    }
}

/// <summary>Where a lane meets a symbol's side; <paramref name="Side"/> -1 left, 1 right.</summary>
internal sealed record FlowPort(FlowLane Lane, int Column, int Side, bool Entry, bool Up)
{
    /// <summary>Pixels below the middle of the row.</summary>
    public int Dy { get; set; }
}
