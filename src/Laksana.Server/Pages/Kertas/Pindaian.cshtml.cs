using Laksana.Cases;
using Laksana.Documents;
using Laksana.Procedures;
using Laksana.Server.Pages.Berkas;
using Microsoft.AspNetCore.Mvc;
using static Laksana.Server.Pages.Kertas.KertasWords;

namespace Laksana.Server.Pages.Kertas;

/// <summary>The signed paper comes back to its row, as a telephone's picture or a scan.</summary>
internal sealed class PindaianModel(CaseTools tools) : ActForm(tools)
{
    public const string Input = "lembar";

    protected override CaseAct Act => CaseAct.AttachDocument;

    public override bool IsOffered => View.OnCase.Contains(CaseAct.AttachDocument);

    public StepRun Passage => View.State.FindRun(Run ?? 0)!;

    public Step Step => View.StepOf(Passage)!;

    /// <summary>What was sent for this row and this officer may see.</summary>
    public IEnumerable<DocumentAttached> There => View.State.Documents.Where(d => d.Run == Run && View.Values.MayRead(d));

    protected override bool Takes(string input) => input == Input;

    protected override string After => $"/berkas/{Number}/pindaian/{Run}";

    public override async Task<IActionResult> OnGetAsync(Guid? isian)
    {
        if (await ReadAsync(Number) is { } closed) return closed;
        return HasRow ? Page() : NotFound();
    }

    protected override CaseCommand? Command(SentForm form)
    {
        var outcome = form.Documents.FirstOrDefault(d => d.Input == Input)?.Outcome;
        if (HasRow && outcome is StoredDocument.Kept kept) return new AttachDocument(kept.Sha256, kept.Name, kept.MediaType, kept.Size, Run);
        Fault = new Cases.Refusal("form.faults", 1) { Fields = [outcome is null ? new FieldFault(Input, "upload.none") : DocumentWords.Fault(Input, outcome)] };
        return null;
    }

    protected override string DoneWords(CaseAnswer.Done done) => Say["scan.sent"];

    public bool HasRow => Run is { } run && View.State.FindRun(run) is { } passage && View.StepOf(passage) is not null;
}
