using Laksana.Cases;
using Laksana.Procedures;

namespace Laksana.Server.Pages.Berkas;

/// <summary>One row of the form for entering afterwards. Rows ahead of the open ones are offered too, in the order of the sheet.</summary>
internal sealed record LateBlock(int Index, Step Step, string? Site, bool IsOpen, IReadOnlyList<FormField> Fields)
{
    public string Scope => ScopeOf(Index);
    public string Id => "baris-" + Index;
    /// <summary>On a report its receiver decides.</summary>
    public bool AsksOutcome => Step.Decides && Step.ReportsTo is null;

    public static string ScopeOf(int index) => $"b{index}.";

    public static IReadOnlyList<LateBlock> All(CaseView view)
    {
        var rows = new List<(Step Step, string? Site, bool Open)>();
        foreach (var work in view.Works.Where(w => w.Acts.Contains(CaseAct.EnterAfterwards)))
            rows.Add((work.Step, work.Run.Site, true));
        foreach (var step in Ahead(view, rows))
            rows.AddRange(Sites(view, step).Select(site => (step, site, false)));
        return [.. rows.OrderBy(r => r.Open ? 0 : 1).ThenBy(r => view.Procedure.Steps.ToList().IndexOf(r.Step))
            .Select((r, i) => new LateBlock(i, r.Step, r.Site, r.Open, [.. r.Step.Fields.Select(f => FormField.Of(view, f, r.Site, view.Typed, $"b{i}-", ScopeOf(i)) with { Insists = false })]))];
    }

    /// <summary>Rows that may follow without anybody else's act in between: a report stops the way, and so does another's row.</summary>
    private static IEnumerable<Step> Ahead(CaseView view, List<(Step Step, string? Site, bool Open)> open)
    {
        var seen = open.Select(r => r.Step.Id).ToHashSet(StringComparer.Ordinal);
        var way = new Queue<Step>(open.Select(r => r.Step).Distinct());
        while (way.TryDequeue(out var step))
        {
            if (step.ReportsTo is not null) continue;
            foreach (var target in step.Outcomes.Select(o => o.Target).Append(step.Next).OfType<string>())
                foreach (var next in Together(view.Procedure, target))
                    if (view.Office.Staffing.HoldingFor(view.Me, view.Procedure.Id, next.Role) is not null && seen.Add(next.Id))
                    {
                        way.Enqueue(next);
                        yield return next;
                    }
        }
    }

    private static IEnumerable<Step> Together(Procedure procedure, string id) => procedure.FindStep(id) is not { } step ? []
        : step.Parallel is { } group ? procedure.Steps.Where(s => s.Parallel == group) : [step];

    private static IReadOnlyList<string?> Sites(CaseView view, Step step)
    {
        if (step.PerSite is not { } field) return [null];
        return view.State.Fields.GetValueOrDefault(field)?.Value is { } sites ? CaseValues.Lines(sites) : [];
    }
}
