using Laksana.Automation;

namespace Laksana.Backups;

/// <summary>A recovery with what it works on.</summary>
/// <param name="Attempt">Of the machine's work; may name what one attempt leaves unfinished.</param>
/// <param name="Print">What was found equal when it was restored; null before.</param>
internal sealed record RecoverySite(Recovery Recovery, BackupSource Source, Backup? Backup, int Attempt, string By, string? Print = null)
{
    public RecoveryNames Names => Recovery.Names;
}

/// <summary>What stands beside now.</summary>
/// <param name="Print">What it was found equal to, in the form of its kind.</param>
internal sealed record RestoredBeside(RestoreReport Report, string Print)
{
    public static string Digest(string print) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(print)));
}

/// <summary>What a look before restoring found.</summary>
/// <param name="Sessions">Connections that a swap would end.</param>
internal sealed record GroundLook(IReadOnlyList<RecoveryFinding> Findings, int Sessions);

/// <summary>What a comparison found, table by table.</summary>
internal sealed record LossFound(IReadOnlyList<TableLoss> Tables, string? LiveIdentity);

/// <summary>How a swap (or its undoing) stands after a crash.</summary>
internal enum SwapStanding
{
    /// <summary>Nothing was renamed; what is live is open.</summary>
    Before,
    /// <summary>The restored one is live and open.</summary>
    After,
}

/// <summary>
/// Where a kind of source is recovered: databases on their server, trees in their file system. Everything is done beside what is live until <see cref="SwapAsync"/>; each act may be
/// run again after a crash and finds what the attempt before it left.
/// </summary>
internal interface IRecoveryGround
{
    /// <summary>Null: it may be swapped. Otherwise why not, as a key of this folder's resources.</summary>
    string? WhyNoSwap { get; }

    /// <summary>How long nobody could work on what was last swapped by this object; null when that was not measured.</summary>
    double? StillSeconds { get; }

    Task<GroundLook> LookAsync(RecoverySite site, CancellationToken token);

    /// <summary>Restores beside and proves it equal to the backup.</summary>
    /// <exception cref="ActionFailedException">It could not, or it is not equal; nothing of the attempt is left.</exception>
    Task<RestoredBeside> RestoreAsync(RecoverySite site, IActionProgress progress, DateTimeOffset now, CancellationToken token);

    Task<LossFound> CompareAsync(RecoverySite site, IActionProgress progress, CancellationToken token);

    /// <summary>What is there now, to be written down before anything is touched.</summary>
    Task<SwapPlan> PlanSwapAsync(RecoverySite site, DateTimeOffset now, CancellationToken token);

    /// <summary>Swaps, or finds that it was swapped. Throws only when nothing was and what is live is open again (or the next start will open it).</summary>
    /// <returns>Sessions that were ended.</returns>
    Task<int> SwapAsync(RecoverySite site, IActionProgress progress, CancellationToken token);

    /// <summary>The way back, in the same manner.</summary>
    Task UndoAsync(RecoverySite site, IActionProgress progress, CancellationToken token);

    /// <summary>After a crash in a swap or an undoing: sees which of the two it is, and opens what is live.</summary>
    Task<SwapStanding> SettleAsync(RecoverySite site, CancellationToken token);

    /// <summary>Is what is live now what was restored, and does it work.</summary>
    Task<IReadOnlyList<RecoveryFinding>> CheckAsync(RecoverySite site, IActionProgress progress, CancellationToken token);

    /// <summary>Removes what is not needed any more: of a cancelled recovery what stands beside, of a swapped one what is kept. Never what is live.</summary>
    Task ClearAsync(RecoverySite site, CancellationToken token);
}
