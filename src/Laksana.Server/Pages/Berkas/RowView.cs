using System.Runtime.CompilerServices;
using System.Collections.Concurrent;
using System.Globalization;
using Laksana.Cases;
using Laksana.Procedures;
using Microsoft.AspNetCore.Html;

namespace Laksana.Server.Pages.Berkas;

/// <summary>A row of the flow table with what the case has made of it.</summary>
internal sealed class RowView
{
    private static readonly ConditionalWeakTable<Procedure, ConcurrentDictionary<string, FlowTableLayout>> Layouts = [];

    private readonly CaseView _view;

    private RowView(CaseView view, FlowTableLayout layout, int index, RowMarks marks)
    {
        _view = view;
        (Step, State) = (layout.Rows[index].Step, marks.State);
        Picture = new HtmlString(FlowTableSvg.RowCell(layout, index, marks));
        Runs = [.. view.State.Runs.Where(r => r.Step == Step.Id).Select(r => new RunView(view, Step, r))];
        Works = [.. view.Works.Where(w => w.Run.Step == Step.Id)];
    }

    public Step Step { get; }
    public RowState State { get; }
    public IHtmlContent Picture { get; }
    /// <summary>Oldest first.</summary>
    public IReadOnlyList<RunView> Runs { get; }
    public IReadOnlyList<WorkView> Works { get; }

    public string Style => State.ToString().ToLowerInvariant();
    public string Anchor => "langkah-" + Step.Number;
    public string Ways => FlowTable.WaysOut(_view.Procedure, Step);

    /// <summary>Passages that count now: the newest of each site.</summary>
    public IReadOnlyList<RunView> Newest => field ??= [.. Runs.GroupBy(r => r.Run.Site).Select(g => g.Last())];

    public IReadOnlyList<RunView> Earlier => field ??= [.. Runs.Except(Newest)];

    /// <summary>What the row brought so far; nothing where its own form shows it.</summary>
    public IReadOnlyList<ValueView> ValuesOf(RunView run) => Works.Any(w => w.Run == run.Run && w.MayDo) ? [] : _view.Values.Given(Step, run.Run.Site);

    /// <summary>Values that were given at the opening and belong to this row, before anybody came to it.</summary>
    public IReadOnlyList<ValueView> Early => Runs.Count == 0 && Step.PerSite is null ? _view.Values.Given(Step, null) : [];

    public static FlowTableLayout Layout(Procedure procedure) => Layouts.GetValue(procedure, _ => [])
        .GetOrAdd(CultureInfo.CurrentUICulture.Name, static (_, sheet) => FlowTable.Layout(sheet), procedure);

    public static IReadOnlyList<RowView> All(CaseView view)
    {
        var layout = Layout(view.Procedure);
        var marks = FlowTable.Marks(layout, [.. view.State.Runs.Where(r => r.Status != RunStatus.Dropped).Select(r => Passage(view, r))]);
        return [.. Enumerable.Range(0, layout.Rows.Count).Select(i => new RowView(view, layout, i, marks[i]))];
    }

    private static FlowPassage Passage(CaseView view, StepRun run) => new(run.Step)
    {
        Done = run.Status == RunStatus.Done,
        Outcome = run.Outcome,
        ReturnedTo = view.Histories.GetValueOrDefault(run.Run)?.Returned?.To,
        Reported = run.ReportedAt is not null,
        Waited = run.Pauses.Count > 0,
    };
}
