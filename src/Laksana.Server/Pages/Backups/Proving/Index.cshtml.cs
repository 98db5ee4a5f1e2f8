using System.Globalization;
using Laksana.Backups;
using Microsoft.AspNetCore.Mvc;

namespace Laksana.Server.Pages.Backups.Proving;

/// <summary>Trial restores: what was proved last, what is due, how long a recovery will take.</summary>
internal sealed class IndexModel(ProofTools tools) : ProofPage(tools)
{
    private const int MostDrills = 50;

    public IReadOnlyList<SourceLine> Sources { get; private set; } = [];

    public IReadOnlyList<JobView> Going { get; private set; } = [];

    public IReadOnlyList<DrillLine> Drills { get; private set; } = [];

    public DrillPolicy Policy { get; private set; } = DrillPolicy.Usual;

    /// <summary>"18.00"</summary>
    public string Hour(TimeOnly hour) => hour.ToString(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? "HH':'mm" : "HH'.'mm", CultureInfo.InvariantCulture);

    public async Task<IActionResult> OnGetAsync()
    {
        if (await EnterAsync() is { } closed) return closed;
        Policy = await Tools.Drills.PolicyAsync(AtWork.Id, Aborted);
        Going = [.. (await Tools.Jobs.GoingAsync(AtWork.Id, Aborted)).Where(IsProof).Select(j => new JobView(j, MayCancel: true))];
        Drills = [.. (await Tools.Drills.ListAsync(AtWork.Id, MostDrills, Aborted)).Select(d => new DrillLine(d))];
        var candidates = (await Tools.Drills.CandidatesAsync(AtWork.Id, Aborted)).ToLookup(c => c.Source, StringComparer.Ordinal);
        var sources = new List<SourceLine>();
        foreach (var newest in await Tools.Book.NewestAsync(AtWork.Id, Aborted))
        {
            var own = candidates[newest.Source].ToList();
            var proof = (await Tools.Drills.OfSourceAsync(AtWork.Id, newest.Source, MostDrills, Aborted)).FirstOrDefault(d => d.Outcome == CheckOutcome.Passed);
            sources.Add(new SourceLine(newest, proof, own.Count > 0 ? Policy.NextOf(own, Now) : null, own.Count > 0,
                await Tools.Drills.ForecastAsync(AtWork.Id, newest.Source, newest.Kind, newest.SourceBytes, Aborted)));
        }
        Sources = sources;
        return Page();
    }
}
