namespace Laksana.Network.Probes;

/// <summary>Asks a target what a specification says. Prober asks from this machine; an agent's asks from its site.</summary>
public interface IProber
{
    /// <summary>
    /// Always answers within the specification's time-out and a little; whatever the target does becomes a result. Safe for concurrent use.
    /// </summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    ValueTask<ProbeResult> ProbeAsync(ProbeSpec spec, CancellationToken token);
}
