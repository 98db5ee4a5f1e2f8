using Laksana.Cases;
using static Laksana.Server.Pages.Berkas.BerkasWords;

namespace Laksana.Server.Pages.Berkas;

/// <summary>Ties the case to another.</summary>
internal sealed class TautkanModel(CaseTools tools) : ActForm(tools)
{
    protected override CaseAct Act => CaseAct.Link;

    public const string Other = "nomor", Kind = "jenis";

    protected override CaseCommand? Command(SentForm form)
    {
        if (LinkWord.Read(form[Kind]) is { } kind) return new LinkCase((form[Other] ?? "").Trim().ToUpperInvariant(), kind, form[SentForm.Reason] ?? "");
        Fault = new Cases.Refusal("form.faults", 1) { Fields = [new FieldFault(Kind, "field.required")] };
        return null;
    }

    protected override string After => $"/berkas/{Number}#tautan";

    protected override string DoneWords(CaseAnswer.Done done) => Say["done.linked"];
}
