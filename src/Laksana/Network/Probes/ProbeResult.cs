namespace Laksana.Network.Probes;

/// <summary>What a probe says of its target.</summary>
public enum ProbeOutcome
{
    /// <summary>Answers as it should.</summary>
    Up,

    /// <summary>Does not answer, or answers that it cannot.</summary>
    Down,

    /// <summary>Answers, but late, lossy, with old contents, near its end, or otherwise not as it should.</summary>
    Degraded,

    /// <summary>Nothing can be said: this machine could not ask (no route, no permission, no resolver, a probe that is refused). Nobody is blamed.</summary>
    Unknown,
}

/// <summary>What one probe found.</summary>
/// <param name="Latency">How long the answer took, where there was one.</param>
/// <param name="Finding">A code of <see cref="ProbeFindings"/>, for machines; <see cref="ProbeFindings.InWords(string)"/> says it to people.</param>
/// <param name="Detail">Evidence as it was seen: printable, at most <see cref="Evidence.Longest"/> characters, safe to show and to log.</param>
/// <param name="Facts">Measured values by the names of <see cref="ProbeFacts"/>; numbers with a dot, instants as ISO 8601 in UTC.</param>
public sealed record ProbeResult(ProbeOutcome Outcome, TimeSpan? Latency, string Finding, string Detail, IReadOnlyDictionary<string, string>? Facts = null)
{
    public string Detail { get; init => field = Evidence.Clean(value); } = Evidence.Clean(Detail);

    public IReadOnlyDictionary<string, string>? Facts { get; init => field = Evidence.Clean(value); } = Evidence.Clean(Facts);

    internal static ProbeResult Up(TimeSpan? latency, string detail, IReadOnlyDictionary<string, string>? facts = null) =>
        new(ProbeOutcome.Up, latency, ProbeFindings.Ok, detail, facts);

    internal static ProbeResult Down(string finding, string detail, IReadOnlyDictionary<string, string>? facts = null) => new(ProbeOutcome.Down, null, finding, detail, facts);

    internal static ProbeResult Degraded(TimeSpan? latency, string finding, string detail, IReadOnlyDictionary<string, string>? facts = null) =>
        new(ProbeOutcome.Degraded, latency, finding, detail, facts);

    internal static ProbeResult Unknown(string finding, string detail) => new(ProbeOutcome.Unknown, null, finding, detail);
}
