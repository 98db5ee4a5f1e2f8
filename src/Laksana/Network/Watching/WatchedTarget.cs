using Laksana.Network.Probes;

namespace Laksana.Network;

/// <summary>A result as it came from its probe.</summary>
/// <param name="At">When it was asked.</param>
internal sealed record Arrival(WatchedTarget Target, DateTimeOffset At, ProbeResult Result);

/// <summary>A target while it is watched: what is known of it, and what of its results has not been put away yet.</summary>
/// <param name="isLocal">It asks this machine about itself: this machine's own line has no part in that.</param>
internal sealed class WatchedTarget(MapTarget target, TargetRule rule, bool isLocal)
{
    private RawBlock? _block;
    private RollBucket _first, _second, _hour;
    private DateTimeOffset _hourBegins;

    public MapTarget Target { get; set; } = target;
    public TargetRule Rule { get; set; } = rule;
    public TargetState State { get; private set; } = TargetState.New;
    public long? Latency { get; private set; }
    public string Finding { get; private set; } = "";
    public string Detail { get; private set; } = "";
    public bool UnderWay { get; set; }
    /// <summary>Results that wait until it is known whether this machine could see.</summary>
    public Queue<Arrival> Held { get; } = new();

    public int Number => Target.Number;

    public bool IsLocal => isLocal;

    public void Restore(TargetNow now) => (State, Latency) = (now.State, now.Latency);

    /// <returns>What is shown of the target changed.</returns>
    public bool Take(ProbeOutcome outcome, ProbeResult result, DateTimeOffset at)
    {
        var before = (State.Standing, State.Since, State.Flapping, Finding);
        State = State.Next(outcome, at, Rule);
        Latency = result.Latency is { } took && outcome != ProbeOutcome.Unknown ? (long)took.TotalMicroseconds : null;
        (Finding, Detail) = (outcome == ProbeOutcome.Unknown && result.Outcome != ProbeOutcome.Unknown ? OwnLine : result.Finding, result.Detail);
        return before != (State.Standing, State.Since, State.Flapping, Finding);
    }

    /// <summary>Finding of a failure that came while this machine's own line was away.</summary>
    public const string OwnLine = "own-line";

    /// <summary>Puts a result among those of its block and hour; what is complete by then goes to <paramref name="put"/>.</summary>
    public void Record(DateTimeOffset now, PackedResult result, PendingWrites put)
    {
        EndBlock(now, put);
        EndHour(now, put);
        _block ??= new RawBlock(RawBlock.BeginOf(now));
        _block.Add(result.At, result.Outcome, result.Latency);
        if (now - _block.Begins < RollBucket.Short) _first.Add(result.Outcome, result.Latency);
        else _second.Add(result.Outcome, result.Latency);
        if (_hourBegins == default) _hourBegins = HourOf(now);
        _hour.Add(result.Outcome, result.Latency);
    }

    /// <summary>Puts the block away when its time is over.</summary>
    public void EndBlock(DateTimeOffset now, PendingWrites put)
    {
        if (_block is null || now - _block.Begins < RawBlock.Length) return;
        put.Blocks.Enqueue(new DoneBlock(Number, _block.Begins, _block.ToArray(), _first, _second));
        (_block, _first, _second) = (null, default, default);
    }

    public void EndHour(DateTimeOffset now, PendingWrites put)
    {
        if (_hourBegins == default || now - _hourBegins < RollBucket.Long) return;
        put.Hours.Enqueue(new DoneHour(Number, _hourBegins, _hour));
        (_hourBegins, _hour) = (default, default);
    }

    private static DateTimeOffset HourOf(DateTimeOffset at) => new(at.UtcTicks - at.UtcTicks % TimeSpan.TicksPerHour, TimeSpan.Zero);
}
