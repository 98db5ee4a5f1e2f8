using Laksana.Cases;
using Laksana.Procedures;
using static Laksana.Server.Pages.Berkas.BerkasWords;

namespace Laksana.Server.Pages.Berkas;

/// <summary>One passage through a row, planned against actual.</summary>
/// <param name="Planned">Standard time in seconds; null where the sheet gives none.</param>
internal sealed record ReportLine(string Title, int? Planned, TimeUsed Used, int Queueing, bool Over, IReadOnlyList<string> Who, string When, IReadOnlyList<ValueView> Values,
    string? Outcome, string? Remark, IReadOnlyList<string> Marks, IReadOnlyList<DocumentAttached> Documents)
{
    /// <summary>"+5 menit" or "−12 menit"; empty without a plan or before the end.</summary>
    public string Difference { get; init; } = "";
}

/// <summary>A row of the official form with every passage through it.</summary>
internal sealed record ReportRow(Step Step, bool Begins, IReadOnlyList<ReportLine> Lines);

/// <summary>A case as a report: the official form's rows with planned against actual time, who did them and what proves them. What the officer may not read is not on it.</summary>
internal sealed class CaseReport
{
    private readonly CaseView _view;
    private readonly AgendaWords _words;

    public CaseReport(CaseView view)
    {
        (_view, _words) = (view, new AgendaWords(view));
        Rows = [.. view.Procedure.Steps.Select((step, i) => new ReportRow(step, i == 0, [.. view.State.Runs.Where(r => r.Step == step.Id && r.Status != RunStatus.Dropped).Select(r => Line(step, r))]))];
    }

    public CaseView Case => _view;
    public IReadOnlyList<ReportRow> Rows { get; }
    public IReadOnlyList<Role> Roles => _view.Procedure.Roles;

    public int Planned => Rows.SelectMany(r => r.Lines).Sum(l => l.Planned ?? 0);
    public int Handling => Rows.SelectMany(r => r.Lines).Sum(l => l.Used.Handling);
    public int Queueing => Rows.SelectMany(r => r.Lines).Sum(l => l.Queueing);
    public int Waiting => Rows.SelectMany(r => r.Lines).Sum(l => l.Used.Waiting);
    public string Difference => Signed(Handling - Planned);

    public IReadOnlyList<AgendaLine> Notes => field ??= [.. _view.Agenda.Where(l => _view.Reading.Events[l.Version - 1] is NoteAdded or CaseCancelled or CaseLinked)];

    /// <summary>The documents that no row names.</summary>
    public IEnumerable<DocumentAttached> Loose => _view.State.Documents.Where(d => d.Run is null && _view.Values.MayRead(d));

    public string Seal => _view.Reading.Seal is not { } seal ? Say["laporan.seal-none"]
        : seal.Version == _view.State.Version ? Say["laporan.seal", seal.Number, _view.Times.Full(seal.At)] : Say["laporan.seal-part", seal.Number, _view.State.Version - seal.Version];

    public string Head => Convert.ToHexStringLower(_view.Reading.Head);

    private ReportLine Line(Step step, StepRun run)
    {
        var shown = new RunView(_view, step, run);
        var used = run.Time ?? _view.Deadlines.Used(run, run.EndedAt ?? _view.Now);
        var planned = step.StandardTime is { } time ? (int?)(time.Limit.InMinutes(_view.Office.Calendar.MinutesPerDay) * 60) : null;
        return new ReportLine(shown.Title, planned, used, used.Queueing + (shown.History.Acknowledged?.Queueing ?? 0), run.HandlingLimitPassed, Who(run, shown.History), When(run),
            _view.Values.Given(step, run.Site), run.Outcome, shown.Remark, [.. shown.Marks().Select(m => m.Words)],
            [.. _view.State.Documents.Where(d => d.Run == run.Run && _view.Values.MayRead(d))])
        {
            Difference = planned is { } plan && run.Time is not null ? Signed(used.Handling - plan) : "",
        };
    }

    private List<string> Who(StepRun run, RunHistory history)
    {
        var acts = new[] { history.Completed?.By, history.Reported?.By, history.Acknowledged?.By, history.Returned?.By }.OfType<Authority>().Select(_words.Who).Distinct(StringComparer.Ordinal).ToList();
        if (acts.Count == 0 && run.Officer is { } holder) acts.Add(_view.Office.NameOf(holder));
        return acts;
    }

    private string When(StepRun run) => (run.BegunAt, run.EndedAt) switch
    {
        ({ } begun, { } end) => Say["laporan.when", _view.Times.Full(begun), _view.Times.Full(end)],
        ({ } begun, null) => Say["laporan.since", _view.Times.Full(begun)],
        _ => Say["laporan.ready", _view.Times.Full(run.ReadyAt)],
    };

    private static string Signed(int seconds) => Math.Abs(seconds) < 60 ? Say["laporan.as-planned"] : (seconds > 0 ? "+" : "−") + Spans.Say(Math.Abs(seconds));
}
