namespace Laksana.Procedures;

/// <summary>A table while it is laid out: symbols in their columns, and the lines still to be routed.</summary>
internal sealed class FlowTableDraft
{
    private readonly Procedure _procedure;
    private readonly List<FlowLine> _lines = [];

    public FlowTableDraft(Procedure procedure)
    {
        _procedure = procedure;
        Columns = FlowTableColumns.Of(procedure);
        Rows = [.. procedure.Steps.Select((step, i) => new FlowDraftRow(step, i, FlowTableColumns.Find(Columns, step.Role)))];
        foreach (var group in FlowGraph.Groups(procedure.Steps).Where(g => g.Count > 1))
        {
            var first = Row(group[0].Id)!.Index;
            foreach (var step in group)
                Row(step.Id)!.Group = new(first, first + group.Count - 1);
        }
        foreach (var row in Rows)
            Place(row);
        foreach (var group in Rows.Select(r => r.Group).OfType<FlowDraftGroup>().Distinct())
            ClearRails(group);
        foreach (var row in Rows)
            AddLines(row);
        foreach (var line in _lines.Where(l => l is { Kind: FlowLineKind.Outcome, To: null }))
            PlaceEnd(Row(line.From)!);
    }

    public IReadOnlyList<FlowColumn> Columns { get; }
    public IReadOnlyList<FlowDraftRow> Rows { get; }
    public IReadOnlyList<FlowLine> Lines => _lines;

    public FlowDraftRow? Row(string? id) => Rows.FirstOrDefault(r => r.Step.Id == id);

    public FlowLine AddLine(FlowLineKind kind, string? from, string? to, IReadOnlyList<string>? names = null)
    {
        var line = new FlowLine(_lines.Count, kind, from, to, names ?? []);
        _lines.Add(line);
        return line;
    }

    /// <summary>The line that runs straight down (or by an elbow) from the bottom of a row to the top of the one below; null when there is none.</summary>
    public FlowLine? Direct(int row) => row < 0 || row + 1 >= Rows.Count || Rows[row].Group is not null || Rows[row].EndsBelow ? null
        : _lines.FirstOrDefault(l => l.Kind is FlowLineKind.Next or FlowLineKind.Outcome && l.From == Rows[row].Step.Id && l.To == Rows[row + 1].Step.Id);

    public void Connect(FlowLine line) => _lines[line.Index] = line with { Connected = true };

    public FlowTableLayout Finish() => new()
    {
        Procedure = _procedure,
        Columns = Columns,
        Rows = [.. Rows.Select(r => r.Finish())],
        Lines = _lines,
    };

    private void Place(FlowDraftRow row)
    {
        var step = row.Step;
        var ends = (step.Ends || step.Next is null) && row.Group is null;
        var begins = row.Index == 0 && row.Group is null;
        row.Kind = step.Decides ? FlowSymbolKind.Decision : ends || begins ? FlowSymbolKind.Terminator : FlowSymbolKind.Process;
        row.Text = step.Decides || begins == ends ? step.Number : FlowWords.Say[begins ? "begin" : "end"];
        if (step.ReportsTo is { } receiver)
            row.MoveTo(FlowTableColumns.Find(Columns, receiver));
        if (step.Waits is not { } wait)
            return;
        row.Party = FlowTableColumns.FindParty(Columns, wait.Party);
        var title = FlowTableColumns.PartyTitle(_procedure, wait.Party);
        row.Caption = Columns[row.Party.Value].Title == title || Columns[row.Party.Value].Role is not null ? null : title;
        if (wait.Always && !step.Decides && step.ReportsTo is null)
        {
            row.MoveTo(row.Party.Value);
            row.Text = step.Number;
        }
        else if (row.Sender is not { } sender || !Between(row.Party.Value, row.Column, sender))
            row.Pause = row.Party;
    }

    private static bool Between(int x, int a, int b) => x > Math.Min(a, b) && x < Math.Max(a, b);

    /// <summary>The bracket around rows done at the same time needs a free way to every symbol, from the left in and to the right out.</summary>
    private void ClearRails(FlowDraftGroup group)
    {
        var rows = Rows.Skip(group.First).Take(group.Last - group.First + 1).ToList();
        foreach (var row in rows.Where(r => r.Entry > r.Column))
            row.Entry = row.Column;
        var rightmost = rows.Max(r => r.Column);
        foreach (var row in rows.Where(r => r.Pause <= rightmost))
            row.Pause = null;
    }

    /// <summary>A diamond's way to the end: a small capsule in the nearest free column of a role, else below the diamond.</summary>
    private void PlaceEnd(FlowDraftRow row)
    {
        var (from, to) = row.Reach(Columns.Count);
        int[] beside = [row.Column + 1, row.Column - 1];
        var free = beside.Where(c => c >= from && c < to && !Columns[c].Outside && !row.Linked(c - row.Column)).ToList();
        row.EndsBelow = free.Count == 0;
        row.Mark(row.EndsBelow
            ? new(FlowSymbolKind.SmallTerminator, row.Column, 0, row.HalfHeight + 26, FlowWords.Say["end"])
            : new(FlowSymbolKind.SmallTerminator, free[0], 0, 0, FlowWords.Say["end"]));
    }

    private void AddLines(FlowDraftRow row)
    {
        var step = row.Step;
        if (row.Index == 0 && (step.Decides || row.Group is not null))
        {
            AddLine(FlowLineKind.Begin, null, step.Id);
            row.Mark(new(FlowSymbolKind.SmallTerminator, row.Entry, 0, -row.HalfHeight - 24, FlowWords.Say["begin"]));
        }
        if (row.Sender is not null)
            AddLine(FlowLineKind.Report, step.Id, step.Id);
        if (row.Pause is not null)
            AddLine(FlowLineKind.Wait, step.Id, step.Id);
        if (row.Group is { } group)
        {
            AddLine(FlowLineKind.Split, null, step.Id);
            AddLine(FlowLineKind.Join, step.Id, Row(FlowGraph.ExitOf(Rows[group.Last].Step))?.Step.Id, [.. step.Outcomes.Select(o => o.Name)]);
        }
        foreach (var outcomes in (row.Group is null ? step.Outcomes : []).GroupBy(o => Row(o.Target)?.Step.Id))
            AddLine(FlowLineKind.Outcome, step.Id, outcomes.Key, [.. outcomes.Select(o => o.Name)]);
        if (!step.Decides && row.Group is null && !step.Ends && Row(step.Next) is { } next)
            AddLine(FlowLineKind.Next, step.Id, next.Step.Id);
        foreach (var back in step.ReturnTo.Distinct().Where(id => id != step.Id && Row(id) is not null))
            AddLine(FlowLineKind.Return, step.Id, back);
    }
}

/// <summary>Neighbouring rows done at the same time, by the indexes of the first and the last.</summary>
internal sealed record FlowDraftGroup(int First, int Last);

/// <summary>Which columns a table has, and where a role or a party stands.</summary>
internal static class FlowTableColumns
{
    internal static IReadOnlyList<FlowColumn> Of(Procedure procedure)
    {
        var parties = procedure.Parties.Select(p => p.Id).ToHashSet();
        List<FlowColumn> columns = [.. procedure.Roles.Select(r => new FlowColumn(r.Title, r.Id, parties.Contains(r.Id)))];
        var others = procedure.Steps.Select(s => s.Waits?.Party).OfType<string>().Distinct()
            .Where(p => procedure.Roles.All(r => r.Id != p)).ToList();
        if (others.Count > 0)
            columns.Add(new(others.Count == 1 ? PartyTitle(procedure, others[0]) : FlowWords.Say["outside"], null, true));
        return columns;
    }

    /// <summary>A party's title as a head of a column has room for: without what stands in brackets behind it.</summary>
    internal static string PartyTitle(Procedure procedure, string id)
    {
        var title = procedure.Parties.FirstOrDefault(p => p.Id == id)?.Title ?? id;
        var bracket = title.IndexOf(" (", StringComparison.Ordinal);
        return bracket > 0 ? title[..bracket] : title;
    }

    /// <summary>The role's column; the first where the sheet has none of that name.</summary>
    internal static int Find(IReadOnlyList<FlowColumn> columns, string role) =>
        Enumerable.Range(0, columns.Count).FirstOrDefault(i => columns[i].Role == role);

    internal static int FindParty(IReadOnlyList<FlowColumn> columns, string party) =>
        Enumerable.Range(0, columns.Count).Where(i => columns[i].Role == party).DefaultIfEmpty(columns.Count - 1).First();
}
