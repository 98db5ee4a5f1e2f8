using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Laksana.Backups;

/// <summary>
/// A few blocks of a copy's large file, at places that follow from <paramref name="seed"/>: whoever knows their hash had the content, not only its SHA-256.
/// Caught while the file passes by, or read one by one.
/// </summary>
/// <param name="name">Of the file within the folder.</param>
/// <param name="length">Of the file.</param>
internal sealed class BlockSamples(string name, long length, string seed, int count = BlockSamples.Usual)
{
    public const int BlockSize = 4096;

    public const int Usual = 32;

    private readonly long[] _at = Places(length, seed, count);
    private readonly byte[] _caught = new byte[count * BlockSize];
    private readonly int[] _filled = new int[count];

    public string Name => name;

    /// <summary>Offsets of the blocks, in the order in which they are hashed.</summary>
    public IReadOnlyList<long> At => _at;

    /// <summary>SHA-256 (hex) over the blocks; null until all have passed.</summary>
    public string? Hash => _at.Select((at, i) => _filled[i] == (int)Math.Min(BlockSize, length - at)).All(whole => whole) ? Convert.ToHexStringLower(SHA256.HashData(_caught)) : null;

    public void Pass(long offset, ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; i < _at.Length; i++)
        {
            var (from, until) = (Math.Max(_at[i], offset), Math.Min(Math.Min(_at[i] + BlockSize, length), offset + bytes.Length));
            if (from >= until) continue;
            bytes[(int)(from - offset)..(int)(until - offset)].CopyTo(_caught.AsSpan(i * BlockSize + (int)(from - _at[i])));
            _filled[i] += (int)(until - from);
        }
    }

    /// <summary>Reads just these blocks, from the device.</summary>
    public string? ReadFrom(string folder)
    {
        using var file = DeviceFile.Open(Path.Combine(folder, name));
        if (file.Length != length) return null;
        var block = new DeviceBlock(BlockSize);
        Array.Clear(_filled);
        foreach (var at in _at.Distinct().Order()) Pass(at, block.Memory.Span[..file.Read(at, block)]);
        return Hash;
    }

    private static long[] Places(long length, string seed, int count)
    {
        var blocks = (ulong)Math.Max(1, (length + BlockSize - 1) / BlockSize);
        return [.. Enumerable.Range(0, count).Select(i => (long)(BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{seed}\n{i}"))) % blocks) * BlockSize)];
    }
}
