using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Laksana.Register;

/// <summary>The file is not in the form of <see cref="StoredZip"/>; the reason is a key of the register's words.</summary>
internal sealed class ZipDamage(string reason, string? file) : Exception(reason)
{
    public string Reason { get; } = reason;
    public string? File { get; } = file;
}

/// <summary>Reads a <see cref="StoredZip"/> from front to back, never trusting a size further than the bytes that come.</summary>
internal sealed class StoredZipReader(Stream input)
{
    private const int BlockSize = 64 * 1024;

    private readonly List<StoredZip.Entry> _entries = [];
    private long _read;
    private bool _directoryReached;

    /// <summary>The next file; null when the directory at the end is reached. The file before must have been read.</summary>
    /// <exception cref="ZipDamage">The header is in another form, or the file ends.</exception>
    public async Task<StoredZip.Entry?> NextAsync(CancellationToken token)
    {
        var offset = _read;
        var signature = BinaryPrimitives.ReadUInt32LittleEndian(await ReadAsync(sizeof(uint), null, token));
        if (_entries.Count == 0 && signature != StoredZip.LocalSignature) throw new ZipDamage("dossier-not-one", null);
        if (signature == StoredZip.CentralSignature)
        {
            _directoryReached = true;
            return null;
        }
        if (signature != StoredZip.LocalSignature || _entries.Count >= StoredZip.MostFiles) throw Form(null);
        var header = await ReadAsync(StoredZip.LocalHeaderSize - sizeof(uint), null, token);
        var nameLength = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(22));
        if (nameLength > StoredZip.LongestName) throw Form(null);
        var nameBytes = await ReadAsync(nameLength, null, token);
        var name = Encoding.Latin1.GetString(nameBytes);
        if (!StoredZip.NameFits(name)) throw Form(null);
        var entry = new StoredZip.Entry(name, BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(10)),
            BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(14)), (uint)offset);
        if (!StoredZip.LocalHeader(entry).AsSpan(sizeof(uint)).SequenceEqual([.. header, .. nameBytes])) throw Form(name);
        _entries.Add(entry);
        return entry;
    }

    /// <summary>Reads the file's bytes in blocks and gives their SHA-256.</summary>
    public async Task<byte[]> ReadContentAsync(StoredZip.Entry entry, Action<ReadOnlyMemory<byte>>? take, CancellationToken token)
    {
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var crc = new Crc32();
        var block = new byte[Math.Min(BlockSize, entry.Size)];
        for (var left = (long)entry.Size; left > 0;)
        {
            var part = block.AsMemory(0, (int)Math.Min(left, block.Length));
            await ReadAsync(part, entry.Name, token);
            sha256.AppendData(part.Span);
            crc.Add(part.Span);
            take?.Invoke(part);
            left -= part.Length;
        }
        if (crc.Value != entry.Crc) throw new ZipDamage("dossier-file-changed", entry.Name);
        return sha256.GetHashAndReset();
    }

    /// <summary>Checks that the directory says what was read, and that nothing follows.</summary>
    public async Task FinishAsync(CancellationToken token)
    {
        if (!_directoryReached) throw Form(null);
        var directory = _read - sizeof(uint);
        foreach (var (index, entry) in _entries.Index())
        {
            var expected = StoredZip.CentralHeader(entry);
            var skip = index == 0 ? sizeof(uint) : 0;
            var found = await ReadAsync(expected.Length - skip, null, token);
            if (!expected.AsSpan(skip).SequenceEqual(found)) throw Form(entry.Name);
        }
        var end = StoredZip.End(_entries.Count, directory, _read - directory);
        var last = await ReadAsync(StoredZip.EndSize, null, token);
        if (!end.AsSpan().SequenceEqual(last)) throw Form(null);
        if (await input.ReadAsync(new byte[1], token) != 0) throw Form(null);
    }

    private static ZipDamage Form(string? file) => new("dossier-form", file);

    private async Task<byte[]> ReadAsync(int size, string? file, CancellationToken token)
    {
        var bytes = new byte[size];
        await ReadAsync(bytes, file, token);
        return bytes;
    }

    private async Task ReadAsync(Memory<byte> into, string? file, CancellationToken token)
    {
        try
        {
            await input.ReadExactlyAsync(into, token);
        }
        catch (EndOfStreamException)
        {
            throw new ZipDamage(_read == 0 ? "dossier-not-one" : "dossier-cut-short", file);
        }
        _read += into.Length;
    }
}
