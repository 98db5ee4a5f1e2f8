using System.Security.Cryptography;
using System.Text;
using static Laksana.Backups.ProofWords;

namespace Laksana.Backups;

/// <summary>Files and folders, such as a website: what was unpacked beside is read again from the disk and held against what the archive and the manifest say.</summary>
internal sealed class TreeProof : IContentProof
{
    public long ScratchBytes(ArtifactSummary summary, BackupLevel level) => Math.Max(summary.Bytes, summary.SourceBytes);

    public Task PrepareAsync(ProofWork work, CancellationToken token) => Task.CompletedTask;

    /// <summary>Unpacking has read everything and compared each hash; there is no other tool in whose form it is.</summary>
    public Task ReadAsync(ProofWork work, CancellationToken token) => Task.CompletedTask;

    public async Task ProveAsync(ProofWork work, CancellationToken token)
    {
        await work.Stage.BeginAsync(Proofs["tree.compare", work.Manifest.Files.Count], 0.4, 0.6, token);
        await work.ComparingAsync(CompareAsync(work, token));
    }

    public string Told(ProofWork work, BackupLevel level) => Proofs[level == BackupLevel.Proved ? "tree.proved" : "tree.readable", work.Manifest.Files.Count];

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async Task CompareAsync(ProofWork work, CancellationToken token)
    {
        var (differing, read, all) = (new List<string>(), 0L, work.Manifest.Files.Sum(f => f.Bytes));
        var progress = work.Stage.Bytes(all, token);
        foreach (var file in work.Manifest.Files)
        {
            if (!await IsAsync(work.Unpacked, file, token)) differing.Add(file.Name);
            progress.Report(read += file.Bytes);
        }
        if (differing.Count > 0) throw ProofStopped.Bad("tree.differs", differing.Count, differing[0]);
    }

    private static async Task<bool> IsAsync(string root, ManifestFile file, CancellationToken token)
    {
        // A name that is no UTF-8 cannot be opened through .NET; it was compared while it was unpacked.
        if (!IsUtf8(EntryName.Bytes(file.Name))) return true;
        try
        {
            await using var stream = new FileStream(Path.Combine(root, Encoding.UTF8.GetString(EntryName.Bytes(file.Name))), FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 17, FileOptions.SequentialScan | FileOptions.Asynchronous);
            return stream.Length == file.Bytes && Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, token)) == file.Sha256;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static bool IsUtf8(byte[] name)
    {
        try
        {
            new UTF8Encoding(false, throwOnInvalidBytes: true).GetCharCount(name);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
