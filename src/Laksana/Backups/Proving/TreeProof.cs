using System.Text;
using Microsoft.Win32.SafeHandles;
using static Laksana.Backups.ProofWords;

namespace Laksana.Backups;

/// <summary>
/// Files and folders, such as a website: what was unpacked beside is read again from the disk and held against the archive, which is read once more for it: kind, permissions,
/// links, and every byte.
/// </summary>
internal sealed class TreeProof : IContentProof
{
    /// <summary>Permission bits, with those of set-user-id and the like.</summary>
    private const int Permissions = 0xFFF;

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
        var (differing, root) = (new List<string>(), Encoding.UTF8.GetBytes(work.Unpacked));
        await using var reading = new ArtifactReading(work.Artifact, work.Keys, work.Stage.Bytes(work.Summary.Bytes, token), ByteRate.Unlimited);
        await reading.BeginAsync(token);
        while (await reading.NextAsync(token) is { } entry)
            if (!await IsEqualAsync([.. root, (byte)'/', .. Trimmed(reading.Item!.Name.Span)], root, reading.Item, entry.Content, token)) differing.Add(entry.Name);
        if (differing.Count > 0) throw ProofStopped.Bad("tree.differs", differing.Count, differing[0]);
    }

    private static async Task<bool> IsEqualAsync(byte[] path, byte[] root, TarItem item, Stream content, CancellationToken token)
    {
        if (FileCalls.Stat(path) is not { } found) return false;
        return item.Kind switch
        {
            // A link has no permissions of its own.
            TarKind.SymbolicLink => found.IsLink && FileCalls.LinkTarget(path).AsSpan().SequenceEqual(item.Link.Span),
            TarKind.Folder => found.IsFolder && SamePermissions(found, item),
            TarKind.Fifo => found.Type == FileStat.Fifo && SamePermissions(found, item),
            // The same file under another name.
            TarKind.HardLink => FileCalls.Stat([.. root, (byte)'/', .. Trimmed(item.Link.Span)]) is { } first && (first.Device, first.Inode) == (found.Device, found.Inode),
            _ => found.IsFile && SamePermissions(found, item) && found.Size == (item.SparseSize ?? item.Size) && await HasContentAsync(path, item, content, token),
        };
    }

    private static bool SamePermissions(FileStat found, TarItem item) => (found.Mode & Permissions) == (item.Mode & Permissions);

    /// <summary>A sparse file's bytes stand in the archive behind a map of its parts: its size was compared, and its content when it was unpacked.</summary>
    private static async Task<bool> HasContentAsync(byte[] path, TarItem item, Stream content, CancellationToken token)
    {
        if (item.SparseSize is not null) return true;
        using var file = FileCalls.Open(path);
        var (theirs, ours, at) = (new byte[1 << 17], new byte[1 << 17], 0L);
        while (await content.ReadAsync(theirs, token) is var read and > 0)
        {
            if (!await FilledAsync(file, ours.AsMemory(0, read), at, token) || !theirs.AsSpan(0, read).SequenceEqual(ours.AsSpan(0, read))) return false;
            at += read;
        }
        return true;
    }

    private static async Task<bool> FilledAsync(SafeFileHandle file, Memory<byte> into, long at, CancellationToken token)
    {
        while (!into.IsEmpty)
        {
            var read = await RandomAccess.ReadAsync(file, into, at, token);
            if (read == 0) return false;
            (into, at) = (into[read..], at + read);
        }
        return true;
    }

    private static ReadOnlySpan<byte> Trimmed(ReadOnlySpan<byte> name) => name.TrimEnd((byte)'/');
}
