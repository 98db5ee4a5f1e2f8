namespace Laksana.Register;

/// <summary>What is to be verified, and against what.</summary>
public sealed record VerificationOrder(string Office)
{
    /// <summary>Heads kept outside (see <see cref="HeadFile.ReadAsync"/>); those of other offices are passed over.</summary>
    public IReadOnlyList<SealHead> Heads { get; init; } = [];

    /// <summary>Key ids (SHA-256 of the public key) known from elsewhere; empty: any key that the database names is believed.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> PinnedKeys { get; init; } = [];

    /// <summary>Documents are read whole, which takes as long as reading them from disk.</summary>
    public bool SkipDocuments { get; init; }

    public int MostFindings { get; init; } = 100;
}

/// <summary>How far a verification is.</summary>
public readonly record struct VerificationProgress(long Events, long Seals, long Documents);

/// <summary>What a verification found.</summary>
public sealed record VerificationReport
{
    public required string Office { get; init; }
    public required long Events { get; init; }
    public required long Cases { get; init; }
    public required long Seals { get; init; }
    public required long Leaves { get; init; }
    public required long Documents { get; init; }

    /// <summary>Documents that no event names: an upload that was given up, or is under way.</summary>
    public required long DocumentsUnnamed { get; init; }
    public required long PersonalValues { get; init; }

    /// <summary>Events after the last sealed head of their case: nothing proves them yet.</summary>
    public required long UnsealedEvents { get; init; }
    public required long UnsealedCases { get; init; }
    public required SealHead? LastSeal { get; init; }

    /// <summary>The newest head kept outside that fits; what was sealed up to it is proved even against whoever rules the database.</summary>
    public required SealHead? ProvedUpTo { get; init; }

    /// <summary>The earliest findings, by the time of what they concern.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>All findings, also those not kept.</summary>
    public required long FindingCount { get; init; }
    public required TimeSpan Duration { get; init; }

    public bool Fits => FindingCount == 0;

    /// <summary>The first event or seal, by time, that does not fit.</summary>
    public Finding? First => Findings.Count == 0 ? null : Findings[0];
}
