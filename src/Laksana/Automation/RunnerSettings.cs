namespace Laksana.Automation;

/// <summary>How a node works on machine steps. The defaults are those of an installation; tests shorten them.</summary>
public sealed record RunnerSettings
{
    /// <summary>This node's name, unique among those that run now.</summary>
    public required string Node { get; init; }

    /// <summary>How many runs this node works on at once.</summary>
    public int Slots { get; init; } = 4;

    /// <summary>How long a run stays with a node that is not heard of: a lost node's run goes on elsewhere after this time.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(12);

    /// <summary>How often a node says that it still works on a run; a fraction of <see cref="Lease"/>.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Progress is written at most this often.</summary>
    public TimeSpan ProgressEvery { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How often to look for work that nobody announced: a later try whose time has come, a lost node's run.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Tries of an action that fails in an expected way, before the failure is reported to the step.</summary>
    public int Tries { get; init; } = 3;

    /// <summary>Pause before the second try; each later pause is <see cref="PauseFactor"/> times as long.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(2);

    public int PauseFactor { get; init; } = 4;

    /// <summary>A run that was taken more often than this has ended its nodes each time, and is reported as failed.</summary>
    public int MostTakings { get; init; } = 20;

    /// <summary>How often this node clears away what lost attempts left behind, besides when it starts.</summary>
    public TimeSpan TidyEvery { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long a node that is told to end waits for its runs to stop.</summary>
    public TimeSpan EndPatience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Pause after the failure that was the <paramref name="failures"/>-th, counted from 1.</summary>
    public TimeSpan PauseAfter(int failures) => FirstPause * Math.Pow(PauseFactor, failures - 1);
}
