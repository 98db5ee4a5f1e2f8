using static Laksana.Network.DiagnosisWords;

namespace Laksana.Network;

/// <summary>What was seen, in one line for people.</summary>
internal static class SightingWords
{
    private const int MostInShort = 3;

    public static string Tell(SiteGround ground, Sighting seen)
    {
        var to = ground.NameOf(seen.To);
        var words = seen switch
        {
            UplinkSeen s => Say[s.Works ? "seen.uplink" : "seen.uplink.down"],
            EchoSeen { Answered: false } s => Say["seen.echo.silent", to, s.Sent],
            EchoSeen { LeastMs: { } ms } s => Say["seen.echo", to, s.Received, s.Sent, ms],
            EchoSeen s => Say["seen.echo.answers", to, s.Received, s.Sent],
            SizeSeen s => Say[s.Received > 0 ? "seen.size" : s.Told ? "seen.size.told" : "seen.size.lost", to],
            PortSeen s => Say[!s.SwitchedOn ? "seen.port.shut" : s.Carrier ? "seen.port.up" : "seen.port.dark", ground.NameOf(s.From), to],
            NeighbourSeen s when s.From == s.To => Say[s.Machines > 0 ? "seen.stranger" : "seen.stranger.none", to],
            NeighbourSeen s => Say[s.Machines switch { 0 => "seen.neighbour.silent", 1 => "seen.neighbour", _ => "seen.neighbour.many" }, to, s.Machines],
            SettingSeen s => Setting(to, s),
            DoorSeen s => Say["seen.door." + s.State switch { DoorState.Works => "works", DoorState.Open => "open", DoorState.Refused => "refused", DoorState.Silent => "silent", DoorState.Hung => "hung", _ => "faulty" }, to],
            MuteSeen => Say["seen.mute", to],
            _ => to,
        };
        return seen.From == SiteGround.Here || seen is SettingSeen or PortSeen || seen.From == seen.To ? words : Say["seen.from", ground.NameOf(seen.From), words];
    }

    /// <summary>A rung in one line: what is amiss first, and what is fine only as far as there is room.</summary>
    public static string InShort(SiteGround ground, IReadOnlyList<Sighting> seen, IReadOnlyList<string> more)
    {
        var told = seen.OrderBy(s => IsFine(s) ? 1 : 0).Take(Math.Max(MostInShort, seen.Count(s => !IsFine(s)))).ToList();
        var lines = told.Select(s => Tell(ground, s)).Concat(more).ToList();
        if (seen.Count > told.Count) lines.Add(Say["rung.more", seen.Count - told.Count]);
        return string.Join("; ", lines);
    }

    private static bool IsFine(Sighting seen) => seen switch
    {
        UplinkSeen s => s.Works,
        EchoSeen s => s.Answered && !s.IsLossy,
        SizeSeen s => s.Received > 0,
        PortSeen s => s is { SwitchedOn: true, Carrier: true },
        NeighbourSeen s => s.From == s.To ? s.Machines == 0 : s.Machines == 1,
        SettingSeen s => s is { SwitchedOn: true, Carrier: true } && s.AddressRight != false && s.MaskRight != false && s.GatewayRight != false,
        DoorSeen s => s.State is DoorState.Works or DoorState.Open,
        _ => false,
    };

    private static string Setting(string name, SettingSeen s) => Say[
        !s.SwitchedOn ? "seen.setting.shut"
        : !s.Carrier ? "seen.setting.cable"
        : s.AddressRight == false ? "seen.setting.address"
        : s.MaskRight == false ? "seen.setting.mask"
        : s.GatewayRight == false ? "seen.setting.gateway"
        : "seen.setting.right", name];
}
