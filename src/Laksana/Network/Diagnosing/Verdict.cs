namespace Laksana.Network;

public enum Confidence
{
    /// <summary>Not enough was seen to name a place.</summary>
    None,
    /// <summary>The stretch is known, the place on it is not.</summary>
    Stretch,
    /// <summary>The place is known; several faults there are possible and the likeliest is named.</summary>
    Likely,
    /// <summary>Nothing else explains what was seen.</summary>
    Sure,
}

/// <summary>Where: one element of the map, or somewhere between two nodes (both included).</summary>
public sealed record FaultPlace(string? Element, string? From, string? To);

/// <summary>What is not the cause, and the sighting that showed it.</summary>
public sealed record RuledOut(Hypothesis What, Sighting By);

/// <summary>What a diagnosis comes down to.</summary>
/// <param name="Fault">Null: not known which.</param>
/// <param name="Place">Null: nowhere, or not known where.</param>
/// <param name="Remaining">What still explains everything that was seen, the likelier first.</param>
/// <param name="Next">The one look that would tell most of those apart; null when there is nothing to tell.</param>
/// <param name="Works">Whether people can work; null: not known.</param>
/// <param name="Beside">What was seen at the servers does not fit one fault with what was seen on the way to the site: what that would be by itself.</param>
public sealed record Verdict(FaultKind? Fault, FaultPlace? Place, Confidence Confidence, IReadOnlyList<Hypothesis> Remaining, IReadOnlyList<RuledOut> RuledOut, NextLook? Next, bool? Works, Verdict? Beside = null)
{
    /// <summary>Whom it concerns outside the section: who carries the line, or who keeps the office's equipment.</summary>
    public required Caller Call { get; init; }
}

public enum CallKind { Nobody, Provider, GeneralAffairs }

/// <param name="Line">The line he carries.</param>
public sealed record Caller(CallKind Kind, string? Line = null)
{
    public static readonly Caller Nobody = new(CallKind.Nobody);
}
