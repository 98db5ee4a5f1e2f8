using System.IO.Compression;

namespace Laksana.Backups;

/// <summary>
/// A piece of a file as a gzip member of its own. A gzip file may consist of any number of them (RFC 1952), so pieces of one file are compressed side by side, and
/// gunzip, pg_restore and the rest read it as one.
/// </summary>
internal static class GzipPart
{
    /// <summary>The level with the least time for nearly the same size, measured on tables of text: see docs/backups.md.</summary>
    private static readonly ZLibCompressionOptions Level = new() { CompressionLevel = 2 };

    /// <summary>Compresses into a stream that is written from its beginning.</summary>
    public static void Compress(ReadOnlySpan<byte> piece, MemoryStream into)
    {
        into.SetLength(0);
        using var gzip = new GZipStream(into, Level, leaveOpen: true);
        gzip.Write(piece);
    }
}
