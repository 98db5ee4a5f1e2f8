using Laksana.Automation;
using Laksana.Network.Probes;
using Laksana.Officers;
using static Laksana.Network.NetworkWords;

namespace Laksana.Network;

/// <summary>Asks a site a few times for an echo, and its service's port once. Bounded: at most some ten seconds.</summary>
internal static class SiteProbe
{
    public const int Questions = 4;

    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongPatience = TimeSpan.FromSeconds(3);

    /// <exception cref="ActionFailedException">Its name is unknown, or its address may not be asked.</exception>
    public static async Task<SiteFinding> RunAsync(IProber prober, Site site, IActionProgress progress, CancellationToken token)
    {
        var (echo, address, times) = (true, site.Address!, new List<double>());
        for (var i = 1; echo && i <= Questions; i++)
        {
            if (i > 1) await Task.Delay(Between, token);
            var result = Asked(site, await prober.ProbeAsync(new IcmpSpec(site.Address!) { Timeout = Patience }, token));
            address = result.Facts?.GetValueOrDefault(ProbeFacts.Address) ?? address;
            echo = result.Finding != ProbeFindings.NotPermitted;
            if (result.Latency is { } took) times.Add(Math.Round(took.TotalMilliseconds, 3));
            var line = !echo ? Say["ping.not-permitted"] : result.Latency is { } t ? Say["ping.answer", i, Questions, address, t.TotalMilliseconds] : Say["ping.silence", i, Questions, address];
            await progress.ReportAsync(line, echo ? (double)i / (Questions + 1) : null, token);
        }
        return new SiteFinding(site.Id, address, echo, echo ? Questions : 0, times.Count,
            times.Count > 0 ? times.Min() : null, times.Count > 0 ? Math.Round(times.Average(), 3) : null, times.Count > 0 ? times.Max() : null,
            await KnockAsync(prober, site, progress, token));
    }

    private static async Task<PortFinding?> KnockAsync(IProber prober, Site site, IActionProgress progress, CancellationToken token)
    {
        if (site.Port is not { } port) return null;
        var begun = TimeProvider.System.GetTimestamp();
        var result = Asked(site, await prober.ProbeAsync(new TcpSpec(site.Address!, port) { Timeout = LongPatience }, token));
        var took = result.Latency ?? TimeProvider.System.GetElapsedTime(begun);
        var state = result.Finding switch
        {
            ProbeFindings.Ok => PortFinding.Open,
            ProbeFindings.Refused or ProbeFindings.Reset => "refused",
            ProbeFindings.Timeout => "silent",
            _ => "unreachable",
        };
        await progress.ReportAsync(Say["port." + state, port], 1, token);
        return new PortFinding(port, state, Math.Round(took.TotalMilliseconds, 3));
    }

    internal static ProbeResult Asked(Site site, ProbeResult result) => result.Finding switch
    {
        ProbeFindings.NameUnknown or ProbeFindings.ResolverFailed => throw new ActionFailedException(Say["name-unknown", site.Name, site.Address], Say["name-unknown.hint"], mayRetry: true),
        ProbeFindings.AddressForbidden => throw new ActionFailedException(Say["address-forbidden", site.Name, result.Detail], Say["address-forbidden.hint"], mayRetry: false),
        ProbeFindings.SpecInvalid => throw new ActionFailedException(Say["address-invalid", site.Name, site.Address], Say["address-invalid.hint"], mayRetry: false),
        _ => result,
    };
}
