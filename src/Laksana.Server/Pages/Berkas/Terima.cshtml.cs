using Laksana.Cases;
using static Laksana.Server.Pages.Berkas.BerkasWords;

namespace Laksana.Server.Pages.Berkas;

/// <summary>Takes note of a report, on a diamond with the decision.</summary>
internal sealed class TerimaModel(CaseTools tools) : ActPage(tools)
{
    protected override CaseCommand? Command(SentForm form) =>
        new AcknowledgeReport(Run ?? 0, Chosen(form), form[SentForm.Remark]);

    protected override string DoneWords(CaseAnswer.Done done) => Say["done.received"];
}
