using Laksana.Cases;
using static Laksana.Server.Pages.Berkas.BerkasWords;

namespace Laksana.Server.Pages.Berkas;

/// <summary>Finishes a row with what its form says.</summary>
internal sealed class SelesaiModel(CaseTools tools) : ActPage(tools)
{
    protected override CaseCommand? Command(SentForm form) =>
        new CompleteStep(Run ?? 0, Fields(form), Chosen(form), form[SentForm.Remark]) { ByHand = form[SentForm.ByHand] == "ya" };

    protected override string DoneWords(CaseAnswer.Done done) => Say["done.completed"];
}
