namespace Laksana.Procedures;

/// <summary>
/// A sheet as a case goes through it, apart from any engine: a stop is one row, or the neighbouring rows done at the same time.
/// Pure; made for walking paths and drawing lines.
/// </summary>
internal sealed class FlowGraph
{
    private readonly List<FlowStop> _stops = [];
    private readonly Dictionary<string, FlowStop> _stopOf = [];
    private readonly Dictionary<string, FlowStop> _alone = [];

    public FlowGraph(Procedure procedure)
    {
        foreach (var rows in Groups(procedure.Steps))
        {
            var stop = new FlowStop(_stops.Count, rows);
            _stops.Add(stop);
            foreach (var row in rows)
                _stopOf[row.Id] = stop;
        }
        foreach (var stop in _stops.ToList())
            Link(stop);
    }

    /// <summary>Stops in the order of the sheet, then the rows of groups that can be sent back to by themselves.</summary>
    public IReadOnlyList<FlowStop> Stops => _stops;

    /// <summary>Neighbouring rows that share a name are one group; every other row is a group of its own.</summary>
    public static IEnumerable<IReadOnlyList<Step>> Groups(IReadOnlyList<Step> steps)
    {
        for (var i = 0; i < steps.Count;)
        {
            var from = i++;
            while (i < steps.Count && steps[from].Parallel is { } name && steps[i].Parallel == name)
                i++;
            yield return [.. steps.Skip(from).Take(i - from)];
        }
    }

    /// <summary>Where a row that does not decide, or the last row of a group, leads; null ends the case. In a group every answer leads there.</summary>
    public static string? ExitOf(Step step) => step.Ends ? null : step.Next ?? (step.Decides ? step.Outcomes[0].Target : null);

    private void Link(FlowStop stop)
    {
        if (stop.Rows.Count == 1)
            foreach (var outcomes in stop.Last.Outcomes.GroupBy(o => o.Target))
                stop.Ways.Add(Way(stop, outcomes.Key, [.. outcomes.Select(o => o.Name)]));
        if (stop.Ways.Count == 0)
            stop.Ways.Add(Way(stop, ExitOf(stop.Last), []));
        foreach (var target in stop.Rows.SelectMany(r => r.ReturnTo).Distinct().Where(_stopOf.ContainsKey))
            stop.Returns.Add(new([], ReturnedTo(target), true));
    }

    private FlowWay Way(FlowStop from, string? target, IReadOnlyList<string> names) =>
        target is not null && _stopOf.TryGetValue(target, out var to) ? new(names, to, to.Index <= from.Index) : new(names, null, false);

    /// <summary>A row sent back to out of a group is done again by itself; its neighbours stay done.</summary>
    private FlowStop ReturnedTo(string id)
    {
        var stop = _stopOf[id];
        if (stop.Rows.Count == 1 || _alone.TryGetValue(id, out stop!))
            return stop;
        var group = _stopOf[id];
        stop = new(_stops.Count, [group.Rows.First(r => r.Id == id)]);
        _stops.Add(stop);
        _alone[id] = stop;
        stop.Ways.AddRange(group.Ways.Count > 0 ? group.Ways : [Way(group, ExitOf(group.Last), [])]);
        return stop;
    }
}

/// <summary>One row, or rows done at the same time.</summary>
internal sealed class FlowStop(int index, IReadOnlyList<Step> rows)
{
    public int Index => index;
    public IReadOnlyList<Step> Rows => rows;
    public Step First => rows[0];
    public Step Last => rows[^1];
    /// <summary>Never empty once linked.</summary>
    public List<FlowWay> Ways { get; } = [];
    public List<FlowWay> Returns { get; } = [];
}

/// <summary>A way on. <paramref name="To"/> null ends the case; <paramref name="Back"/>: it leads to the same or an earlier stop.</summary>
internal sealed record FlowWay(IReadOnlyList<string> Names, FlowStop? To, bool Back);
