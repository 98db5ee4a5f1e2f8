using System.Net;
using Laksana.Automation;
using Laksana.Network.Probes;
using static Laksana.Network.DiagnosisWords;

namespace Laksana.Network;

/// <summary>
/// Walks the ladder for one site: asks everything that can be asked from here and of machines at the site, at the same time where it can, tells each rung as it is done, and
/// has it judged. Nothing is changed anywhere. Ends within some fifteen seconds.
/// </summary>
public sealed class LadderWalk(IProber prober, NetworkMap map, MapSite site, IReadOnlyList<ISiteWitness> witnesses)
{
    private const int MostReferences = 3;
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(2), WitnessPatience = TimeSpan.FromSeconds(10);

    private readonly List<RungWalked> _rungs = [];
    private readonly List<Sighting> _seen = [];
    private IActionProgress _progress = null!;
    private long _begun;

    /// <exception cref="ActionFailedException">The site's address cannot be asked at all: its name is unknown, or it may not be asked.</exception>
    public async Task<Diagnosis> RunAsync(IActionProgress progress, CancellationToken token)
    {
        _progress = progress;
        _begun = TimeProvider.System.GetTimestamp();
        var (traced, path) = await TracedAsync(token);
        var ground = GroundOfMap.Draw(map, site, [.. witnesses.Select(w => w.Node).Where(n => n.Role == NodeRole.Witness)], traced);
        var doors = new DoorRounds(prober, ground);
        var devices = new DeviceRounds(prober, map, ground);
        var (local, looks, echoes, ports, answers) = (LocalAsync(token), LooksAsync(ground, token), EchoesAsync(ground, token), devices.AskAsync(token), doors.AskAsync(token));

        await TellAsync(ground, LadderRung.Local, 2, await local, token);
        var around = await looks;
        await TellAsync(ground, LadderRung.Addresses, 10, Of(around, LadderRung.Addresses), token, around.Any(s => s is SettingSeen) ? [] : [Unseen()]);
        await TellAsync(ground, LadderRung.Ping, 12, [.. await echoes, .. Of(around, LadderRung.Ping)], token, path);
        var (seenPorts, hardware) = await ports;
        await TellAsync(ground, LadderRung.Modem, 8, [.. seenPorts, .. Of(around, LadderRung.Modem)], token);
        await TellAsync(ground, LadderRung.Service, 6, [.. await answers, .. Of(around, LadderRung.Service)], token);
        await TellAsync(ground, LadderRung.Hardware, 8, [], token, [.. hardware]);
        var verdict = LadderJudge.Judge(ground, _seen);
        await TellAsync(ground, LadderRung.Working, 1, [], token, VerdictTelling.Finding(ground, map, verdict));
        return new Diagnosis(site.Id, ground, map, _rungs, _seen, verdict, TimeProvider.System.GetElapsedTime(_begun));
    }

    private static List<Sighting> Of(IReadOnlyList<Sighting> all, LadderRung rung) => [.. all.Where(s => s.Rung == rung)];

    /// <summary>Of a site of whose way the map says nothing the routers are asked for.</summary>
    private async Task<(IReadOnlyList<IPAddress> Routers, string[] Told)> TracedAsync(CancellationToken token)
    {
        if (site.Address is null || map.Graph.Of(site.Id).All.Any() || map.Devices.Any(d => d.Site == site.Id)) return ([], []);
        var path = Asked(await prober.ProbeAsync(new PathSpec(site.Address) { Timeout = Short, MostHops = 16 }, token));
        if (path.Facts is not { } facts) return ([], [Say["map.none"]]);
        var hops = Enumerable.Range(1, 16).Select(i => facts.GetValueOrDefault("hop." + i)).TakeWhile(h => h is not null).ToList();
        var routers = hops.Select(h => IPAddress.TryParse(h, out var a) ? a : null).OfType<IPAddress>().Distinct().ToList();
        if (facts.GetValueOrDefault(ProbeFacts.Reached) == "true" && routers.Count > 0) routers.RemoveAt(routers.Count - 1); // the site itself
        return (routers, [Say["map.none"], Say["path", path.Detail]]);
    }

    private async Task<IReadOnlyList<Sighting>> LocalAsync(CancellationToken token)
    {
        var references = map.Targets.Where(t => t is { Meaning: TargetMeaning.Reference, Paused: false }).Take(MostReferences).Select(t => t.Spec with { Timeout = t.Spec.Timeout < Short ? t.Spec.Timeout : Short }).ToList();
        if (references.Count == 0) return [];
        var answers = await Task.WhenAll(references.Select(r => prober.ProbeAsync(r, token).AsTask()));
        if (answers.All(a => a is { Outcome: ProbeOutcome.Unknown } && a.Finding != ProbeFindings.NoRoute)) return [];
        return [new UplinkSeen(answers.Any(a => a.Outcome is ProbeOutcome.Up or ProbeOutcome.Degraded)) { Rung = LadderRung.Local, Detail = string.Join("; ", answers.Select(a => a.Detail)) }];
    }

    private async Task<IReadOnlyList<Sighting>> LooksAsync(SiteGround ground, CancellationToken token) =>
        [.. (await Task.WhenAll(witnesses.Select(w => LookAsync(ground, w, token)))).SelectMany(s => s)];

    private async Task<IReadOnlyList<Sighting>> LookAsync(SiteGround ground, ISiteWitness witness, CancellationToken token)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(token);
        limit.CancelAfter(WitnessPatience);
        try
        {
            return await witness.LookAsync(LookOf(ground, witness.Node), limit.Token);
        }
        catch (OperationCanceledException) when (!token.IsCancellationRequested)
        {
            return []; // no word in time says nothing
        }
    }

    private SiteLook LookOf(SiteGround ground, GroundNode me)
    {
        var plan = GroundOfMap.Plan(map, site);
        var way = ground.WayTo(site.Id);
        var gateway = plan?.Gateway ?? (way[^2].Role == NodeRole.Here ? null : way[^2].Address);
        var neighbours = new Dictionary<string, string>(StringComparer.Ordinal);
        if (gateway is not null && way[^2].Role != NodeRole.Here) neighbours[way[^2].Id] = gateway;
        if (site.Address is { } address && IPAddress.TryParse(address, out _)) neighbours[site.Id] = address;
        var far = way.Skip(1).SkipLast(1).Reverse().Take(2).Concat(ground.Nodes.Where(n => n.Role == NodeRole.Host).Take(1)).Where(n => n.Address is not null);
        var own = me.Role == NodeRole.EndPoint;
        return new SiteLook(me.Id, own ? site.Address : null, plan?.Prefix, plan?.Gateway, neighbours, far.ToDictionary(n => n.Id, n => n.Address!, StringComparer.Ordinal));
    }

    private async Task<IReadOnlyList<Sighting>> EchoesAsync(SiteGround ground, CancellationToken token)
    {
        var told = witnesses.Select(w => w.Node.Id).ToHashSet(StringComparer.Ordinal);
        var asked = ground.Nodes.Where(n => n.Address is not null && n.Role != NodeRole.Here && !(n.Role == NodeRole.Witness && told.Contains(n.Id)));
        return [.. (await Task.WhenAll(asked.Select(n => EchoAsync(n, token)))).SelectMany(s => s)];
    }

    private async Task<IReadOnlyList<Sighting>> EchoAsync(GroundNode node, CancellationToken token)
    {
        var answer = await EchoSeries.AskAsync(prober, SiteGround.Here, node.Id, node.Address!, node.Role != NodeRole.Witness, token);
        if (node.Role == NodeRole.EndPoint) Asked(new ProbeResult(ProbeOutcome.Unknown, null, answer.Finding, answer.Detail));
        if (answer.Seen is not { } echo) return [];
        // How far another site is, or that it is silent, is not in question here.
        if (node.Role == NodeRole.Witness) return echo.Answered ? [echo with { LeastMs = null }] : [];
        return echo.Answered && await EchoSeries.WholeAsync(prober, SiteGround.Here, node.Id, node.Address!, token) is { } whole ? [echo, whole] : [echo];
    }

    private ProbeResult Asked(ProbeResult result) => SiteProbe.Asked(new Officers.Site(site.Id, site.Name, site.Address, site.Port), result);

    private string Unseen() => GroundOfMap.Plan(map, site) is { } plan ? Say["addresses.unseen", $"{plan.Id}/{plan.Prefix}, gateway {plan.Gateway ?? "-"}"] : Say["addresses.unplanned"];

    private async Task TellAsync(SiteGround ground, LadderRung rung, double planned, IReadOnlyList<Sighting> seen, CancellationToken token, params string[] more)
    {
        _seen.AddRange(seen);
        var lines = seen.Select(s => SightingWords.Tell(ground, s)).Concat(more).ToList();
        if (lines.Count == 0) lines.Add(Say[rung == LadderRung.Local ? "local.unknown" : "rung.nothing"]);
        var walked = new RungWalked(rung, planned, TimeProvider.System.GetElapsedTime(_begun).TotalSeconds, lines);
        _rungs.Add(walked);
        await _progress.ReportAsync(Say["rung.line", (int)rung, Say["rung." + VerdictTelling.Word(rung)], SightingWords.InShort(ground, seen, more.Length == 0 && seen.Count == 0 ? lines : more), walked.Actual, planned], (int)rung / 7.0, token);
    }
}
