namespace Laksana.Procedures;

public static partial class FlowTable
{
    /// <summary>
    /// Where a row leads, in words for a small screen, a screen reader or a terminal:
    /// <c>ya → 7 · tidak → 10 · dapat dikembalikan ke 5</c>. In the UI culture.
    /// </summary>
    public static string WaysOut(Procedure procedure, Step step)
    {
        var words = new List<string>();
        if (step.ReportsTo is { } receiver)
            words.Add(FlowWords.Say["way-report", RoleTitle(procedure, receiver)]);
        if (step.Waits is { } wait)
            words.Add(FlowWords.Say[wait.Always ? "way-wait" : "way-wait-if", PartyTitle(procedure, wait.Party)]);
        if (step.PerSite is not null)
            words.Add(FlowWords.Say["way-per-site"]);
        words.Add(Onward(procedure, step));
        var back = step.ReturnTo.Select(id => procedure.FindStep(id)?.Number).OfType<string>().ToList();
        if (back.Count > 0)
            words.Add(FlowWords.Say["way-return", string.Join(", ", back)]);
        return string.Join(" · ", words);
    }

    private static string Onward(Procedure procedure, Step step)
    {
        var group = FlowGraph.Groups(procedure.Steps).First(g => g.Any(s => s.Id == step.Id));
        if (step.Decides && group.Count == 1)
            return string.Join(" · ", step.Outcomes.GroupBy(o => o.Target).Select(g => Way(procedure, string.Join(", ", g.Select(o => o.Name)), g.Key)));
        var onward = Way(procedure, string.Join(", ", step.Outcomes.Select(o => o.Name)), FlowGraph.ExitOf(group[^1]));
        return group.Count == 1 ? onward
            : FlowWords.Say["way-parallel", string.Join(", ", group.Where(s => s.Id != step.Id).Select(s => s.Number)), onward];
    }

    private static string Way(Procedure procedure, string name, string? target)
    {
        var number = target is null ? null : procedure.FindStep(target)?.Number;
        return (number, name) switch
        {
            (null, "") => FlowWords.Say["way-end-plain"],
            (null, _) => FlowWords.Say["way-end", name],
            (_, "") => FlowWords.Say["way-plain", number],
            _ => FlowWords.Say["way", name, number],
        };
    }

    /// <summary>The accessible name of a row's cell: role, symbol, state and where it leads.</summary>
    internal static string Label(FlowTableLayout layout, FlowRow row, RowState state)
    {
        var (procedure, step) = (layout.Procedure, row.Step);
        var kind = row.Symbol.Kind switch
        {
            FlowSymbolKind.Decision => "kind-decision",
            FlowSymbolKind.Process => "kind-process",
            _ => row.Index == 0 ? "kind-begin" : "kind-end",
        };
        var ways = WaysOut(procedure, step);
        var told = state switch
        {
            RowState.Next => "state-next",
            RowState.Now => "state-now",
            RowState.Done => "state-done",
            RowState.Returned => "state-returned",
            _ => null,
        };
        return FlowWords.Say["label", step.Number, RoleTitle(procedure, step.Role), FlowWords.Say[kind], told is null ? ways : $"{FlowWords.Say[told]} · {ways}"];
    }

    private static string RoleTitle(Procedure procedure, string id) => procedure.Roles.FirstOrDefault(r => r.Id == id)?.Title ?? id;

    private static string PartyTitle(Procedure procedure, string id) => procedure.Parties.FirstOrDefault(p => p.Id == id)?.Title ?? id;
}
