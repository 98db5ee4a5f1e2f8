using System.Security.Cryptography;
using Laksana.Register;

namespace Laksana.Backups;

/// <summary>What is known of an artifact before it is written.</summary>
/// <param name="Name">Its folder's and its file's name.</param>
/// <param name="Recipients">Null: not encrypted.</param>
internal sealed record ArtifactPlan(string Name, string Folder, IReadOnlyList<BackupRecipient>? Recipients);

/// <summary>
/// Writes an artifact into a folder that is not its place yet. Order: the archive with the manifest as its last entry, on disk; then the small files beside it, on disk.
/// Whoever finds a manifest inside and the sums outside has it whole.
/// </summary>
internal sealed class ArtifactWriter : IAsyncDisposable
{
    private readonly ArtifactPlan _plan;
    private readonly SealedFile _file;
    private readonly TarPen _pen;
    private readonly List<ManifestFile> _files = [];
    private readonly byte[] _buffer = new byte[512 * 1024];

    private ArtifactWriter(ArtifactPlan plan, SealedFile file) => (_plan, _file, _pen) = (plan, file, new TarPen(file.Input));

    public long Bytes => _file.Bytes;

    public IReadOnlyList<ManifestFile> Files => _files;

    private string FileName => _plan.Name + (_plan.Recipients is null ? ".tar" : ".tar.age");

    /// <summary>Begins; the folder is made, for this account alone.</summary>
    public static async Task<ArtifactWriter> BeginAsync(ArtifactPlan plan)
    {
        Directory.CreateDirectory(plan.Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var path = Path.Combine(plan.Folder, plan.Name + (plan.Recipients is null ? ".tar" : ".tar.age"));
        return new ArtifactWriter(plan, await SealedFile.CreateAsync(path, plan.Recipients is null ? null : [.. plan.Recipients.Select(r => r.PublicKey)]));
    }

    /// <summary>Adds an entry whose content has exactly the size that its head says.</summary>
    /// <param name="read">Gives the next bytes, 0 at the end.</param>
    /// <param name="known">SHA-256 (hex) of the content when it has been computed already.</param>
    public async Task AddAsync(TarItem item, Func<Memory<byte>, CancellationToken, ValueTask<int>> read, string? known, CancellationToken token)
    {
        using var hash = known is null ? IncrementalHash.CreateHash(HashAlgorithmName.SHA256) : null;
        await WritingAsync(async () =>
        {
            await _pen.BeginItemAsync(item, token);
            var left = item.Size;
            while (left > 0)
            {
                var got = await read(_buffer.AsMemory(0, (int)Math.Min(left, _buffer.Length)), token);
                if (got == 0) throw new EndOfStreamException(EntryName.Text(item.Name.Span));
                hash?.AppendData(_buffer, 0, got);
                await _pen.WriteAsync(_buffer.AsMemory(0, got), token);
                left -= got;
            }
            await _pen.EndItemAsync(item, token);
        });
        if (item.Kind == TarKind.File) _files.Add(new ManifestFile(EntryName.Text(item.Name.Span), item.Size, known ?? Convert.ToHexStringLower(hash!.GetHashAndReset())));
    }

    /// <summary>Adds a whole small file.</summary>
    public async Task AddAsync(TarItem item, ReadOnlyMemory<byte> content, CancellationToken token)
    {
        await WritingAsync(async () => await _pen.AddAsync(item, content, token));
        if (item.Kind == TarKind.File) _files.Add(new ManifestFile(EntryName.Text(item.Name.Span), content.Length, Convert.ToHexStringLower(SHA256.HashData(content.Span))));
    }

    /// <summary>Ends the archive with the manifest and writes what lies beside it. All is on disk then.</summary>
    public async Task<ArtifactSummary> FinishAsync(Manifest manifest, bool sensitive, SealKey key, string readMe, CancellationToken token)
    {
        var bytes = manifest.Bytes();
        var sha256 = "";
        await WritingAsync(async () =>
        {
            await _pen.AddAsync(new TarItem(System.Text.Encoding.ASCII.GetBytes(Manifest.FileName), TarKind.File, bytes.Length) { Seconds = manifest.FinishedAt.ToUnixTimeSeconds() }, bytes, token);
            await _pen.EndAsync(token);
            sha256 = await _file.FinishAsync(token);
        });
        var summary = ArtifactBeside.Summary(manifest, sensitive, FileName, _file.Bytes, sha256, Convert.ToHexStringLower(SHA256.HashData(bytes)), _plan.Recipients);
        await ArtifactBeside.WriteAsync(_plan.Folder, summary, key, readMe, token);
        return summary;
    }

    public ValueTask DisposeAsync() => _file.DisposeAsync();

    /// <summary>Through a pipe, the reason why nothing more goes in is known at its other end.</summary>
    private async Task WritingAsync(Func<Task> write)
    {
        try
        {
            await write();
        }
        catch (IOException)
        {
            await _file.ExplainAsync();
            throw;
        }
    }
}
