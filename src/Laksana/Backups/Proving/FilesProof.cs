using static Laksana.Backups.ProofWords;

namespace Laksana.Backups;

/// <summary>
/// What another program wrote in a form that only it reads: Oracle's Data Pump, a command of the office's own. Every file was decrypted and compared with its hash;
/// beyond that only the head of a known form is looked at, and nothing is restored here.
/// </summary>
internal sealed class FilesProof : IContentProof
{
    public long ScratchBytes(ArtifactSummary summary, BackupLevel level) => summary.Bytes;

    public Task PrepareAsync(ProofWork work, CancellationToken token) => Task.CompletedTask;

    public async Task ReadAsync(ProofWork work, CancellationToken token)
    {
        await work.Stage.BeginAsync(Proofs["files.read"], 0.8, 0.2, token);
        var files = new DirectoryInfo(work.Dump).EnumerateFiles("*", SearchOption.AllDirectories).ToList();
        if (files.Count == 0 || files.Sum(f => f.Length) == 0) throw ProofStopped.Bad("files.empty");
        // An export that was broken off may leave a file of its full size with nothing written yet.
        if (work.Summary.Kind == SourceKind.Oracle && files.FirstOrDefault(f => IsDump(f) && !HasHead(f)) is { } hollow) throw ProofStopped.Bad("oracle.head", hollow.Name);
        if (work.Summary.Kind == SourceKind.Oracle && !files.Any(IsDump)) throw ProofStopped.Bad("files.empty");
    }

    public async Task ProveAsync(ProofWork work, CancellationToken token)
    {
        await ReadAsync(work, token);
        throw ProofStopped.Open(work.Summary.Kind == SourceKind.Oracle ? "oracle.no-proof" : "files.no-proof");
    }

    public string Told(ProofWork work, BackupLevel level) => Proofs[work.Summary.Kind == SourceKind.Oracle ? "oracle.readable" : "files.readable", work.Manifest.Files.Count];

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static bool IsDump(FileInfo file) => file.Extension.Equals(".dmp", StringComparison.OrdinalIgnoreCase);

    /// <summary>The form is not published; its first block is never empty.</summary>
    private static bool HasHead(FileInfo file)
    {
        using var stream = file.OpenRead();
        var head = new byte[Math.Min(4096, file.Length)];
        stream.ReadExactly(head);
        return head.AsSpan().ContainsAnyExcept((byte)0);
    }
}
