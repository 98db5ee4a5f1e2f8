using Laksana.Cases;
using static Laksana.Server.Pages.Berkas.BerkasWords;

namespace Laksana.Server.Pages.Berkas;

/// <summary>Finishes a row with what its form says.</summary>
internal sealed class SelesaiModel(CaseTools tools) : ActPage(tools)
{
    protected override CaseCommand? Command(SentForm form) =>
        new CompleteStep(Run ?? 0, Fields(form), Chosen(form), form[SentForm.Remark]) { ByHand = form[SentForm.ByHand] == "ya" };

    /// <summary>What is done, and whose turn it is now.</summary>
    protected override string DoneWords(CaseAnswer.Done done)
    {
        var now = done.State ?? View.State;
        var said = Say["done.completed", now.FindRun(Run ?? 0) is { } passage ? View.StepOf(passage)?.Number : null];
        if (now.Status != CaseStatus.Running) return said + " " + Say["done.closed"];
        var next = now.OpenRuns.Where(r => r.Run != Run).Select(Next).OfType<string>().Distinct().ToList();
        return next.Count == 0 ? said : said + " " + Say["done.next", string.Join("; ", next)];
    }

    private string? Next(StepRun run) => View.StepOf(run) is not { } step ? null
        : Say["done.next-of", step.Number, View.RoleTitle(run.Status == RunStatus.Reported ? step.ReportsTo! : step.Role)];
}
