namespace Laksana.Network;

/// <summary>
/// Whether something that was seen can be seen when a hypothesis is true. Where a hypothesis leaves it open it can: so a true hypothesis is never ruled out, and more
/// sightings only ever leave fewer. Pure.
/// </summary>
public sealed class Expectations(SiteGround ground)
{
    private enum Expect { Answer, Silence, Either }

    public bool Allow(Hypothesis h, Sighting seen) => seen switch
    {
        UplinkSeen uplink => uplink.Works != (h.Fault == FaultKind.OwnUplink),
        EchoSeen echo => AllowEcho(h, echo),
        SizeSeen size => AllowSize(h, size),
        PortSeen port => AllowPort(h, port),
        NeighbourSeen neighbour => AllowNeighbour(h, neighbour),
        SettingSeen setting => AllowSetting(h, setting),
        DoorSeen door => AllowDoor(h, door),
        _ => true,
    };

    private bool AllowEcho(Hypothesis h, EchoSeen echo)
    {
        var expect = h.Fault == FaultKind.IcmpFiltered && h.At == echo.To ? Expect.Silence : Reach(h, echo.From, echo.To);
        if (!echo.Answered) return expect != Expect.Answer || (h.Fault != FaultKind.NothingWrong && !ground.Node(echo.To).Speaks && ground.EndPoint.Id != echo.To);
        if (expect != Expect.Answer) return expect == Expect.Either;
        var segments = ground.Between(echo.From, echo.To).Segments;
        var inWay = segments.Any(s => s.Id == h.At);
        if (h.Fault == FaultKind.Loss && inWay ? echo.IsClean : echo.IsLossy) return false;
        if (echo.LeastMs is null) return true;
        return h.Fault == FaultKind.Delay && inWay ? echo.LeastMs > ground.Node(h.At!).PatienceMs : echo.LeastMs <= segments.Sum(s => s.PatienceMs);
    }

    private bool AllowSize(Hypothesis h, SizeSeen size)
    {
        var inWay = ground.Between(size.From, size.To).Segments.Any(s => s.Id == h.At);
        if (size.Received > 0 || size.Told) return !(h.Fault == FaultKind.MtuBlackHole && inWay) && (size.Told || Reach(h, size.From, size.To) != Expect.Silence);
        return (h.Fault is FaultKind.MtuBlackHole or FaultKind.Loss && inWay) || (h.Fault == FaultKind.IcmpFiltered && h.At == size.To) || Reach(h, size.From, size.To) != Expect.Answer;
    }

    /// <summary>The port of the device before a node. That it was told at all means that this device was reached.</summary>
    private bool AllowPort(Hypothesis h, PortSeen port)
    {
        if (Reach(h, SiteGround.Here, port.From) == Expect.Silence) return false;
        var own = h.At == port.To;
        if (!port.SwitchedOn) return own && h.Fault == FaultKind.InterfaceShut;
        if (!port.Carrier) return own && h.Fault is FaultKind.CableCut or FaultKind.InterfaceShut or FaultKind.ModemOff or FaultKind.RouterOff or FaultKind.PcOff or FaultKind.DnsHostOff or FaultKind.ServerOff
            && (h.Fault != FaultKind.InterfaceShut || ground.Node(port.To).Role == NodeRole.EndPoint);
        return !(own && h.Fault is FaultKind.CableCut or FaultKind.InterfaceShut) && !(h.Fault == FaultKind.SwitchDead && h.At == port.From && ground.Node(port.To).IsHost);
    }

    private bool AllowNeighbour(Hypothesis h, NeighbourSeen seen)
    {
        var twice = h.Fault == FaultKind.DuplicateAddress && h.At == seen.To;
        // Whoever asks for its own address hears only strangers.
        if (seen.From == seen.To) return seen.Machines > 0 == twice;
        if (seen.Machines >= 2) return twice;
        if (twice) return false;
        return Reach(h, seen.From, seen.To) switch { Expect.Answer => seen.Machines == 1, Expect.Silence => seen.Machines == 0, _ => true };
    }

    private bool AllowSetting(Hypothesis h, SettingSeen seen)
    {
        var own = h.At == seen.From;
        if (own && h.Fault is FaultKind.PcOff or FaultKind.ServerOff) return false;
        if (!seen.SwitchedOn) return own && h.Fault == FaultKind.InterfaceShut;
        if (own && h.Fault == FaultKind.InterfaceShut) return false;
        var room = ground.Node(seen.From).Behind;
        if (!seen.Carrier) return (own && h.Fault == FaultKind.CableCut) || (h.At == room && h.Fault is FaultKind.SwitchDead or FaultKind.ModemOff or FaultKind.RouterOff);
        if (own && h.Fault == FaultKind.CableCut) return false;
        if (seen.AddressRight is { } address && address == (own && h.Fault == FaultKind.WrongAddress)) return false;
        if (seen.AddressRight == false) return true; // only the wrong address is left; what else differs belongs to it
        if (seen.MaskRight is { } mask && mask == (own && h.Fault == FaultKind.WrongMask)) return false;
        return seen.GatewayRight is not { } gateway || gateway != (own && h.Fault == FaultKind.WrongGateway);
    }

    private bool AllowDoor(Hypothesis h, DoorSeen door)
    {
        if (h.At == door.To)
            switch (h.Fault)
            {
                case FaultKind.ServiceStopped: return door.State == DoorState.Refused;
                case FaultKind.DnsStopped: return door.State is DoorState.Refused or DoorState.Silent or DoorState.Faulty;
                case FaultKind.ServiceHung: return door.State is DoorState.Hung or DoorState.Silent or DoorState.Open;
                case FaultKind.ServiceFaulty: return door.State is DoorState.Faulty or DoorState.Open;
            }
        var host = ground.Host(door.To).Id;
        var inWay = ground.Between(door.From, host).Segments.Any(s => s.Id == h.At);
        return Reach(h, door.From, host) switch
        {
            Expect.Silence => door.State == DoorState.Silent,
            // What is refused was refused by somebody: by whoever else has the address, not for want of a way.
            Expect.Either => h.Fault == FaultKind.DuplicateAddress || door.State is DoorState.Works or DoorState.Open or DoorState.Silent,
            _ when inWay && h.Fault is FaultKind.Loss or FaultKind.MtuBlackHole or FaultKind.Delay => door.State is not (DoorState.Refused or DoorState.Faulty),
            _ => door.State is DoorState.Works or DoorState.Open,
        };
    }

    /// <summary>Whether small packets go from one node to another and back.</summary>
    private Expect Reach(Hypothesis h, string from, string to)
    {
        var (segments, nodes) = ground.Between(from, to);
        var (inWay, atEnd, passed) = (segments.Any(s => s.Id == h.At), h.At == from || h.At == to, nodes.Any(n => n.Id == h.At));
        return h.Fault switch
        {
            FaultKind.InterfaceShut or FaultKind.CableCut or FaultKind.LineDead when inWay => Expect.Silence,
            FaultKind.OwnUplink when from == SiteGround.Here || to == SiteGround.Here || nodes.Any(n => n.Role == NodeRole.Here) => Expect.Silence,
            FaultKind.RouterOff or FaultKind.ModemOff or FaultKind.PcOff or FaultKind.DnsHostOff or FaultKind.ServerOff when passed => Expect.Silence,
            // The box that leads out of a room is often also what joins it.
            FaultKind.RouterOff or FaultKind.ModemOff when ground.AreNeighbours(from, to) && ground.Node(from).Behind == h.At => Expect.Either,
            FaultKind.SwitchDead when segments.Any(s => !s.IsDevice && s.Behind == h.At) => Expect.Silence,
            FaultKind.WrongAddress when h.At == to => Expect.Silence,
            FaultKind.WrongAddress or FaultKind.WrongMask or FaultKind.DuplicateAddress when atEnd => Expect.Either,
            FaultKind.WrongGateway when atEnd => ground.AreNeighbours(from, to) || ground.Node(h.At!).Behind == (h.At == from ? to : from) ? Expect.Answer : Expect.Either,
            _ => Expect.Answer,
        };
    }
}
