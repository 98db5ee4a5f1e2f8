using Laksana.Cases;
using static Laksana.Server.Pages.Berkas.BerkasWords;

namespace Laksana.Server.Pages.Berkas;

/// <summary>Stops the clock of a row while an outside party is awaited.</summary>
internal sealed class TungguModel(CaseTools tools) : ActForm(tools)
{
    protected override CaseAct Act => CaseAct.Pause;

    public const string Party = "pihak";

    protected override CaseCommand? Command(SentForm form) => new PauseClock(Run ?? 0, form[Party] ?? "", form[SentForm.Reason] ?? "");

    protected override string DoneWords(CaseAnswer.Done done) => Say["done.paused"];
}
