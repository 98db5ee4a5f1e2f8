using Laksana.Automation;
using Laksana.Database;
using static Laksana.Backups.ProofWords;

namespace Laksana.Backups;

/// <summary>What is to be checked, and for whom.</summary>
/// <param name="Id">Of the job or action: a second attempt of the same enters a drill once.</param>
/// <param name="By">An officer, or <see cref="Officers.AdministrationLog.Installation"/>.</param>
public sealed record ProofOrder(Guid Id, BackupLevel Level, string By)
{
    /// <summary>Why the policy asked; null: an officer or a row did.</summary>
    public DrillReason? Reason { get; init; }

    /// <summary>The copy on a medium, and the folder in which it lies now; null: the backup in its own place.</summary>
    public (string Medium, string Folder)? Copy { get; init; }
}

/// <summary>What a check found, and where to go when that is nothing good.</summary>
public sealed record ProofFinding(Backup Backup, ProofOutcome Outcome, GoodCopy? Next)
{
    /// <summary>What was found and what to do, in sentences.</summary>
    public string Hint => string.Join(' ', new[] { Outcome.Hint, Next is null ? (Outcome.Outcome == CheckOutcome.Failed ? Proofs["next.none"] : null) : ProofFindings.Say(Next) }.Where(t => t is not null));
}

internal static class ProofFindings
{
    public static string Say(GoodCopy next) => (next.SameBackup, next.Medium) switch
    {
        (true, null) => Proofs["next.same", next.Backup],
        (true, _) => Proofs["next.same-medium", next.Medium],
        (false, null) => Proofs["next.other", next.Backup],
        _ => Proofs["next.other-medium", next.Backup, next.Medium],
    };
}

/// <summary>Checks a backup of an office, or a copy of it, and enters what was found: the level, and for a restore the drill with its times.</summary>
public sealed class BackupProof(LaksanaDatabase database, BackupSettings settings, ProofSettings scratch, BackupKeys keys, GoodCopies copies, TimeProvider clock)
{
    private readonly ArtifactProof _proof = new(scratch);

    /// <summary>Where a backup lies in the backup directory.</summary>
    public string FolderOf(string office, string backup) => Path.Combine(settings.Directory, office, backup);

    /// <exception cref="OperationCanceledException">Cancelled: nothing is entered, and nothing is left.</exception>
    public async Task<ProofFinding> CheckAsync(string office, Backup backup, ProofOrder order, IActionProgress progress, CancellationToken token)
    {
        var begun = clock.GetUtcNow();
        var folder = order.Copy?.Folder ?? FolderOf(office, backup.Id);
        var outcome = order.Copy is null && !Directory.Exists(folder) && backup.Machine != Environment.MachineName
            ? new ProofOutcome(order.Level, BackupLevel.None, CheckOutcome.Undecided, Proofs["elsewhere", backup.Machine], Proofs["elsewhere.hint"])
            : await _proof.RunAsync(folder, order.Level, await keys.IdentitiesAsync(office, token), ExpectedArtifact.Of(backup), progress, token);
        await progress.StillMineAsync(token);
        await EnterAsync(office, backup, order, outcome, begun, missing: order.Copy is null && outcome.Fault == ArtifactFault.Missing && !Directory.Exists(folder), token);
        var next = outcome.Outcome == CheckOutcome.Failed ? await copies.NextAsync(office, backup.Id, order.Copy?.Medium, token) : null;
        return new ProofFinding(backup, outcome, next);
    }

    private async Task EnterAsync(string office, Backup backup, ProofOrder order, ProofOutcome found, DateTimeOffset begun, bool missing, CancellationToken token)
    {
        var now = clock.GetUtcNow();
        await using var batch = database.Batch(office);
        var medium = order.Copy?.Medium;
        // What was established on the way counts also when the rest could not be decided.
        if (found.Outcome != CheckOutcome.Passed && found.Reached > BackupLevel.None)
            BackupBook.AddCheck(batch, office, new BackupCheck(backup.Id, medium, found.Reached, CheckOutcome.Passed, found.Times.Hash.TotalSeconds, Proofs["on-the-way", ProofLevels.Say(found.Reached)], order.By, now));
        // An artifact that does not open fails where it stands; one that does not restore is still as readable as it was.
        var level = found.Outcome == CheckOutcome.Failed && found.Fault is not null ? (BackupLevel)Math.Min((int)found.Reached + 1, (int)order.Level) : order.Level;
        BackupBook.AddCheck(batch, office, new BackupCheck(backup.Id, medium, level, found.Outcome, found.Times.Whole.TotalSeconds, found.Detail, order.By, now));
        if (missing) BackupBook.AddState(batch, office, backup.Id, BackupState.Missing);
        if (found.Manifest is { } manifest && found.Outcome == CheckOutcome.Passed) DrillBook.AddReading(batch, office, backup.Id, manifest, now);
        if (order.Level == BackupLevel.Proved)
            DrillBook.Add(batch, office, new Drill(order.Id, backup.Id, medium, backup.Source, backup.Kind, order.Reason, order.By, Environment.MachineName, begun, now, found.Outcome, found.Reached,
                backup.Bytes, backup.SourceBytes, found.ScratchBytes, found.Times, found.Detail));
        await batch.ExecuteAsync(token);
    }
}

/// <summary>The levels' words, for people and in sheets.</summary>
public static class ProofLevels
{
    private static readonly (BackupLevel Level, string Word, string English)[] Words =
        [(BackupLevel.Whole, "utuh", "whole"), (BackupLevel.Readable, "terbaca", "readable"), (BackupLevel.Proved, "terbukti", "proved")];

    public static IReadOnlyList<string> All { get; } = [.. Words.Select(w => w.Word)];

    public static string Word(BackupLevel level) => Words.FirstOrDefault(w => w.Level == level).Word ?? "";

    public static string Say(BackupLevel level) => Proofs["level." + level];

    public static BackupLevel? Read(string word) => Words.Where(w => w.Word == word || w.English == word).Select(w => (BackupLevel?)w.Level).FirstOrDefault();
}
