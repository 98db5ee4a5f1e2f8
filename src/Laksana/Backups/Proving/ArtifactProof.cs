using Laksana.Automation;
using static Laksana.Backups.ProofWords;

namespace Laksana.Backups;

/// <summary>What the book says of the artifact that is expected in a folder: a whole one of another backup is not that one.</summary>
public sealed record ExpectedArtifact(string Name, string Sha256, string ManifestSha256)
{
    public static ExpectedArtifact Of(Backup backup) => new(backup.Id, backup.Sha256, backup.ManifestSha256);
}

/// <summary>
/// Looks at an artifact, wherever it lies, up to a level: its bytes, its content read from beginning to end, its content restored and found equal to what was
/// dumped. What it needs for that lies in a scratch place and is gone afterwards, also when it is cancelled; when the program is killed the next one clears it away.
/// Says what it found and enters it nowhere.
/// </summary>
public sealed class ArtifactProof(ProofSettings settings)
{
    /// <summary>The parts of a proof by their usual lengths, for the bar.</summary>
    private const double HashShare = 0.05, UnpackShare = 0.15;

    public async Task<ProofOutcome> RunAsync(string folder, BackupLevel level, BackupIdentities keys, ExpectedArtifact? expected, IActionProgress progress, CancellationToken token)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(token);
        patience.CancelAfter(settings.Patience);
        var found = new Found(level);
        try
        {
            return await LookAsync(folder, keys, expected, found, progress, patience.Token);
        }
        catch (OperationCanceledException) when (!token.IsCancellationRequested)
        {
            return found.Ended(CheckOutcome.Undecided, Proofs["too-long", settings.Patience.TotalHours], Proofs["too-long.hint"]);
        }
        catch (ArtifactException bad)
        {
            // A key that does not fit says nothing of the artifact.
            var outcome = bad.Fault == ArtifactFault.WrongKey ? CheckOutcome.Undecided : CheckOutcome.Failed;
            return found.Ended(outcome, bad.Message, bad.Hint) with { Fault = bad.Fault };
        }
        catch (ProofStopped stopped)
        {
            return found.Ended(stopped.Outcome, stopped.Message, stopped.Hint);
        }
        catch (OperatorException missing)
        {
            return found.Ended(CheckOutcome.Undecided, missing.Message, missing.Hint);
        }
        catch (Exception away) when (away is IOException or UnauthorizedAccessException)
        {
            return found.Ended(CheckOutcome.Undecided, Proofs["unreadable-place", away.Message], Proofs["unreadable-place.hint"]);
        }
    }

    private async Task<ProofOutcome> LookAsync(string folder, BackupIdentities keys, ExpectedArtifact? expected, Found found, IActionProgress progress, CancellationToken token)
    {
        var artifact = Artifact.At(folder);
        found.Artifact = artifact;
        Require(artifact, expected);
        var stage = new StageProgress(progress);
        await stage.BeginAsync(Proofs["hash", artifact.Name, BackupWords.Size(artifact.Summary.Bytes)], 0, found.Asked <= BackupLevel.Whole ? 1 : HashShare, token);
        found.Hash = (await artifact.HashAsync(stage.Bytes(artifact.Summary.Bytes, token), ByteRate.Unlimited, token)).Took;
        found.Reached = BackupLevel.Whole;
        if (found.Asked <= BackupLevel.Whole) return found.Passed(Proofs["whole", BackupWords.Size(artifact.Summary.Bytes), artifact.Summary.Sha256]);

        using var turn = await ProofTurn.TakeAsync(settings, progress, token);
        await using var scratch = ScratchFolder.Take(settings);
        await using var disk = new DiskWatch(settings, scratch, token);
        try
        {
            await using var content = ContentProof.Of(artifact.Summary.Kind);
            disk.Require(content.ScratchBytes(artifact.Summary, found.Asked));
            var work = new ProofWork(settings, artifact, keys, scratch, stage);
            found.Work = work;
            await UnpackAsync(work, found, content, disk.Token);
            if (found.Asked == BackupLevel.Proved) await content.ProveAsync(work, disk.Token);
            else await content.ReadAsync(work, disk.Token);
            found.Reached = found.Asked;
            found.ScratchBytes = scratch.UsedBytes;
            return found.Passed(content.Told(work, found.Asked));
        }
        catch (Exception) when (disk.Ran)
        {
            throw ProofStopped.Open("disk-ran-full", settings.Directory, BackupWords.Size(settings.Reserve));
        }
    }

    private static void Require(Artifact artifact, ExpectedArtifact? expected)
    {
        if (expected is null) return;
        var summary = artifact.Summary;
        if (artifact.Name != expected.Name || Path.GetFileName(artifact.Folder.TrimEnd('/')) != expected.Name || summary.Sha256 != expected.Sha256 || summary.ManifestSha256 != expected.ManifestSha256)
            throw new ArtifactException(ArtifactFault.Foreign, ArtifactSummary.FileName);
    }

    /// <summary>Decrypts, unpacks and hashes everything. A restore's server is made meanwhile.</summary>
    private static async Task UnpackAsync(ProofWork work, Found found, IContentProof content, CancellationToken token)
    {
        await work.Stage.BeginAsync(Proofs["unpack"], HashShare, UnpackShare, token);
        var begun = TimeProvider.System.GetTimestamp();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(token);
        var server = found.Asked == BackupLevel.Proved ? content.PrepareAsync(work, ended.Token) : Task.CompletedTask;
        try
        {
            work.Manifest = await work.Artifact.UnpackAsync(work.Unpacked, work.Keys, null, work.Stage.Bytes(work.Summary.Bytes, token), ByteRate.Unlimited, token);
        }
        catch (Exception)
        {
            await ended.CancelAsync();
            await server.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
        found.Unpack = TimeProvider.System.GetElapsedTime(begun);
        await server;
    }

    /// <summary>What is known so far.</summary>
    private sealed class Found(BackupLevel asked)
    {
        private readonly long _begun = TimeProvider.System.GetTimestamp();

        public BackupLevel Asked { get; } = asked;
        public BackupLevel Reached { get; set; }
        public Artifact? Artifact { get; set; }
        public ProofWork? Work { get; set; }
        public TimeSpan Hash { get; set; }
        public TimeSpan Unpack { get; set; }
        public long ScratchBytes { get; set; }

        public ProofOutcome Passed(string detail) => Ended(CheckOutcome.Passed, detail, null);

        public ProofOutcome Ended(CheckOutcome outcome, string detail, string? hint) => new(Asked, Reached, outcome, detail, hint)
        {
            Times = new ProofTimes(Hash, Unpack, Work?.Restored ?? default, Work?.Compared ?? default, Work?.Checked ?? default, TimeProvider.System.GetElapsedTime(_begun)),
            Bytes = Artifact?.Summary.Bytes ?? 0, ScratchBytes = ScratchBytes, Manifest = Work?.Manifest,
            UnpackedBytes = Work?.Manifest?.Files.Sum(f => f.Bytes) ?? 0,
        };
    }
}
