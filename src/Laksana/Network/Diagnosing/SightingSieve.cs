namespace Laksana.Network;

/// <summary>A machine that answers no ping, but on another way: its silence says nothing.</summary>
public sealed record MuteSeen(string From, string To) : Sighting(From, To);

/// <summary>
/// Takes out what other sightings show to mean nothing: a router that answers pings late, seldom or never, while what lies behind it answers well; a machine that answers no
/// ping but whose service answers. Pure.
/// </summary>
public static class SightingSieve
{
    public static IReadOnlyList<Sighting> Of(SiteGround ground, IReadOnlyList<Sighting> all)
    {
        var echoes = all.OfType<EchoSeen>().ToList();
        var kept = new List<Sighting>(all.Count);
        foreach (var seen in all)
        {
            if (seen is UplinkSeen { Works: false } && echoes.Exists(e => e is { Answered: true, From: SiteGround.Here })) continue; // something far does answer
            if (seen is EchoSeen echo && echoes.Exists(other => Beyond(ground, echo, other) && Better(ground, other, echo))) continue;
            if (seen is EchoSeen { Answered: false } silent && all.OfType<DoorSeen>().FirstOrDefault(d => d.From == silent.From && d.State != DoorState.Silent && ground.Host(d.To).Id == silent.To) is { } door)
                kept.Add(new MuteSeen(silent.From, silent.To) { Rung = door.Rung, Detail = door.Detail });
            else
                kept.Add(seen);
        }
        return kept;
    }

    private static bool Beyond(SiteGround ground, EchoSeen near, EchoSeen far) =>
        near.From == far.From && near.To != far.To && ground.Between(far.From, far.To).Nodes.Any(n => n.Id == near.To) && ground.Node(near.To).IsDevice;

    private static bool Better(SiteGround ground, EchoSeen far, EchoSeen near)
    {
        if (!far.Answered) return false;
        if (!near.Answered) return true;
        if (near.IsLossy && far.IsClean) return true;
        var patience = ground.Between(near.From, near.To).Segments.Sum(s => s.PatienceMs);
        return near.LeastMs > patience && far.LeastMs <= patience;
    }
}
