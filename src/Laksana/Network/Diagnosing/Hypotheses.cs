namespace Laksana.Network;

/// <summary>Everything that may be wrong on a ground, one fault at a time. Pure.</summary>
public static class Hypotheses
{
    /// <summary>The likelier first, where evidence leaves several.</summary>
    public static IReadOnlyList<Hypothesis> Of(SiteGround ground)
    {
        var all = new List<Hypothesis> { new(FaultKind.NothingWrong, null), new(FaultKind.OwnUplink, SiteGround.Here) };
        foreach (var node in ground.Nodes.Where(n => n.Role is not (NodeRole.Here or NodeRole.Witness))) all.AddRange(OfNode(ground, node));
        foreach (var room in ground.Nodes.Where(n => n.IsHost && n.Behind != SiteGround.Here).Select(n => n.Behind!).Distinct(StringComparer.Ordinal)) all.Add(new(FaultKind.SwitchDead, room));
        foreach (var service in ground.Services)
            all.AddRange(service.IsDns ? [new Hypothesis(FaultKind.DnsStopped, service.Id)]
                : [new(FaultKind.ServiceStopped, service.Id), new(FaultKind.ServiceHung, service.Id), new(FaultKind.ServiceFaulty, service.Id)]);
        all.Add(new(FaultKind.DuplicateAddress, ground.EndPoint.Id));
        return all;
    }

    private static IEnumerable<Hypothesis> OfNode(SiteGround ground, GroundNode node)
    {
        FaultKind[] faults = node.Role switch
        {
            NodeRole.Router => [FaultKind.RouterOff],
            NodeRole.Modem => [FaultKind.ModemOff],
            NodeRole.EndPoint => [FaultKind.PcOff, FaultKind.CableCut, FaultKind.InterfaceShut, FaultKind.WrongAddress, FaultKind.WrongMask, FaultKind.WrongGateway, FaultKind.IcmpFiltered],
            _ => [ground.Services.Any(s => s.IsDns && s.Host == node.Id) ? FaultKind.DnsHostOff : FaultKind.ServerOff, FaultKind.InterfaceShut, FaultKind.IcmpFiltered],
        };
        // What leads straight from this machine is its own line.
        if (node.IsDevice && !node.IsFirst) faults = [FaultKind.CableCut, FaultKind.LineDead, FaultKind.InterfaceShut, .. faults];
        return faults.Concat([FaultKind.Loss, FaultKind.Delay, FaultKind.MtuBlackHole]).Select(f => new Hypothesis(f, node.Id));
    }
}
