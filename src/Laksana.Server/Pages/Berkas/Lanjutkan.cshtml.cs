using Laksana.Cases;
using static Laksana.Server.Pages.Berkas.BerkasWords;

namespace Laksana.Server.Pages.Berkas;

/// <summary>Ends a wait for an outside party.</summary>
internal sealed class LanjutkanModel(CaseTools tools) : ActPage(tools)
{
    protected override CaseCommand? Command(SentForm form) =>
        new ResumeClock(Run ?? 0, form[SentForm.Reason]);

    protected override string DoneWords(CaseAnswer.Done done) => Say["done.resumed"];
}
