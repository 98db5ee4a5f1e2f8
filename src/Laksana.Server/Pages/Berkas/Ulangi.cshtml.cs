using Laksana.Cases;
using static Laksana.Server.Pages.Berkas.BerkasWords;

namespace Laksana.Server.Pages.Berkas;

/// <summary>Lets the machine try again.</summary>
internal sealed class UlangiModel(CaseTools tools) : ActPage(tools)
{
    protected override CaseCommand? Command(SentForm form) =>
        new RetryAction(Run ?? 0);

    protected override string DoneWords(CaseAnswer.Done done) => Say["done.retried"];
}
