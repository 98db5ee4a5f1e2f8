namespace Laksana.Backups;

/// <summary>Where and within which limits backups are opened and restored to prove them. Nothing there outlives the proof.</summary>
/// <param name="Directory">Absolute path of the scratch place. What lies there for a while is in plain text: it belongs on a disk that the office protects like its databases.</param>
public sealed record ProofSettings(string Directory)
{
    /// <summary>The program's own directory in which that place lies: the scratch servers' account is let through it, and through nothing else.</summary>
    public string? Within { get; init; }

    /// <summary>The usual place of an installation.</summary>
    public static ProofSettings In(string dataDirectory) => new(Path.Combine(Path.GetFullPath(dataDirectory), "scratch")) { Within = Path.GetFullPath(dataDirectory) };

    /// <summary>Free space, in bytes, that a proof leaves on that disk whatever happens: the live database may share it.</summary>
    public long Reserve { get; init; } = 512L * 1024 * 1024;

    /// <summary>Workers of a restore.</summary>
    public int Jobs { get; init; } = 2;

    /// <summary>How long a whole proof may take before it is given up.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromHours(12);
}
