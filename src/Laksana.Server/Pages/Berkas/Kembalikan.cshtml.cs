using Laksana.Cases;
using Laksana.Procedures;
using static Laksana.Server.Pages.Berkas.BerkasWords;

namespace Laksana.Server.Pages.Berkas;

/// <summary>Sends the work back for correction.</summary>
internal sealed class KembalikanModel(CaseTools tools) : ActForm(tools)
{
    protected override CaseAct Act => CaseAct.Return;

    public const string To = "ke", Site = "lokasi";

    /// <summary>Rows it may go back to.</summary>
    public IReadOnlyList<Step> Targets => Work is { } work ? [.. View.Acts.ReturnTargets(work.Run).Select(View.Procedure.FindStep).OfType<Step>()] : [];

    /// <summary>Sites of a per-site row, to send back some of them only.</summary>
    public IReadOnlyList<string> SitesOf(Step target) => target.PerSite is { } field && Work?.Run.Site is null && View.State.Fields.GetValueOrDefault(field)?.Value is { } sites ? CaseValues.Lines(sites) : [];

    protected override CaseCommand? Command(SentForm form) => new ReturnForCorrection(Run ?? 0, form[To] ?? "", form[SentForm.Reason] ?? "", form.All(Site));

    protected override string DoneWords(CaseAnswer.Done done) => Say["done.returned"];
}
