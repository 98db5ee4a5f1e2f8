namespace Laksana.Network;

/// <summary>What is held of a target or an element after re-checks.</summary>
public enum Standing
{
    /// <summary>Not measured often enough yet, or not at all.</summary>
    Pending = 0,
    Up = 1,
    /// <summary>Works, but not as it should.</summary>
    Degraded = 2,
    Down = 3,
    /// <summary>Nothing can be said: this machine's own connection failed, or it could not ask. Nobody is blamed.</summary>
    Unknown = 4,
}
