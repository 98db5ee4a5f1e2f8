using Laksana.Network.Probes;

namespace Laksana.Network;

/// <summary>How a failure is to be taken.</summary>
public enum Sight
{
    /// <summary>The line of this machine worked: what failed, failed.</summary>
    Clear,
    /// <summary>This machine's own line had failed: nobody is blamed.</summary>
    Blind,
    /// <summary>The references have not been asked since.</summary>
    Undecided,
}

/// <summary>
/// Whether this machine can see at all, by its reference targets: a failure counts when one of them has answered at or after it, and is unknown when every one of
/// them has failed at or after it. Without references everything counts. Pure.
/// </summary>
public sealed record OwnSight
{
    /// <summary>Per reference: its last result, when that was, and when it last answered.</summary>
    private sealed record Seen(ProbeOutcome Last, DateTimeOffset At, DateTimeOffset AnsweredAt);

    private readonly Dictionary<string, Seen> _references = new(StringComparer.Ordinal);

    /// <summary>The references there are; others are forgotten.</summary>
    public void Keep(IReadOnlyCollection<string> references)
    {
        foreach (var gone in _references.Keys.Except(references, StringComparer.Ordinal).ToList()) _references.Remove(gone);
        foreach (var one in references) _references.TryAdd(one, new Seen(ProbeOutcome.Unknown, DateTimeOffset.MinValue, DateTimeOffset.MinValue));
    }

    public void See(string reference, ProbeOutcome outcome, DateTimeOffset at)
    {
        if (!_references.TryGetValue(reference, out var seen)) return;
        var answered = outcome is ProbeOutcome.Up or ProbeOutcome.Degraded;
        _references[reference] = new Seen(outcome, at, answered ? at : seen.AnsweredAt);
    }

    /// <summary>Every reference failed the last time.</summary>
    public bool IsBlind => _references.Count > 0 && _references.Values.All(r => r.At > DateTimeOffset.MinValue && r.AnsweredAt < r.At);

    public bool HasReferences => _references.Count > 0;

    /// <summary>How to take a failure that was seen at a moment.</summary>
    public Sight Of(DateTimeOffset at)
    {
        if (_references.Count == 0 || _references.Values.Any(r => r.AnsweredAt >= at)) return Sight.Clear;
        return _references.Values.All(r => r.At >= at) ? Sight.Blind : Sight.Undecided;
    }
}
