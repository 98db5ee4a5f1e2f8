using Laksana.Cases;
using static Laksana.Server.Pages.Berkas.BerkasWords;

namespace Laksana.Server.Pages.Berkas;

/// <summary>Ends a case without its end being reached.</summary>
internal sealed class BatalkanModel(CaseTools tools) : ActForm(tools)
{
    protected override CaseAct Act => CaseAct.Cancel;

    protected override string After => "/berkas/" + Number;

    protected override CaseCommand? Command(SentForm form) => new CancelCase(form[SentForm.Reason] ?? "");

    protected override string DoneWords(CaseAnswer.Done done) => Say["done.cancelled"];
}
