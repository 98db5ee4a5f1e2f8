using System.Globalization;
using System.Text;

namespace Laksana.Backups;

/// <summary>
/// Puts an artifact's files below an empty folder. Every folder on a name's way is one that was made here, so no link can lead elsewhere; folders get their
/// permissions and times last, since one may be closed even to its owner.
/// </summary>
internal sealed class ArtifactUnpacking
{
    private readonly byte[] _root;
    private readonly HashSet<string> _folders = new(StringComparer.Ordinal) { "" };
    private readonly List<(byte[] Path, TarItem Item)> _closing = [];
    private readonly byte[] _buffer = new byte[1 << 17];

    public ArtifactUnpacking(string target)
    {
        if (!Directory.Exists(target) || Directory.EnumerateFileSystemEntries(target).Any()) throw new ArgumentException(target, nameof(target));
        _root = Encoding.UTF8.GetBytes(Path.GetFullPath(target).TrimEnd('/'));
    }

    public async Task WriteAsync(TarItem item, ArtifactEntry entry, CancellationToken token)
    {
        var path = PathOf(item.Name.Span, entry.Name);
        switch (item.Kind)
        {
            case TarKind.Folder:
                if (_folders.Add(EntryName.Text(Trimmed(item.Name.Span)))) FileCalls.MakeFolder(path);
                _closing.Add((path, item));
                return;
            case TarKind.SymbolicLink:
                FileCalls.MakeLink(item.Link.Span, path);
                FileCalls.Give(path, item.Owner, item.Group);
                FileCalls.SetTime(path, item.Seconds, item.Nanoseconds);
                return;
            case TarKind.HardLink:
                FileCalls.MakeSame(PathOf(item.Link.Span, entry.Name), path);
                return;
            case TarKind.Fifo:
                FileCalls.MakeFifo(path);
                break;
            default:
                await WriteFileAsync(path, item, entry.Content, token);
                break;
        }
        Finish(path, item);
    }

    /// <summary>Once everything was written.</summary>
    public void Finish()
    {
        for (var i = _closing.Count - 1; i >= 0; i--) Finish(_closing[i].Path, _closing[i].Item);
    }

    private static void Finish(byte[] path, TarItem item)
    {
        // Giving a file away takes its set-user-id bit: the mode comes after.
        FileCalls.Give(path, item.Owner, item.Group);
        FileCalls.SetMode(path, item.Mode & 0xFFF);
        FileCalls.SetTime(path, item.Seconds, item.Nanoseconds);
    }

    private async Task WriteFileAsync(byte[] path, TarItem item, Stream content, CancellationToken token)
    {
        using var file = FileCalls.Create(path);
        if (item.SparseSize is not { } size)
        {
            await CopyAsync(content, file, 0, long.MaxValue, token);
            return;
        }
        RandomAccess.SetLength(file, size);
        foreach (var (offset, length) in await MapAsync(content, token))
            if (await CopyAsync(content, file, offset, length, token) != length) throw new ArtifactException(ArtifactFault.Damaged, EntryName.Text(item.Name.Span));
    }

    private async Task<long> CopyAsync(Stream content, Microsoft.Win32.SafeHandles.SafeFileHandle file, long at, long most, CancellationToken token)
    {
        var written = 0L;
        while (written < most && await content.ReadAsync(_buffer.AsMemory(0, (int)Math.Min(_buffer.Length, most - written)), token) is var read and > 0)
        {
            RandomAccess.Write(file, _buffer.AsSpan(0, read), at + written);
            written += read;
        }
        return written;
    }

    /// <summary>The map of a sparse file: the number of its parts, then offset and length of each, one number a line, filled up to whole blocks.</summary>
    private static async Task<List<(long Offset, long Length)>> MapAsync(Stream content, CancellationToken token)
    {
        var block = new byte[512];
        var at = block.Length;
        async Task<long> NumberAsync()
        {
            var digits = new StringBuilder();
            while (true)
            {
                if (at == block.Length)
                {
                    await content.ReadExactlyAsync(block, token);
                    at = 0;
                }
                var c = (char)block[at++];
                if (c == '\n') return long.Parse(digits.ToString(), NumberStyles.None, CultureInfo.InvariantCulture);
                digits.Append(c);
            }
        }
        var count = await NumberAsync();
        var map = new List<(long, long)>();
        for (var i = 0L; i < count; i++) map.Add((await NumberAsync(), await NumberAsync()));
        return map;
    }

    /// <exception cref="ArtifactException">The name leads elsewhere.</exception>
    private byte[] PathOf(ReadOnlySpan<byte> name, string text)
    {
        var trimmed = Trimmed(name);
        if (trimmed.IsEmpty || trimmed[0] == '/') throw new ArtifactException(ArtifactFault.Foreign, text);
        var parts = EntryName.Text(trimmed).Split('/');
        if (parts.Any(p => p is "" or "." or "..")) throw new ArtifactException(ArtifactFault.Foreign, text);
        var parent = "";
        for (var i = 0; i < parts.Length - 1; i++)
        {
            parent = i == 0 ? parts[0] : parent + "/" + parts[i];
            if (_folders.Add(parent)) FileCalls.MakeFolder([.. _root, (byte)'/', .. EntryName.Bytes(parent)]);
        }
        return [.. _root, (byte)'/', .. trimmed];
    }

    private static ReadOnlySpan<byte> Trimmed(ReadOnlySpan<byte> name) => name.TrimEnd((byte)'/');
}
