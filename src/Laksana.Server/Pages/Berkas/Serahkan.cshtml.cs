using Laksana.Cases;
using static Laksana.Server.Pages.Berkas.BerkasWords;

namespace Laksana.Server.Pages.Berkas;

/// <summary>Gives a row to another officer who may do it.</summary>
internal sealed class SerahkanModel(CaseTools tools) : ActForm(tools)
{
    protected override CaseAct Act => CaseAct.Reassign;

    public const string To = "petugas";

    protected override CaseCommand? Command(SentForm form) => new ReassignStep(Run ?? 0, form[To] ?? "", form[SentForm.Reason] ?? "");

    protected override string DoneWords(CaseAnswer.Done done) => Say["done.reassigned"];
}
