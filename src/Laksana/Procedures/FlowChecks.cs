using Laksana.Procedures.Yaml;
using Key = Laksana.Procedures.SheetKeys.Row;

namespace Laksana.Procedures;

/// <summary>Judges the ways through a sheet: every row reached, an end from everywhere, rows done together left together.</summary>
internal sealed class FlowChecks(SheetDraft draft, FindingList findings)
{
    private SheetFlow Flow => draft.Flow;

    public void Run()
    {
        if (draft.Rows.Count == 0)
            return;
        foreach (var group in Flow.Groups)
            CheckGroup(group);
        CheckEntrances();
        CheckReached();
        CheckEnds();
    }

    private void CheckGroup(IReadOnlyList<Row> group)
    {
        var name = group[0].Step.Parallel!;
        if (group.Count == 1)
            findings.Warn(group[0].At(Key.Parallel), FindingCode.GroupAlone, name);
        var exit = Flow.ExitOf(group[^1]);
        for (var i = 0; i < group.Count; i++)
        {
            var row = group[i];
            if (i > 0 && row.Index != group[i - 1].Index + 1)
                findings.Error(row.At(Key.Parallel), FindingCode.GroupApart, name, group[i - 1].Source.Place.Line);
            if (row.Step.Decides && Flow.AnswersOf(row).Any(a => a != exit))
                findings.Error(row.At(Key.Decision), FindingCode.GroupDecidesAway, name);
            if (i < group.Count - 1 && (row.Step.Next is { } next && Flow.Find(next) is { } target && target != exit || row.Step.Ends && exit is not null))
                findings.Error(row.At(row.Step.Ends ? Key.Ends : Key.Next), FindingCode.GroupExitsDiffer, name, exit?.Id ?? SheetKeys.End);
        }
    }

    /// <summary>A way into a group leads to its first row, and all begin.</summary>
    private void CheckEntrances()
    {
        foreach (var row in draft.Rows)
        {
            CheckEntrance(row, row.Step.Next, row.At(Key.Next));
            foreach (var outcome in row.Step.Outcomes)
                CheckEntrance(row, outcome.Target, row.At(Key.Decision, outcome.Name));
        }
    }

    private void CheckEntrance(Row from, string? target, Place at)
    {
        if (target is null || Flow.Find(target) is not { Step.Parallel: { } name } row || from.Step.Parallel == name)
            return;
        var first = Flow.Together(row)[0];
        if (first != row)
            findings.Error(at, FindingCode.GroupEnteredMidway, target, name, first.Id);
    }

    private void CheckReached()
    {
        // A row that a misspelt target meant would be reported as unreachable too.
        if (Flow.HasUnknownTargets)
            return;
        var first = draft.Rows[0];
        var reached = Flow.Together(first).Append(first).SelectMany(r => Flow.After(r).Append(r.Index)).ToHashSet();
        foreach (var row in draft.Rows.Where(r => !reached.Contains(r.Index)))
            findings.Error(row.At(Key.Id), FindingCode.UnreachableStep, row.Id);
    }

    private void CheckEnds()
    {
        var told = new HashSet<int>();
        foreach (var row in draft.Rows.Where(r => !Flow.CanEnd(r)))
        {
            if (!Flow.After(row).Contains(row.Index))
                findings.Error(row.At(Key.Id), FindingCode.NoEndReachable, row.Id);
            else if (told.Add(row.Index))
            {
                var loop = draft.Rows.Where(r => Flow.After(row).Contains(r.Index) && Flow.After(r).Contains(row.Index)).ToList();
                told.UnionWith(loop.Select(r => r.Index));
                findings.Error(row.At(Key.Id), FindingCode.EndlessLoop, row.Id, string.Join(" → ", loop.Select(r => r.Id)));
            }
        }
    }
}
