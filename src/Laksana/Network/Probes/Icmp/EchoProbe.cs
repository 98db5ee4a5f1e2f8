using System.Net;

namespace Laksana.Network.Probes.Icmp;

/// <summary>Echoes, the path and the packet size as results of probes.</summary>
internal sealed class EchoProbe(EchoEngine engine, Door door)
{
    public async Task<ProbeResult> AskAsync(IcmpSpec spec, CancellationToken token)
    {
        var addresses = await door.AddressesAsync(spec.Target, token);
        if (addresses.Value is not [var address, ..]) return addresses.Refusal!;
        var shape = new EchoShape(spec.PayloadLength, spec.TimeToLive ?? 0, spec.DontFragment);
        var answers = new List<EchoAnswer>();
        for (var i = 0; i < spec.Count; i++)
        {
            if (i > 0) await Task.Delay(spec.Interval, token);
            answers.Add(await engine.AskAsync(address, shape, spec.Timeout, token));
            if (answers[0].Verdict is EchoVerdict.NotPermitted or EchoVerdict.NoRoute) return Unasked(answers[0], address);
        }
        return Result(spec, address, answers);
    }

    public async Task<ProbeResult> AskAsync(PathSpec spec, CancellationToken token)
    {
        var addresses = await door.AddressesAsync(spec.Target, token);
        if (addresses.Value is not [var address, ..]) return addresses.Refusal!;
        var path = await engine.AlongAsync(address, spec.MostHops, spec.Timeout, token);
        if (path.Hops is [{ Refusal: EchoVerdict.NotPermitted or EchoVerdict.NoRoute } first]) return Unasked(new EchoAnswer(first.Refusal.Value), address);
        var facts = new FactBook();
        facts.Put(ProbeFacts.Address, address.ToString());
        facts.Put(ProbeFacts.Hops, path.Hops.Count);
        facts.Put(ProbeFacts.Reached, path.Reached);
        foreach (var hop in path.Hops)
        {
            facts.Put($"hop.{hop.Distance}", hop.Router?.ToString() ?? "*");
            if (hop.Took is { } took) facts.Put($"hop.{hop.Distance}.ms", took.TotalMilliseconds);
        }
        var detail = string.Join(" → ", path.Hops.Select(h => h.Router?.ToString() ?? "*"));
        if (path.Reached) return ProbeResult.Up(path.Hops[^1].Took, detail, facts);
        if (path.Loops) return ProbeResult.Down(ProbeFindings.PathLoops, detail, facts);
        return path.Hops is [.., { Refusal: { } refusal } last]
            ? ProbeResult.Down(Finding(refusal), $"{detail}; {last.Router}", facts) : ProbeResult.Down(ProbeFindings.PathEnds, detail.Length > 0 ? detail : address.ToString(), facts);
    }

    public async Task<ProbeResult> AskAsync(MtuSpec spec, CancellationToken token)
    {
        var addresses = await door.AddressesAsync(spec.Target, token);
        if (addresses.Value is not [var address, ..]) return addresses.Refusal!;
        var found = await engine.LargestAsync(address, spec.Wanted, spec.Timeout, token);
        if (found.Largest is not { } largest) return await AskAsync(new IcmpSpec(spec.Target) { Timeout = spec.Timeout / 6 }, token);
        var facts = new FactBook();
        facts.Put(ProbeFacts.Address, address.ToString());
        facts.Put(ProbeFacts.Mtu, largest);
        if (found.Told is { } told) facts.Put(ProbeFacts.ToldMtu, told);
        facts.Put(ProbeFacts.ToldBy, found.ToldBy?.ToString());
        if (found.DividedArrives is { } divided) facts.Put(ProbeFacts.Divided, divided ? "answers" : "silent");
        if (largest == spec.Wanted) return ProbeResult.Up(null, $"{address}: {largest}", facts);
        return found.Told is not null
            ? ProbeResult.Degraded(null, ProbeFindings.MtuReduced, $"{address}: {largest} < {spec.Wanted}, {found.ToldBy}", facts)
            : ProbeResult.Degraded(null, ProbeFindings.MtuBlackHole, $"{address}: {largest} < {spec.Wanted}", facts);
    }

    private static ProbeResult Result(IcmpSpec spec, IPAddress address, List<EchoAnswer> answers)
    {
        var times = answers.Where(a => a.Verdict == EchoVerdict.Answered).Select(a => a.Took.TotalMilliseconds).ToList();
        var loss = 100.0 * (spec.Count - times.Count) / spec.Count;
        var facts = new FactBook();
        facts.Put(ProbeFacts.Address, address.ToString());
        facts.Put(ProbeFacts.Sent, spec.Count);
        facts.Put(ProbeFacts.Received, times.Count);
        facts.Put(ProbeFacts.LossPercent, Math.Round(loss, 1));
        if (times.Count == 0) return Silent(address, answers, facts);
        facts.Put(ProbeFacts.MinMs, times.Min());
        facts.Put(ProbeFacts.AvgMs, times.Average());
        facts.Put(ProbeFacts.MaxMs, times.Max());
        var average = TimeSpan.FromMilliseconds(times.Average());
        var detail = FormattableString.Invariant($"{address}: {times.Count}/{spec.Count}, {times.Average():0.###} ms");
        return loss > spec.LossAbovePercent ? ProbeResult.Degraded(average, ProbeFindings.Loss, detail, facts) : ProbeResult.Up(average, detail, facts);
    }

    /// <summary>A word from a router says more than silence.</summary>
    private static ProbeResult Silent(IPAddress address, List<EchoAnswer> answers, FactBook facts)
    {
        var telling = answers.FirstOrDefault(a => a.Verdict != EchoVerdict.Silent);
        facts.Put(ProbeFacts.From, telling.From?.ToString());
        if (telling is { Verdict: EchoVerdict.TooBig, Mtu: > 0 }) facts.Put(ProbeFacts.ToldMtu, telling.Mtu);
        return ProbeResult.Down(Finding(telling.Verdict), telling.From is null ? address.ToString() : $"{address}; {telling.From}", facts);
    }

    private static ProbeResult Unasked(EchoAnswer answer, IPAddress address) => ProbeResult.Unknown(Finding(answer.Verdict), address.ToString());

    private static string Finding(EchoVerdict verdict) => verdict switch
    {
        EchoVerdict.Answered => ProbeFindings.Ok,
        EchoVerdict.HostUnreachable => ProbeFindings.UnreachableHost,
        EchoVerdict.NetUnreachable => ProbeFindings.UnreachableNet,
        EchoVerdict.Prohibited => ProbeFindings.Prohibited,
        EchoVerdict.TimeExceeded => ProbeFindings.TtlExceeded,
        EchoVerdict.TooBig => ProbeFindings.FragmentationNeeded,
        EchoVerdict.NoRoute => ProbeFindings.NoRoute,
        EchoVerdict.NotPermitted => ProbeFindings.NotPermitted,
        _ => ProbeFindings.Timeout,
    };
}
