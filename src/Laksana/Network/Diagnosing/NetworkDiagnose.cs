using Laksana.Automation;
using Laksana.Network.Probes;
using static Laksana.Network.NetworkWords;

namespace Laksana.Network;

/// <summary>Walks the ladder for one of an office's sites.</summary>
/// <param name="proberOf">Asks with what an office may use.</param>
public sealed class SiteDiagnosis(NetworkMaps maps, Func<string, IProber> proberOf, IEnumerable<ISiteWitnesses> witnesses)
{
    /// <exception cref="ActionFailedException">It is no site of the office, or its address cannot be asked.</exception>
    public async Task<Diagnosis> RunAsync(string office, string id, IActionProgress progress, CancellationToken token)
    {
        if (id.Length == 0) throw new ActionFailedException(Say["site-missing"], Say["site-missing.hint"], mayRetry: false);
        var map = await maps.GetAsync(office, token);
        if (map.Element(id) is not MapSite site) throw new ActionFailedException(Say["site-unknown", id], Say["site-unknown.hint"], mayRetry: false);
        if (site.Address is null) throw new ActionFailedException(Say["site-no-address", site.Name], Say["site-no-address.hint"], mayRetry: false);
        var asked = new List<ISiteWitness>();
        foreach (var one in witnesses) asked.AddRange(await one.AtAsync(office, id, token));
        return await new LadderWalk(proberOf(office), map, site, asked).RunAsync(progress, token);
    }
}

/// <summary>
/// <c>network.diagnose</c>: the whole ladder for a site. Argument <c>lokasi</c> is the id of one of the office's own sites. Proposes <c>ya</c> when people can work and
/// <c>tidak</c> when not, or the words in <c>bila-berfungsi</c> and <c>bila-terganggu</c>; nothing when it cannot be said. A row may do without the map: then only what can be probed is told.
/// </summary>
public sealed class NetworkDiagnose(SiteDiagnosis diagnosis) : IStepAction
{
    public string Name => "network.diagnose";

    public async Task<ActionResult> RunAsync(ActionRun run, IActionProgress progress, CancellationToken token)
    {
        var found = await diagnosis.RunAsync(run.Office, run.Arguments.GetValueOrDefault("lokasi", "").Trim(), progress, token);
        return new ActionResult(found.Summary(), found.ToJson(), found.Proposal(run.Arguments.GetValueOrDefault("bila-berfungsi", "ya"), run.Arguments.GetValueOrDefault("bila-terganggu", "tidak")));
    }
}
