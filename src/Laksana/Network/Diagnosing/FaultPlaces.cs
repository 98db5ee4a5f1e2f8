namespace Laksana.Network;

/// <summary>Where faults lie on a ground, and whom they concern. Pure.</summary>
internal static class FaultPlaces
{
    /// <summary>The element that all of them lie at, or the stretch that holds them all; null when they lie on different branches.</summary>
    public static FaultPlace? Of(SiteGround ground, IReadOnlyList<Hypothesis> faults, IReadOnlyList<Sighting> seen)
    {
        var places = faults.Select(h => OfOne(ground, h, seen)).ToList();
        if (places[0].Element is { } element && places.TrueForAll(p => p.Element == element)) return places[0];
        // The deepest of all ends: the way to it must hold all the others.
        var ends = places.SelectMany(p => new[] { p.From!, p.To! }).Distinct(StringComparer.Ordinal).ToList();
        var way = ends.Select(ground.WayTo).MaxBy(w => w.Count)!;
        var on = way.Select(n => n.Id).ToList();
        if (!ends.TrueForAll(on.Contains)) return null;
        var first = ends.MinBy(on.IndexOf)!;
        return new FaultPlace(null, first, way[^1].Id);
    }

    private static FaultPlace OfOne(SiteGround ground, Hypothesis h, IReadOnlyList<Sighting> seen)
    {
        if (h.At is null or SiteGround.Here) return new(SiteGround.Here, SiteGround.Here, SiteGround.Here);
        if (ground.Service(h.At) is { } service) return new(service.Host == ground.EndPoint.Id ? service.Host : service.Id, service.Host, service.Host);
        var node = ground.Node(h.At);
        return h.Fault switch
        {
            FaultKind.SwitchDead => new(null, node.Id, ground.EndPoint.Behind == node.Id ? ground.EndPoint.Id : ground.Nodes.First(n => n.IsHost && n.Behind == node.Id).Id),
            FaultKind.InterfaceShut when node.Role != NodeRole.EndPoint => new(node.Behind, node.Behind, node.Id),
            FaultKind.CableCut or FaultKind.LineDead when node.IsDevice => new(node.Line?.Id, node.Behind, node.Id),
            // A packet that is lost may be lost by the device at either end; only from both sides it is the line.
            FaultKind.Loss or FaultKind.Delay or FaultKind.MtuBlackHole => new(SeenFromBeyond(ground, h.Fault, node, seen) ? node.Line?.Id : null, node.Behind, node.Id),
            _ => new(node.Id, node.Id, node.Id),
        };
    }

    private static bool SeenFromBeyond(SiteGround ground, FaultKind fault, GroundNode node, IReadOnlyList<Sighting> seen) =>
        seen.Any(s => (fault == FaultKind.MtuBlackHole ? s is SizeSeen : s is EchoSeen) && s.From != SiteGround.Here && ground.Between(s.From, s.To).Segments.Contains(node));

    public static Caller Call(SiteGround ground, FaultKind? fault, FaultPlace? place, IReadOnlyList<Hypothesis> faults)
    {
        if (place is null) return Caller.Nobody;
        if (fault is FaultKind.PcOff or FaultKind.ModemOff or FaultKind.RouterOff or FaultKind.SwitchDead or FaultKind.ServerOff or FaultKind.DnsHostOff
            || (fault == FaultKind.CableCut && ground.Find(faults[0].At!) is { IsDevice: false })) return new Caller(CallKind.GeneralAffairs);
        var line = faults.Where(h => h.At is not null && h.Fault is FaultKind.CableCut or FaultKind.LineDead or FaultKind.Loss or FaultKind.Delay or FaultKind.MtuBlackHole)
            .Select(h => ground.Find(h.At!)?.Line).FirstOrDefault(l => l?.Provider is not null);
        return line is not null ? new Caller(CallKind.Provider, line.Id)
            : faults.Any(h => h.Fault is FaultKind.PcOff or FaultKind.ModemOff or FaultKind.RouterOff or FaultKind.SwitchDead) ? new Caller(CallKind.GeneralAffairs) : Caller.Nobody;
    }
}
