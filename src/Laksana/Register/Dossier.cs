using Laksana.Database;

namespace Laksana.Register;

/// <summary>What goes into a dossier.</summary>
public sealed record DossierOrder(string Office, string CaseNumber)
{
    /// <summary>Persons' values that have not been erased go along; without, only their digests do.</summary>
    public bool PersonalValues { get; init; }
}

/// <summary>What the one who checks a dossier knows from elsewhere.</summary>
public sealed record DossierTrust
{
    /// <summary>Heads kept outside (see <see cref="HeadFile.ReadAsync"/>).</summary>
    public IReadOnlyList<SealHead> Heads { get; init; } = [];

    /// <summary>Key ids of the office; empty: any key that the dossier brings along is believed.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> PinnedKeys { get; init; } = [];
}

/// <summary>What checking a dossier found.</summary>
public sealed record DossierReport
{
    /// <summary>Null when the file is no dossier at all, as are the other fields then.</summary>
    public string? Office { get; init; }
    public string? CaseNumber { get; init; }
    public int Events { get; init; }
    public int Documents { get; init; }
    public int PersonalValues { get; init; }

    /// <summary>Version of the last event that a seal in the dossier proves; 0 when none.</summary>
    public int SealedUpTo { get; init; }

    /// <summary>SHA-256 of the public key that signed the dossier, to be compared with what the office says (hex).</summary>
    public string? Key { get; init; }

    /// <summary>The key is one of the pinned ones.</summary>
    public bool KeyIsPinned { get; init; }

    /// <summary>A head kept outside that one of the dossier's seals is; null: nothing but the signature vouches for it.</summary>
    public SealHead? ProvedBy { get; init; }

    /// <summary>What does not fit, in the order in which it was met.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    public bool Fits => Findings.Count == 0;

    public Finding? First => Findings.Count == 0 ? null : Findings[0];
}

/// <summary>
/// One case in one self-contained file: events byte for byte, documents, sheet, seals with their proofs, public keys, and a paper that
/// says how to check it all. The file is a ZIP in a single form (<see cref="StoredZip"/>); its format stands in docs/register.md.
/// </summary>
public static class Dossier
{
    /// <summary>Writes a case's dossier as it stands now. Two of the same state are the same but for the signature.</summary>
    /// <exception cref="OperatorException">There is no such case, or it is larger than a ZIP may be (4 GB).</exception>
    public static async Task ExportAsync(LaksanaDatabase database, SealKey key, DossierOrder order, Stream output, CancellationToken token = default)
    {
        await using var rows = await DossierRows.OpenAsync(database, order, token);
        await new DossierExport(rows, key, order).WriteAsync(output, token);
    }

    /// <summary>Checks a dossier without a database. Hostile files are refused within the time and memory of reading them once.</summary>
    public static Task<DossierReport> VerifyAsync(Stream file, DossierTrust? trust = null, CancellationToken token = default) =>
        new DossierCheck(trust ?? new DossierTrust()).RunAsync(file, token);
}
