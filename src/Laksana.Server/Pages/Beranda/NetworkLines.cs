using Laksana.Network;
using Laksana.Server.Pages.Network;
using static Laksana.Server.Pages.Beranda.BerandaWords;

namespace Laksana.Server.Pages.Beranda;

/// <summary>How the network stands, in one line.</summary>
internal sealed record NetworkLine(string Text, bool Grave);

/// <summary>One line for those whom the network concerns, where there is something that is watched.</summary>
internal sealed class NetworkLines(NetworkAccess access, StandingBook standings, IncidentBook incidents, OfficeTimes times)
{
    public async Task<NetworkLine?> ReadAsync(string office, CancellationToken token)
    {
        var (map, closed) = await access.EnterAsync(token);
        if (closed is not null || !WatchSign.IsWanted(map)) return null;
        var glance = await standings.GlanceAsync(office, token);
        if (glance.Watch.BlindSince is { } blind) return new(Say["health.network.blind", times.Moment(blind)], true);
        if (WatchSign.IsStale(map, glance.Watch, times.Now)) return new(glance.Watch.WatchedUntil is { } until ? Say["health.network.stale", times.Moment(until)] : Say["health.network.never"], true);
        if (await incidents.OpenAsync(office, token) is [var oldest, ..] open) return new(Say["health.network.down", open.Count, map.NameOf(oldest.Element), times.Moment(oldest.BeganAt)], true);
        return glance.Counts.GetValueOrDefault(Standing.Degraded) is > 0 and var ill ? new(Say["health.network.degraded", ill], false) : new(Say["health.network.ok", glance.Counts.GetValueOrDefault(Standing.Up)], false);
    }
}
