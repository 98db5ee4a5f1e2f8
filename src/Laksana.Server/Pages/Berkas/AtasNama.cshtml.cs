using Laksana.Cases;
using Laksana.Procedures;
using static Laksana.Server.Pages.Berkas.BerkasWords;

namespace Laksana.Server.Pages.Berkas;

/// <summary>Records a superior's decision from the paper he signed.</summary>
internal sealed class AtasNamaModel(CaseTools tools) : ActForm(tools)
{
    /// <summary>Inputs of this form; the paper's name is none that a sheet's field can have.</summary>
    public const string Whose = "pejabat", Verdict = "putusan", Paper = "*lembar", Attached = "lembar-terlampir";

    protected override CaseAct Act => CaseAct.RecordOnBehalf;

    /// <summary>Rows that he may have sent the work back to.</summary>
    public IReadOnlyList<Step> Targets => Work is { } work ? [.. View.Acts.ReturnTargets(work.Run).Select(View.Procedure.FindStep).OfType<Step>()] : [];

    public bool IsReport => Work?.Run.Status == RunStatus.Reported;

    /// <summary>The paper that came before with this form.</summary>
    public string? PaperSent => Typed?[FormField.Prefix + Paper] is { Length: > 0 } sha ? sha : Typed?[Attached];

    protected override CaseCommand? Command(SentForm form)
    {
        var values = Fields(form);
        var paper = values.Remove(Paper, out var sent) ? sent : form[Attached] ?? "";
        var whose = new OnBehalfOf(form[Whose] ?? "", paper);
        if (form[Verdict] is { Length: > 0 } target)
            return new ReturnForCorrection(Run ?? 0, target, form[SentForm.Reason] ?? "", []) { OnBehalf = whose };
        return IsReport ? new AcknowledgeReport(Run ?? 0, Chosen(form), form[SentForm.Remark]) { OnBehalf = whose }
            : new CompleteStep(Run ?? 0, values, Chosen(form), form[SentForm.Remark]) { OnBehalf = whose, ByHand = form[SentForm.ByHand] == "ya" };
    }

    protected override string DoneWords(CaseAnswer.Done done) => Say["done.on-behalf"];
}
