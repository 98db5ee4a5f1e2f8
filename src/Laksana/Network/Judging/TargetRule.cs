namespace Laksana.Network;

/// <summary>How often something must be seen before it is believed.</summary>
/// <param name="Checks">Failures in a row before down, at least 1.</param>
/// <param name="Recoveries">Answers in a row before up again, at least 1.</param>
/// <param name="Interval">How often it is asked.</param>
public sealed record TargetRule(int Checks, int Recoveries, TimeSpan Interval)
{
    /// <summary>So many changes of what is believed within <see cref="FlapWithin"/> are flapping.</summary>
    public const int FlapChanges = 6;

    /// <summary>Of so many results…</summary>
    public const int FlapResults = 20;

    /// <summary>… so many that differ from the one before are flapping too, although no failure may have been believed.</summary>
    public const int FlapTurns = 9;

    public TimeSpan FlapWithin => Max(TimeSpan.FromMinutes(30), Interval * 60);

    /// <summary>Flapping ends when for so long every result was like the one before.</summary>
    public TimeSpan Calm => Max(TimeSpan.FromMinutes(5), Interval * (Checks + Recoveries + 5));

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
