using Laksana.Network;

namespace Laksana.Server.Pages.Network;

/// <summary>Whether the watch itself lives.</summary>
internal static class WatchSign
{
    /// <summary>A watch that has stored nothing for so long is not watching.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static bool IsWanted(NetworkMap map) => map.Targets.Any(t => !t.Paused);

    public static bool IsStale(NetworkMap map, WatchState watch, DateTimeOffset now) => IsWanted(map) && (watch.WatchedUntil is not { } until || now - until > Patience);
}
