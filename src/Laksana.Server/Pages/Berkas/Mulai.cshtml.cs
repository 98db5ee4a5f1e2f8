using Laksana.Cases;
using static Laksana.Server.Pages.Berkas.BerkasWords;

namespace Laksana.Server.Pages.Berkas;

/// <summary>Takes a row that is ready; its time runs from now.</summary>
internal sealed class MulaiModel(CaseTools tools) : ActPage(tools)
{
    protected override CaseCommand? Command(SentForm form) =>
        new BeginStep(Run ?? 0);

    protected override string DoneWords(CaseAnswer.Done done) => Say["done.begun"];
}
