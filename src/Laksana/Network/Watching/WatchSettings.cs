namespace Laksana.Network;

/// <summary>How a node takes part in watching networks. The defaults are those of an installation; tests shorten them.</summary>
public sealed record WatchSettings
{
    /// <summary>This node's name, unique among those that run now.</summary>
    public required string Node { get; init; }

    /// <summary>How long an office stays with a node that is not heard of.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How often leases are prolonged, and offices looked for that nobody watches.</summary>
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>Results are stored at most this often.</summary>
    public TimeSpan FlushEvery { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan CheckpointEvery { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a change of the map, the settings or the windows is looked for.</summary>
    public TimeSpan MapEvery { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long the loop rests between looks at what is due.</summary>
    public TimeSpan Tick { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Probes under way at once; more wait, and are late.</summary>
    public int MostAtOnce { get; init; } = 3000;

    /// <summary>A loop that stood still for longer distrusts the failures of that time: it was itself too late to hear the answers.</summary>
    public TimeSpan Stall { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>More targets than this that fail at once are asked again in their own time only.</summary>
    public int MostUnsettled { get; init; } = 500;

    /// <summary>Rows of results kept in memory while the database is away: about so many seconds.</summary>
    public int MostWaitingRows { get; init; } = 7200;

    /// <summary>Targets on this machine's loopback count as far away; otherwise this machine's own line has no part in what they answer.</summary>
    public bool LoopbackIsFar { get; init; }

    /// <summary>What stood behind a cause has this long to come back after it.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(90);
}
