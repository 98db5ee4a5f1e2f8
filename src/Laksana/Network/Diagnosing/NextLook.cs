namespace Laksana.Network;

public enum LookKind { Port, ModemLamp, Room, Machine, Server, Line, FarSide }

/// <summary>A probe or visit that has not been done.</summary>
/// <param name="At">The node or service to look at.</param>
public sealed record NextLook(LookKind Kind, string At)
{
    /// <summary>The look whose answer would leave fewest of the remaining hypotheses; of equal ones the least trouble.</summary>
    public static NextLook? Of(SiteGround ground, IReadOnlyList<Hypothesis> remaining, IReadOnlyList<Sighting> seen)
    {
        var best = (Look: default(NextLook), Left: (double)remaining.Count);
        foreach (var look in Possible(ground).Where(l => !l.IsDone(seen)))
        {
            // What would be left on average, were each of the remaining equally likely.
            var left = remaining.GroupBy(h => look.Answer(ground, h), StringComparer.Ordinal).Sum(g => (double)g.Count() * g.Count()) / Math.Max(1, remaining.Count);
            if (left < best.Left - 0.01) best = (look, left);
        }
        return best.Look;
    }

    private static IEnumerable<NextLook> Possible(SiteGround ground)
    {
        foreach (var node in ground.Nodes.Where(n => n.IsDevice && !n.IsFirst)) yield return new(LookKind.Port, node.Id);
        foreach (var node in ground.Nodes.Where(n => n.Role == NodeRole.Modem)) yield return new(LookKind.ModemLamp, node.Id);
        if (ground.EndPoint.Behind is { } room and not SiteGround.Here) yield return new(LookKind.Room, room);
        foreach (var service in ground.Services) yield return new(LookKind.Server, service.Id);
        yield return new(LookKind.Machine, ground.EndPoint.Id);
        foreach (var node in ground.Nodes.Where(n => n.IsFirst)) yield return new(LookKind.Line, node.Id);
    }

    private bool IsDone(IReadOnlyList<Sighting> seen) => Kind switch
    {
        LookKind.Port => seen.Any(s => s is PortSeen && s.To == At),
        LookKind.Room => seen.Any(s => s is NeighbourSeen && s.From != s.To),
        LookKind.Machine => seen.Any(s => s is SettingSeen && s.From == At),
        _ => false,
    };

    /// <summary>What it would show were the hypothesis true, as a word to tell answers apart.</summary>
    private string Answer(SiteGround ground, Hypothesis h) => Kind switch
    {
        LookKind.Port when h.At == At => h.Fault switch { FaultKind.InterfaceShut => "shut", FaultKind.CableCut or FaultKind.ModemOff or FaultKind.RouterOff => "dark", _ => "lit" },
        LookKind.ModemLamp when h.At == At && h.Fault == FaultKind.ModemOff => "off",
        LookKind.Room when h.At == ground.EndPoint.Id => h.Fault switch
        {
            FaultKind.PcOff or FaultKind.CableCut or FaultKind.InterfaceShut or FaultKind.WrongAddress => "pc-silent",
            FaultKind.DuplicateAddress => "two",
            _ => "fine",
        },
        LookKind.Room when h.At == At && h.Fault is FaultKind.SwitchDead or FaultKind.ModemOff or FaultKind.RouterOff => "room-silent",
        LookKind.Machine when h.At == At => h.Fault.ToString(),
        LookKind.Server when h.At == At || h.At == ground.Host(At).Id => h.Fault.ToString(),
        LookKind.Line when h.At == SiteGround.Here || h.At == At => h.Fault.ToString(),
        _ => "fine",
    };
}
