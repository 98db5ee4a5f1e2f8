using Laksana.Automation;
using Laksana.Network.Probes;
using Laksana.Officers;
using static Laksana.Network.NetworkWords;

namespace Laksana.Network;

/// <summary>
/// <c>network.ping</c>: whether a site answers. Argument <c>lokasi</c> is the id of one of the office's own sites; nothing else is ever asked.
/// Proposes <c>ya</c> when it answers and <c>tidak</c> when not, or the words in <c>bila-menjawab</c> and <c>bila-diam</c>.
/// </summary>
public sealed class NetworkPing(Offices offices, IProber prober) : IStepAction
{
    public string Name => "network.ping";

    public async Task<ActionResult> RunAsync(ActionRun run, IActionProgress progress, CancellationToken token)
    {
        var site = await SiteAsync(run, token);
        var found = await SiteProbe.RunAsync(prober, site, progress, token);
        var proposal = found.Answers ? run.Arguments.GetValueOrDefault("bila-menjawab", "ya") : run.Arguments.GetValueOrDefault("bila-diam", "tidak");
        return new ActionResult(Summary(site, found), found.ToJson(), proposal);
    }

    private async Task<Site> SiteAsync(ActionRun run, CancellationToken token)
    {
        var id = run.Arguments.GetValueOrDefault("lokasi", "").Trim();
        if (id.Length == 0) throw new ActionFailedException(Say["site-missing"], Say["site-missing.hint"], mayRetry: false);
        var office = await offices.GetAsync(run.Office, token);
        var site = office.Definition.Sites.FirstOrDefault(s => s.Id == id)
            ?? throw new ActionFailedException(Say["site-unknown", id], Say["site-unknown.hint"], mayRetry: false);
        return site.Address is null ? throw new ActionFailedException(Say["site-no-address", site.Name], Say["site-no-address.hint"], mayRetry: false) : site;
    }

    private static string Summary(Site site, SiteFinding found)
    {
        var echo = !found.Echo ? Say["summary.not-permitted"]
            : found.Received == 0 ? Say["summary.silent", found.Sent]
            : Say["summary.answers", found.Received, found.Sent, found.AvgMs];
        var port = found.Tcp is { } tcp ? Say["summary.port." + tcp.State, tcp.Port] : "";
        return Say["summary", site.Name, found.Address, echo, port];
    }
}
