namespace Laksana.Procedures;

/// <summary>
/// The ways through a sheet while it is read. Rows done together are entered and left as one. A target that does not exist
/// counts as the end, and then nothing is said about what comes before what, so that one slip is not reported as many.
/// </summary>
internal sealed class SheetFlow
{
    private readonly IReadOnlyList<Row> _rows;
    private readonly Dictionary<string, Row> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Row>> _groups = new(StringComparer.Ordinal);
    private readonly Dictionary<int, HashSet<int>> _after = [];
    private readonly IReadOnlyList<Row?>[] _ways;

    public SheetFlow(IReadOnlyList<Row> rows)
    {
        _rows = rows;
        foreach (var row in rows)
        {
            _byId.TryAdd(row.Id, row);
            if (row.Step.Parallel is { } name)
                (_groups.TryGetValue(name, out var group) ? group : _groups[name] = []).Add(row);
        }

        _ways = [.. rows.Select(WaysOutOf)];
    }

    public IEnumerable<IReadOnlyList<Row>> Groups => _groups.Values;

    /// <summary>True when a target is named that no row has.</summary>
    public bool HasUnknownTargets { get; private set; }

    public Row? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>The rows done at the same time as this one, itself included.</summary>
    public IReadOnlyList<Row> Together(Row row) => row.Step.Parallel is { } name ? _groups[name] : [row];

    /// <summary>Where a row that does not decide leads, alone or with the others of its group; null: the case ends.</summary>
    public Row? ExitOf(Row row)
    {
        var last = Together(row)[^1];
        if (last.Step.Next is { } next)
            return Target(next);
        if (last.Step.Ends)
            return null;
        var answers = AnswersOf(last).Distinct().ToList();
        return answers.Count == 1 ? answers[0] : last.Index + 1 < _rows.Count ? _rows[last.Index + 1] : null;
    }

    public IEnumerable<Row?> AnswersOf(Row row) => row.Step.Outcomes.Select(o => o.Target is null ? null : Target(o.Target));

    /// <summary>Rows that may come at some time after this one, by forward ways only.</summary>
    public IReadOnlySet<int> After(Row from)
    {
        if (_after.TryGetValue(from.Index, out var known))
            return known;
        var found = new HashSet<int>();
        var open = new Stack<Row>([from]);
        while (open.TryPop(out var at))
            foreach (var next in _ways[at.Index].OfType<Row>().Where(r => !found.Contains(r.Index)))
                foreach (var row in Together(next))
                    if (found.Add(row.Index))
                        open.Push(row);
        return _after[from.Index] = found;
    }

    /// <summary>True when <paramref name="to"/> may come after <paramref name="from"/>, or that cannot be told.</summary>
    public bool MayLead(Row from, Row to) => HasUnknownTargets || After(from).Contains(to.Index);

    /// <summary>True when some way from the row ends the case.</summary>
    public bool CanEnd(Row row) => EndsAt(row) || After(row).Any(i => EndsAt(_rows[i]));

    private bool EndsAt(Row row) => _ways[row.Index].Contains(null);

    private IReadOnlyList<Row?> WaysOutOf(Row row)
    {
        var last = Together(row)[^1];
        return last.Step.Decides ? [.. AnswersOf(last).Distinct()] : [ExitOf(row)];
    }

    private Row? Target(string id)
    {
        var row = Find(id);
        HasUnknownTargets |= row is null;
        return row;
    }
}
