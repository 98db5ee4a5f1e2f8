namespace Laksana.Backups;

/// <summary>How long each part of a check took; zero where it was not done.</summary>
/// <param name="Restore">Loading and building indexes, without <paramref name="Unpack"/>.</param>
/// <param name="Compare">Reading everything again for the fingerprint.</param>
/// <param name="Check">Indexes and pages, beside comparing.</param>
public sealed record ProofTimes(TimeSpan Hash, TimeSpan Unpack, TimeSpan Restore, TimeSpan Compare, TimeSpan Check, TimeSpan Whole)
{
    public static readonly ProofTimes None = new(default, default, default, default, default, default);

    /// <summary>Until the data stand restored: what a recovery takes.</summary>
    public TimeSpan UntilRestored => Unpack + Restore;
}

/// <summary>What a check of an artifact found.</summary>
/// <param name="Reached">The highest level that this check itself established.</param>
/// <param name="Detail">What was found, for people, in one or more sentences.</param>
/// <param name="Hint">What to do about it.</param>
/// <param name="Fault">Set when the artifact itself could not be used.</param>
public sealed record ProofOutcome(BackupLevel Asked, BackupLevel Reached, CheckOutcome Outcome, string Detail, string? Hint = null, ArtifactFault? Fault = null)
{
    public ProofTimes Times { get; init; } = ProofTimes.None;

    public long Bytes { get; init; }

    public long UnpackedBytes { get; init; }

    /// <summary>The most that lay in the scratch place.</summary>
    public long ScratchBytes { get; init; }

    /// <summary>What it holds; null while it was not read to its end.</summary>
    public Manifest? Manifest { get; init; }

    public bool Passed => Outcome == CheckOutcome.Passed;
}

/// <summary>Ends a check before its end, with what it found.</summary>
internal sealed class ProofStopped(CheckOutcome outcome, string detail, string? hint, Exception? inner = null) : Exception(detail, inner)
{
    public CheckOutcome Outcome { get; } = outcome;

    public string? Hint { get; } = hint;

    /// <summary>Not good.</summary>
    public static ProofStopped Bad(string key, params object?[] arguments) => new(CheckOutcome.Failed, ProofWords.Proofs[key, arguments], ProofWords.Proofs[key + ".hint", arguments]);

    /// <summary>Nothing can be said.</summary>
    public static ProofStopped Open(string key, params object?[] arguments) => new(CheckOutcome.Undecided, ProofWords.Proofs[key, arguments], ProofWords.Proofs[key + ".hint", arguments]);
}
