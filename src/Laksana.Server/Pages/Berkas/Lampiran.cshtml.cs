using Laksana.Cases;
using Laksana.Documents;
using static Laksana.Server.Pages.Berkas.BerkasWords;

namespace Laksana.Server.Pages.Berkas;

/// <summary>Attaches a document to the case.</summary>
internal sealed class LampiranModel(CaseTools tools) : ActPage(tools)
{
    /// <summary>Name of the form's input.</summary>
    public const string Input = "dokumen";

    protected override bool Takes(string input) => input == Input;

    protected override string After => $"/berkas/{Number}#dokumen";

    protected override CaseCommand? Command(SentForm form)
    {
        var outcome = form.Documents.FirstOrDefault(d => d.Input == Input)?.Outcome;
        if (outcome is StoredDocument.Kept kept)
            return new AttachDocument(kept.Sha256, kept.Name, kept.MediaType, kept.Size, null);
        Fault = new Cases.Refusal("form.faults", 1) { Fields = [outcome is null ? new FieldFault(Input, "upload.none") : DocumentWords.Fault(Input, outcome)] };
        return null;
    }

    protected override string DoneWords(CaseAnswer.Done done) => Say["done.attached"];
}
