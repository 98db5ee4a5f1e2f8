using System.Numerics;
using Laksana.Network.Probes;

namespace Laksana.Network;

/// <summary>
/// What is known of a target. Soft results are counted; only a row of them changes what is believed (<see cref="Hard"/>), and going well again needs a row too.
/// An unknown result neither counts nor ends a row. Pure: the same results always lead to the same state.
/// </summary>
public sealed record TargetState
{
    public static readonly TargetState New = new();

    /// <summary>What is believed: never <see cref="Standing.Unknown"/>, which lies over it.</summary>
    public Standing Hard { get; init; }
    /// <summary>Since when: the first result of the row that made it so.</summary>
    public DateTimeOffset Since { get; init; }
    /// <summary>The result that completed that row.</summary>
    public DateTimeOffset HardAt { get; init; }
    public ProbeOutcome Last { get; init; } = ProbeOutcome.Unknown;
    public DateTimeOffset LastAt { get; init; }
    /// <summary>Results in a row, up to the last known one: down; not up; up; not down.</summary>
    public int Downs { get; init; }
    public int Bads { get; init; }
    public int Ups { get; init; }
    public int Alives { get; init; }
    public DateTimeOffset DownSince { get; init; }
    public DateTimeOffset BadSince { get; init; }
    public DateTimeOffset UpSince { get; init; }
    public DateTimeOffset AliveSince { get; init; }
    /// <summary>Unknown results in a row.</summary>
    public int Unknowns { get; init; }
    public DateTimeOffset UnknownSince { get; init; }
    /// <summary>The last results, one bit each, 1 for not up, the newest lowest; and how many there are.</summary>
    public uint Bits { get; init; }
    public int Seen { get; init; }
    public bool Flapping { get; init; }
    public DateTimeOffset FlappingSince { get; init; }
    /// <summary>When a result last differed from the one before.</summary>
    public DateTimeOffset TurnedAt { get; init; }
    /// <summary>When what is believed last changed, the newest last; at most <see cref="TargetRule.FlapChanges"/>.</summary>
    public IReadOnlyList<DateTimeOffset> Changes { get; init; } = [];

    /// <summary>What is shown and acted on.</summary>
    public Standing Standing => Unknowns >= 2 ? Standing.Unknown : Flapping && Hard != Standing.Down ? Standing.Degraded : Hard;

    /// <summary>It has failed, but not often enough to be believed.</summary>
    public bool Suspect => Downs > 0 && Hard != Standing.Down;

    /// <summary>It answers again, but not often enough to be believed.</summary>
    public bool Recovering => Alives > 0 && Hard == Standing.Down;

    /// <summary>Should be asked again soon: something is beginning or ending.</summary>
    public bool Unsettled => Suspect || Recovering || Hard == Standing.Pending || (Bads > 0 && Hard == Standing.Up) || (Ups > 0 && Hard == Standing.Degraded);

    public TargetState Next(ProbeOutcome outcome, DateTimeOffset at, TargetRule rule)
    {
        var next = this with { Last = outcome, LastAt = at };
        if (outcome == ProbeOutcome.Unknown) return next with { Unknowns = Unknowns + 1, UnknownSince = Unknowns == 0 ? at : UnknownSince };
        next = next.Counted(outcome, at) with { Unknowns = 0 };
        var believed = next.Believed(rule);
        if (believed != Hard)
        {
            var since = believed switch
            {
                Standing.Down => next.DownSince,
                Standing.Up => next.UpSince,
                _ => Hard == Standing.Down ? next.AliveSince : next.BadSince,
            };
            next = next with { Hard = believed, Since = since, HardAt = at, Changes = Hard == Standing.Pending ? Changes : [.. Changes.TakeLast(TargetRule.FlapChanges - 1), at] };
        }
        return next.Damped(at, rule);
    }

    private TargetState Counted(ProbeOutcome outcome, DateTimeOffset at)
    {
        var (down, up) = (outcome == ProbeOutcome.Down, outcome == ProbeOutcome.Up);
        var turned = Seen > 0 && (Bits & 1) == 1 == up;
        return this with
        {
            Downs = down ? Downs + 1 : 0,
            Bads = up ? 0 : Bads + 1,
            Ups = up ? Ups + 1 : 0,
            Alives = down ? 0 : Alives + 1,
            DownSince = down && Downs == 0 ? at : DownSince,
            BadSince = !up && Bads == 0 ? at : BadSince,
            UpSince = up && Ups == 0 ? at : UpSince,
            AliveSince = !down && Alives == 0 ? at : AliveSince,
            Bits = Bits << 1 | (up ? 0u : 1u),
            Seen = Math.Min(Seen + 1, 32),
            TurnedAt = turned || Seen == 0 ? at : TurnedAt,
        };
    }

    private Standing Believed(TargetRule rule)
    {
        if (Downs >= rule.Checks) return Standing.Down;
        switch (Hard)
        {
            case Standing.Pending: return Ups > 0 ? Standing.Up : Bads >= rule.Checks ? Standing.Degraded : Standing.Pending;
            case Standing.Down: return Alives < rule.Recoveries ? Standing.Down : Ups >= rule.Recoveries ? Standing.Up : Standing.Degraded;
            case Standing.Degraded: return Ups >= rule.Recoveries ? Standing.Up : Standing.Degraded;
            default: return Bads >= rule.Checks ? Standing.Degraded : Standing.Up;
        }
    }

    private TargetState Damped(DateTimeOffset at, TargetRule rule)
    {
        if (Flapping) return at - TurnedAt >= rule.Calm ? this with { Flapping = false, Changes = [] } : this;
        const uint window = (1u << (TargetRule.FlapResults - 1)) - 1;
        var turns = Seen < TargetRule.FlapResults ? 0 : BitOperations.PopCount((Bits ^ Bits >> 1) & window);
        var often = Changes.Count >= TargetRule.FlapChanges && at - Changes[0] <= rule.FlapWithin;
        return turns >= TargetRule.FlapTurns || often ? this with { Flapping = true, FlappingSince = at } : this;
    }
}
