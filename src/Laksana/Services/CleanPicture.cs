using System.Buffers.Binary;

namespace Laksana.Services;

/// <summary>
/// Takes out of a picture what a camera or program wrote about where, when and by whom it was made (Exif with GPS, XMP, comments, previews, whatever follows the end), so that
/// a photo does not tell who complains. The picture itself is not touched; of Exif only the direction in which it is held remains.
/// </summary>
/// <remarks>JPEG: ITU-T T.81 annex B; PNG: W3C PNG (third edition); WebP: RFC 9649. What cannot be read to its end cannot be cleaned and is refused.</remarks>
public static class CleanPicture
{
    /// <summary>The cleaned picture; null when it is damaged, or of a kind that cannot be cleaned.</summary>
    /// <param name="mediaType">As told by its first bytes.</param>
    public static byte[]? Clean(ReadOnlySpan<byte> picture, string mediaType) => mediaType switch
    {
        "image/jpeg" => JpegSegments.Clean(picture),
        "image/png" => Png(picture),
        "image/webp" => WebP(picture),
        _ => null,
    };

    private static readonly HashSet<string> PngKept = new(StringComparer.Ordinal)
    {
        "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "sBIT", "bKGD", "pHYs", "acTL", "fcTL", "fdAT",
    };

    private static byte[]? Png(ReadOnlySpan<byte> picture)
    {
        const int Signature = 8, Frame = 12;
        if (picture.Length < Signature) return null;
        var clean = new List<byte>(picture.Length);
        clean.AddRange(picture[..Signature]);
        for (var at = Signature; at + Frame <= picture.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(picture[at..]);
            if (length > picture.Length - at - Frame) return null;
            var kind = System.Text.Encoding.ASCII.GetString(picture.Slice(at + 4, 4));
            if (PngKept.Contains(kind)) clean.AddRange(picture.Slice(at, (int)length + Frame));
            if (kind == "IEND") return [.. clean];
            at += (int)length + Frame;
        }
        return null;
    }

    private static byte[]? WebP(ReadOnlySpan<byte> picture)
    {
        const int Head = 12;
        const byte ExifFlag = 0x08, XmpFlag = 0x04;
        if (picture.Length < Head || !picture[..4].SequenceEqual("RIFF"u8)) return null;
        var end = 8 + (long)BinaryPrimitives.ReadUInt32LittleEndian(picture[4..]);
        if (end > picture.Length) return null;
        var clean = new List<byte>(picture.Length);
        clean.AddRange(picture[..Head]);
        for (var at = Head; at < end;)
        {
            if (at + 8 > end) return null;
            var length = BinaryPrimitives.ReadUInt32LittleEndian(picture[(at + 4)..]);
            var whole = 8 + (long)length + (length & 1);
            if (at + whole > end) return null;
            var chunk = picture.Slice(at, (int)whole);
            if (chunk[..4].SequenceEqual("VP8X"u8))
            {
                var told = chunk.ToArray();
                if (told.Length < 9) return null;
                told[8] &= unchecked((byte)~(ExifFlag | XmpFlag));
                clean.AddRange(told);
            }
            else if (chunk[..4].SequenceEqual("VP8 "u8) || chunk[..4].SequenceEqual("VP8L"u8) || chunk[..4].SequenceEqual("ALPH"u8))
                clean.AddRange(chunk);
            // A moving picture may hold other chunks within its frames.
            else if (chunk[..4].SequenceEqual("ANIM"u8) || chunk[..4].SequenceEqual("ANMF"u8))
                return null;
            at += (int)whole;
        }
        byte[] made = [.. clean];
        BinaryPrimitives.WriteUInt32LittleEndian(made.AsSpan(4), (uint)(made.Length - 8));
        return made;
    }
}
