namespace Laksana.Backups;

/// <summary>
/// Looks why a copy is not what was written. Media with a forged capacity write on over their beginning: a block of the copy then holds what was written to another
/// place. Otherwise the medium took the bytes and did not keep them.
/// </summary>
internal static class FaultFinder
{
    private const int Block = 4096;

    /// <param name="original">What was written.</param>
    /// <param name="copy">What the device gives back.</param>
    public static async Task<MediumException> FindAsync(string original, string copy, string name, CancellationToken token)
    {
        if (await FirstDifferenceAsync(original, copy, token) is not var (offset, found)) return new MediumException(MediumFault.Lying, name, 0L);
        // A block of all the same byte is an empty one wherever it stands.
        if (found.Length < Block || found.AsSpan().IndexOfAnyExcept(found[0]) < 0) return new MediumException(MediumFault.Lying, name, offset);
        return await WhereAsync(original, found, token) is { } at && at != offset ? new MediumException(MediumFault.FakeCapacity, name, offset, at) : new MediumException(MediumFault.Lying, name, offset);
    }

    private static async Task<(long Offset, byte[] Found)?> FirstDifferenceAsync(string original, string copy, CancellationToken token)
    {
        await using var expected = new FileStream(original, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        using var file = DeviceFile.Open(copy);
        var (block, wanted) = (new DeviceBlock(1 << 20), new byte[1 << 20]);
        for (var offset = 0L; ; offset += block.Size)
        {
            var length = await expected.ReadAtLeastAsync(wanted, wanted.Length, throwOnEndOfStream: false, token);
            if (length == 0) return null;
            var read = file.Read(offset, block);
            for (var at = 0; at < length; at += Block)
            {
                var size = Math.Min(Block, length - at);
                var found = block.Memory[at..Math.Max(at, Math.Min(read, at + size))];
                if (!found.Span.SequenceEqual(wanted.AsSpan(at, size))) return (offset + at, found.ToArray());
            }
        }
    }

    /// <summary>Where in the file a block stands.</summary>
    private static async Task<long?> WhereAsync(string original, byte[] block, CancellationToken token)
    {
        await using var file = new FileStream(original, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20);
        var here = new byte[Block];
        for (var offset = 0L; await file.ReadAtLeastAsync(here, Block, throwOnEndOfStream: false, token) == Block; offset += Block)
            if (here.AsSpan().SequenceEqual(block)) return offset;
        return null;
    }
}
