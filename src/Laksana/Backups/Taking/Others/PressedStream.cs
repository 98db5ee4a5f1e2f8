using System.IO.Compression;
using System.Text;

namespace Laksana.Backups;

/// <summary>Puts what a program writes, compressed, into the artifact: through a file in the scratch folder, since an archive wants to know sizes first.</summary>
internal static class PressedStream
{
    /// <summary>The last bytes of what was read, by which the end of a dump is known.</summary>
    public sealed record Pressed(string Path, long Read, string Tail);

    /// <param name="passed">Told the bytes read so far.</param>
    public static async Task<Pressed> PressAsync(Stream from, string path, ByteRate rate, Action<long> passed, CancellationToken token)
    {
        var (buffer, tail, read) = (new byte[1 << 18], Array.Empty<byte>(), 0L);
        await using var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 1 << 17 });
        await using (var gzip = new GZipStream(file, new ZLibCompressionOptions { CompressionLevel = 2 }, leaveOpen: true))
            while (await from.ReadAsync(buffer, token) is var got and > 0)
            {
                await gzip.WriteAsync(buffer.AsMemory(0, got), token);
                tail = [.. tail.AsSpan(Math.Max(0, tail.Length - 256)), .. buffer.AsSpan(Math.Max(0, got - 256), Math.Min(got, 256))];
                passed(read += got);
                await rate.TakeAsync(got, token);
            }
        return new Pressed(path, read, Encoding.UTF8.GetString(tail));
    }

    public static async Task AddAsync(ArtifactWriter into, string name, string path, DateTimeOffset at, CancellationToken token)
    {
        await using (var file = new FileStream(path, new FileStreamOptions { BufferSize = 0, Options = FileOptions.SequentialScan }))
            await into.AddAsync(new TarItem(Encoding.UTF8.GetBytes(name), TarKind.File, file.Length) { Seconds = at.ToUnixTimeSeconds() }, file.ReadAsync, null, token);
        File.Delete(path);
    }
}
