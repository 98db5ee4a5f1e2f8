using Laksana.Cases;
using static Laksana.Server.Pages.Berkas.BerkasWords;

namespace Laksana.Server.Pages.Berkas;

/// <summary>Adds a note to the case.</summary>
internal sealed class CatatanModel(CaseTools tools) : ActPage(tools)
{
    protected override CaseCommand? Command(SentForm form) =>
        new AddNote(form["catatan"] ?? "");

    protected override string After => $"/berkas/{Number}#agenda";

    protected override string DoneWords(CaseAnswer.Done done) => Say["done.noted"];
}
