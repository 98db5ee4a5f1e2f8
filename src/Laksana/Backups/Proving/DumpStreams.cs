using System.IO.Compression;

namespace Laksana.Backups;

/// <summary>
/// The data files of a dump in pg_dump's directory form, read to their end: each is one table's COPY text behind gzip, ended by a line with a backslash and a full stop.
/// What they hold, table by table, must be what the fingerprint says; which file is which table does not matter for that.
/// </summary>
internal sealed class DumpStreams(string folder)
{
    private static ReadOnlySpan<byte> End => "\\.\n\n\n"u8;

    /// <param name="progress">Told the compressed bytes read so far.</param>
    /// <exception cref="ProofStopped">A stream is damaged or ends too early, or holds something else than was dumped.</exception>
    public async Task CompareAsync(Fingerprint? expected, IProgress<long>? progress, CancellationToken token)
    {
        var found = new List<TableSum>();
        var read = 0L;
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles("*.dat*").OrderBy(f => f.Name, StringComparer.Ordinal))
        {
            if (file.Name == "toc.dat") continue;
            var sum = await ReadAsync(file, isTable: char.IsAsciiDigit(file.Name[0]), token);
            if (sum is { Rows: > 0 }) found.Add(sum.Value);
            progress?.Report(read += file.Length);
        }
        if (expected is null) return;
        var wanted = expected.Tables.Where(t => t.Rows > 0).Select(t => TableSum.Read(t.Rows, t.Sum)).ToList();
        if (!InOrder(found).SequenceEqual(InOrder(wanted))) throw ProofStopped.Bad("pg.content");
    }

    private static IEnumerable<TableSum> InOrder(IEnumerable<TableSum> sums) => sums.OrderBy(s => s.Sum).ThenBy(s => s.Rows);

    /// <returns>Null for a large object, of which any bytes are as good as any other.</returns>
    private static async Task<TableSum?> ReadAsync(FileInfo file, bool isTable, CancellationToken token)
    {
        try
        {
            await using var raw = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 17, FileOptions.SequentialScan | FileOptions.Asynchronous);
            await using var content = file.Extension == ".gz" ? new GZipStream(raw, CompressionMode.Decompress) : (Stream)raw;
            return await ReadAsync(content, isTable, token);
        }
        catch (Exception bad) when (bad is InvalidDataException or EndOfStreamException)
        {
            throw ProofStopped.Bad("pg.stream", file.Name);
        }
    }

    private static async Task<TableSum?> ReadAsync(Stream content, bool isTable, CancellationToken token)
    {
        var (rows, buffer) = (new RowSums(), new byte[1 << 18]);
        // The last bytes are kept back until it is known that they are not the end.
        var kept = 0;
        while (await content.ReadAsync(buffer.AsMemory(kept), token) is var read and > 0)
        {
            var have = kept + read;
            kept = Math.Min(End.Length, have);
            if (isTable) rows.Add(buffer.AsSpan(0, have - kept));
            buffer.AsSpan(have - kept, kept).CopyTo(buffer);
        }
        if (!isTable) return null;
        return buffer.AsSpan(0, kept).SequenceEqual(End) ? rows.Finish() : throw new EndOfStreamException();
    }
}
