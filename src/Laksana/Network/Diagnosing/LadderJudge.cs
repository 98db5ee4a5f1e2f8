namespace Laksana.Network;

/// <summary>
/// Says what is wrong from what was seen: of everything that may be wrong on this ground, what does not fit a sighting is ruled out by it; the rest is the verdict. A place is
/// named only when all that is left lies there, otherwise the stretch that holds it. Pure.
/// </summary>
public static class LadderJudge
{
    public static Verdict Judge(SiteGround ground, IReadOnlyList<Sighting> sightings)
    {
        var verdict = JudgeOne(ground, sightings);
        if (verdict.Remaining.Count > 0) return verdict;
        // No single fault explains it: the way to the site by itself, and the servers by themselves.
        var site = JudgeOne(ground, [.. sightings.Where(s => !IsOfServers(ground, s))]);
        var servers = JudgeOne(ground, [.. sightings.Where(s => IsOfServers(ground, s) || s is UplinkSeen)]);
        if (site.Remaining.Count == 0 || site.Works == true) return servers.Fault is null or FaultKind.NothingWrong ? verdict : servers;
        return servers.Place is null ? site : site with { Beside = servers, Works = false };
    }

    private static bool IsOfServers(SiteGround ground, Sighting seen) => seen.From == SiteGround.Here && ground.Host(seen.To).Role == NodeRole.Host;

    private static Verdict JudgeOne(SiteGround ground, IReadOnlyList<Sighting> sightings)
    {
        var seen = SightingSieve.Of(ground, sightings);
        var expectations = new Expectations(ground);
        var (remaining, ruledOut) = (new List<Hypothesis>(), new List<RuledOut>());
        foreach (var h in Hypotheses.Of(ground))
            if (seen.FirstOrDefault(s => s is MuteSeen ? h.Fault == FaultKind.NothingWrong : !expectations.Allow(h, s)) is { } by) ruledOut.Add(new RuledOut(h, by));
            else remaining.Add(h);
        return Told(ground, seen, remaining, ruledOut);
    }

    private static Verdict Told(SiteGround ground, IReadOnlyList<Sighting> seen, List<Hypothesis> remaining, List<RuledOut> ruledOut)
    {
        var next = remaining.Count > 1 ? NextLook.Of(ground, remaining, seen) : null;
        Verdict Say(FaultKind? fault, FaultPlace? place, Confidence confidence, bool? works) =>
            new(fault, place, confidence, remaining, ruledOut, next, works) { Call = works == true ? Caller.Nobody : FaultPlaces.Call(ground, fault, place, remaining) };

        if (remaining.Count == 0) return Say(null, null, Confidence.None, null);
        if (Harmless(ground, seen, remaining) is { } harmless)
            return Say(harmless.Fault, harmless.At is null ? null : new FaultPlace(harmless.At, null, null), remaining.Count == 1 ? Confidence.Sure : Confidence.Likely, true);
        if (remaining.Exists(h => h.Fault == FaultKind.NothingWrong)) return Say(null, null, Confidence.None, null); // nothing amiss was seen, and nothing that works either
        var place = FaultPlaces.Of(ground, remaining, seen);
        var kinds = remaining.Select(h => h.Fault).Distinct().ToList();
        if (place is null) return Say(kinds is [var only] ? only : null, null, Confidence.None, false);
        // What is known, and where it lies is not: only the other side can tell.
        if (place.Element is null && remaining.Count == 1) next = new NextLook(LookKind.FarSide, place.To!);
        if (place.Element is null) return Say(kinds is [var one] ? one : null, place, Confidence.Stretch, false);
        return Say(remaining[0].Fault, place, kinds.Count == 1 ? Confidence.Sure : Confidence.Likely, false);
    }

    /// <summary>What leaves people working, when it was seen that they can.</summary>
    private static Hypothesis? Harmless(SiteGround ground, IReadOnlyList<Sighting> seen, List<Hypothesis> remaining)
    {
        var answers = seen.Any(s => s is EchoSeen { Answered: true, From: SiteGround.Here } && s.To == ground.EndPoint.Id)
            || seen.Any(s => s is DoorSeen { State: DoorState.Works or DoorState.Open } && (ground.Host(s.To) == ground.EndPoint || s.From == ground.EndPoint.Id));
        if (answers && remaining.Find(h => h.Fault == FaultKind.NothingWrong) is { } nothing) return nothing;
        return remaining.Find(h => h.Fault == FaultKind.IcmpFiltered && seen.Any(s => s is MuteSeen && s.To == h.At)) is { } filtered && (answers || filtered.At != ground.EndPoint.Id) ? filtered : null;
    }
}
