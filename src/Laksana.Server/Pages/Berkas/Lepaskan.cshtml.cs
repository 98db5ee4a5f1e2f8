using Laksana.Cases;
using static Laksana.Server.Pages.Berkas.BerkasWords;

namespace Laksana.Server.Pages.Berkas;

/// <summary>Puts a row back into the tray.</summary>
internal sealed class LepaskanModel(CaseTools tools) : ActPage(tools)
{
    protected override CaseCommand? Command(SentForm form) =>
        new ReleaseStep(Run ?? 0, form[SentForm.Reason]);

    protected override string DoneWords(CaseAnswer.Done done) => Say["done.released"];
}
