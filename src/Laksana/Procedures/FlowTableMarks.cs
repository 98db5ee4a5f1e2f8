using System.Collections.Immutable;

namespace Laksana.Procedures;

/// <summary>How far a row of the picture is. <see cref="Plain"/> is a sheet without a case.</summary>
public enum RowState { Plain, Next, Now, Done, Returned }

/// <summary>What a row's cell shows of a running case: its state, and the indexes of all lines of the table that were gone.</summary>
public sealed record RowMarks(RowState State, IReadOnlySet<int> Taken)
{
    /// <summary>A sheet without a case.</summary>
    public static readonly RowMarks Plain = new(RowState.Plain, ImmutableHashSet<int>.Empty);
}

/// <summary>One passage of a case through a row, in the order they began. Neither done nor returned: the row is open.</summary>
public sealed record FlowPassage(string Step)
{
    public bool Done { get; init; }
    public string? Outcome { get; init; }
    /// <summary>Step id the work was sent back to.</summary>
    public string? ReturnedTo { get; init; }
    /// <summary>The sender of a report is done.</summary>
    public bool Reported { get; init; }
    /// <summary>An outside party was (or is) waited for.</summary>
    public bool Waited { get; init; }
}

public static partial class FlowTable
{
    /// <summary>The marks of every row of a running case, in the order of the rows.</summary>
    public static IReadOnlyList<RowMarks> Marks(FlowTableLayout layout, IReadOnlyCollection<FlowPassage> passages)
    {
        var taken = layout.Lines.Where(l => passages.Any(p => Took(p, l))).Select(l => l.Index).ToImmutableHashSet();
        return [.. layout.Rows.Select(r => new RowMarks(State([.. passages.Where(p => p.Step == r.Step.Id)]), taken))];
    }

    private static RowState State(IReadOnlyList<FlowPassage> passages) =>
        passages.Count == 0 ? RowState.Next
        : passages.Any(p => !p.Done && p.ReturnedTo is null) ? RowState.Now
        : passages[^1].Done ? RowState.Done
        : RowState.Returned;

    private static bool Took(FlowPassage passage, FlowLine line) => line.Kind switch
    {
        FlowLineKind.Begin or FlowLineKind.Split => line.To == passage.Step,
        _ when line.From != passage.Step => false,
        FlowLineKind.Report => passage.Reported || passage.Done || passage.ReturnedTo is not null,
        FlowLineKind.Wait => passage.Waited,
        FlowLineKind.Return => line.To == passage.ReturnedTo,
        FlowLineKind.Outcome => passage.Done && passage.Outcome is { } name && line.Names.Contains(name),
        _ => passage.Done,
    };
}
