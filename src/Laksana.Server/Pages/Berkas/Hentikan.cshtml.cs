using Laksana.Cases;
using static Laksana.Server.Pages.Berkas.BerkasWords;

namespace Laksana.Server.Pages.Berkas;

/// <summary>Stops the machine.</summary>
internal sealed class HentikanModel(CaseTools tools) : ActPage(tools)
{
    protected override CaseCommand? Command(SentForm form) =>
        new CancelAction(Run ?? 0, form[SentForm.Reason] is { Length: > 0 } reason ? reason : Say["machine.stopped-by-officer"]);

    protected override string DoneWords(CaseAnswer.Done done) => Say["done.stopped"];
}
