using Laksana.Network.Probes;

namespace Laksana.Network;

/// <summary>Asks the services of a ground as their users do.</summary>
internal sealed class DoorRounds(IProber prober, SiteGround ground)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3), Knock = TimeSpan.FromSeconds(1.5);

    public async Task<IReadOnlyList<Sighting>> AskAsync(CancellationToken token) =>
        [.. (await Task.WhenAll(ground.Services.Where(s => s.Spec is not null).Select(s => AskAsync(s, token)))).OfType<Sighting>()];

    private async Task<Sighting?> AskAsync(GroundService service, CancellationToken token)
    {
        var spec = service.Spec! with { Timeout = service.Spec!.Timeout < Patience ? service.Spec.Timeout : Patience };
        var result = await prober.ProbeAsync(spec, token);
        return await StateAsync(spec, result, token) is { } state ? new DoorSeen(SiteGround.Here, service.Id, state) { Rung = LadderRung.Service, Detail = $"{result.Finding}: {result.Detail}" } : null;
    }

    /// <summary>Null: it could not be asked, or the finding says nothing of the service.</summary>
    private async Task<DoorState?> StateAsync(ProbeSpec spec, ProbeResult result, CancellationToken token)
    {
        switch (result.Finding)
        {
            case ProbeFindings.Refused: return DoorState.Refused;
            case ProbeFindings.UnreachableHost or ProbeFindings.UnreachableNet or ProbeFindings.Prohibited: return DoorState.Silent;
            case ProbeFindings.Reset or ProbeFindings.Garbage or ProbeFindings.HttpStatus or ProbeFindings.TextMissing or ProbeFindings.TooManyRedirects or ProbeFindings.RedirectInvalid
                or ProbeFindings.TlsFailed or ProbeFindings.DnsFailed or ProbeFindings.DnsRefused: return DoorState.Faulty;
            // A name server that knows no such name is awake.
            case ProbeFindings.DnsNoName or ProbeFindings.DnsNoAnswer or ProbeFindings.DnsWrongAnswer: return DoorState.Works;
            case ProbeFindings.NameUnknown: return null;
        }
        if (result.Outcome == ProbeOutcome.Unknown) return null;
        if (result.Finding != ProbeFindings.Timeout) return spec is TcpSpec ? DoorState.Open : DoorState.Works;
        if (spec is not HttpSpec || !Uri.TryCreate(spec.Target, UriKind.Absolute, out var url)) return DoorState.Silent;
        var knock = await prober.ProbeAsync(new TcpSpec(url.Host, url.Port) { Timeout = Knock }, token);
        return knock.Outcome == ProbeOutcome.Up ? DoorState.Hung : knock.Finding == ProbeFindings.Refused ? DoorState.Refused : DoorState.Silent;
    }
}
