using Laksana.Cases;
using Laksana.Procedures;
using Microsoft.Extensions.Primitives;
using static Laksana.Server.Pages.Berkas.BerkasWords;

namespace Laksana.Server.Pages.Berkas;

/// <summary>Moves a running case to the newest version of its sheet.</summary>
internal sealed class PindahVersiModel(CaseTools tools, PublishedSheets sheets) : ActForm(tools)
{
    /// <summary>Before the id of a row that is gone; its value is the row of the new version that takes its place.</summary>
    public const string RowPrefix = "baris.";

    protected override CaseAct Act => CaseAct.Move;

    public override bool IsOffered => View.MayMove;

    public SheetVersion? Target { get; private set; }

    /// <summary>Rows that were reached and are gone: an open one needs a new row in its place, one that is done may get one.</summary>
    public IEnumerable<(Step Row, bool IsOpen)> Reached => Gone.Where(s => View.State.Runs.Any(r => r.Step == s.Id)).Select(s => (s, View.State.OpenRuns.Any(r => r.Step == s.Id)));

    /// <summary>What stands in the way, whatever takes the place of the rows that are gone.</summary>
    public IEnumerable<string> Obstacles => CaseEngine.MoveFaults(View.State, View.Procedure, Target!.Procedure, Typed is null ? new Dictionary<string, string>() : Names(Typed.Values))
        .Where(f => Target.Procedure.FindStep(f.Field) is not null).Select(f => CaseWords.Explain(f, AtWork.Zone, AtWork.NameOf));

    public IEnumerable<Step> Added => Target!.Procedure.Steps.Where(s => View.Procedure.FindStep(s.Id) is null);

    public IEnumerable<Step> Gone => View.Procedure.Steps.Where(s => Target!.Procedure.FindStep(s.Id) is null);

    /// <summary>Rows that say, ask or lead otherwise than before.</summary>
    public IEnumerable<(Step Was, Step Is)> Changed => View.Procedure.Steps.Select(was => (was, Target!.Procedure.FindStep(was.Id))).Where(p => p.Item2 is not null)
        .Select(p => (p.was, p.Item2!)).Where(p => p.was.Activity != p.Item2.Activity || p.was.Role != p.Item2.Role || p.was.StandardTime?.Text != p.Item2.StandardTime?.Text
            || p.was.Next != p.Item2.Next || !p.was.Outcomes.SequenceEqual(p.Item2.Outcomes) || !p.was.Fields.Select(f => f.Name).SequenceEqual(p.Item2.Fields.Select(f => f.Name)));

    protected override string After => "/berkas/" + Number;

    protected override async Task FillAsync() =>
        Target = await sheets.FindAsync(AtWork.Id, View.Procedure.Id, View.Reading.NewestSheet, Aborted);

    protected override CaseCommand? Command(SentForm form) => new MoveCase(View.Reading.NewestSheet, Names(form.Values), form[SentForm.Reason] ?? "");

    private static Dictionary<string, string> Names(IReadOnlyDictionary<string, StringValues> values) =>
        values.Where(v => v.Key.StartsWith(RowPrefix, StringComparison.Ordinal)).Select(v => (From: v.Key[RowPrefix.Length..], To: v.Value.ToString()))
            .Where(p => p.To.Length > 0 && p.To != p.From).ToDictionary(p => p.From, p => p.To, StringComparer.Ordinal);

    protected override string DoneWords(CaseAnswer.Done done) => Say["done.moved", View.Reading.NewestSheet];
}
