using Laksana.Cases;
using Laksana.Procedures;
using static Laksana.Server.Pages.Berkas.BerkasWords;

namespace Laksana.Server.Pages.Berkas;

/// <summary>Moves a running case to the newest version of its sheet.</summary>
internal sealed class PindahVersiModel(CaseTools tools, PublishedSheets sheets) : ActForm(tools)
{
    /// <summary>Before the id of an open row; its value is the row of the new version that takes its place.</summary>
    public const string RowPrefix = "baris.";

    protected override CaseAct Act => CaseAct.Move;

    public override bool IsOffered => View.MayMove;

    public SheetVersion? Target { get; private set; }

    /// <summary>Rows of the open passages, each once.</summary>
    public IReadOnlyList<Step> OpenRows => [.. View.Works.Select(w => w.Step).Distinct()];

    public IEnumerable<Step> Added => Target!.Procedure.Steps.Where(s => View.Procedure.FindStep(s.Id) is null);

    public IEnumerable<Step> Gone => View.Procedure.Steps.Where(s => Target!.Procedure.FindStep(s.Id) is null);

    /// <summary>Rows that say, ask or lead otherwise than before.</summary>
    public IEnumerable<(Step Was, Step Is)> Changed => View.Procedure.Steps.Select(was => (was, Target!.Procedure.FindStep(was.Id))).Where(p => p.Item2 is not null)
        .Select(p => (p.was, p.Item2!)).Where(p => p.was.Activity != p.Item2.Activity || p.was.Role != p.Item2.Role || p.was.StandardTime?.Text != p.Item2.StandardTime?.Text
            || p.was.Next != p.Item2.Next || !p.was.Outcomes.SequenceEqual(p.Item2.Outcomes) || !p.was.Fields.Select(f => f.Name).SequenceEqual(p.Item2.Fields.Select(f => f.Name)));

    protected override string After => "/berkas/" + Number;

    protected override async Task FillAsync() =>
        Target = await sheets.FindAsync(AtWork.Id, View.Procedure.Id, View.Reading.NewestSheet, Aborted);

    protected override CaseCommand? Command(SentForm form) => new MoveCase(View.Reading.NewestSheet,
        form.Values.Keys.Where(k => k.StartsWith(RowPrefix, StringComparison.Ordinal)).Select(k => (From: k[RowPrefix.Length..], To: form[k] ?? ""))
            .Where(p => p.To.Length > 0 && p.To != p.From).ToDictionary(p => p.From, p => p.To, StringComparer.Ordinal),
        form[SentForm.Reason] ?? "");

    protected override string DoneWords(CaseAnswer.Done done) => Say["done.moved", View.Reading.NewestSheet];
}
