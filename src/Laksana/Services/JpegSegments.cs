using System.Buffers.Binary;

namespace Laksana.Services;

/// <summary>Walks the segments of a JPEG (ITU-T T.81 annex B) and leaves those that tell of its maker.</summary>
internal static class JpegSegments
{
    private const byte Start = 0xd8, End = 0xd9, Scan = 0xda, App0 = 0xe0, App1 = 0xe1, App14 = 0xee, App15 = 0xef, Comment = 0xfe;

    public static byte[]? Clean(ReadOnlySpan<byte> picture)
    {
        if (picture is not [0xff, Start, ..]) return null;
        var clean = new List<byte>(picture.Length);
        clean.AddRange(picture[..2]);
        var turned = 0;
        for (var at = 2; at + 1 < picture.Length;)
        {
            if (picture[at] != 0xff) return null;
            var marker = picture[at + 1];
            if (marker == 0xff) { at++; continue; }
            // What follows the end is not of the picture: previews, and whole films in phones' moving photos.
            if (marker == End) return [.. clean, 0xff, End];
            if (at + 4 > picture.Length) return null;
            var length = BinaryPrimitives.ReadUInt16BigEndian(picture[(at + 2)..]);
            if (length < 2 || at + 2 + length > picture.Length) return null;
            var segment = picture.Slice(at, 2 + length);
            if (marker == App1 && turned == 0 && (turned = Direction(segment[4..])) > 1) clean.AddRange(Telling(turned));
            if (IsKept(marker, segment)) clean.AddRange(segment);
            at += segment.Length;
            if (marker != Scan) continue;
            var data = at;
            // Data of a scan: 0xff stands before 0 or a restart mark there, and before the next segment.
            while (at + 1 < picture.Length && (picture[at] != 0xff || picture[at + 1] is 0 or >= 0xd0 and <= 0xd7)) at++;
            clean.AddRange(picture[data..at]);
        }
        return null;
    }

    /// <summary>Tables, frames and scans; of the applications' segments only what tells how colours are meant.</summary>
    private static bool IsKept(byte marker, ReadOnlySpan<byte> segment) => marker switch
    {
        App0 => segment.Length <= 18 && segment[4..].StartsWith("JFIF\0"u8),
        App14 => segment.Length == 16 && segment[4..].StartsWith("Adobe"u8),
        >= App0 and <= App15 or Comment => false,
        _ => true,
    };

    /// <summary>How the picture is held (Exif 2.32, tag 0x0112): 1–8, or 0 when it does not say.</summary>
    private static int Direction(ReadOnlySpan<byte> body)
    {
        if (!body.StartsWith("Exif\0\0"u8) || body.Length < 14) return 0;
        var tiff = body[6..];
        var little = tiff[0] == (byte)'I';
        var from = (int)Math.Min(Four(tiff[4..], little), int.MaxValue);
        if (from < 8 || from > tiff.Length - 2) return 0;
        var entries = Two(tiff[from..], little);
        for (var i = 0; i < entries && from + 2 + (i + 1) * 12 <= tiff.Length; i++)
        {
            var entry = tiff.Slice(from + 2 + i * 12, 12);
            if (Two(entry, little) == 0x0112) return Two(entry[8..], little) is >= 1 and <= 8 and var direction ? direction : 0;
        }
        return 0;
    }

    private static byte[] Telling(int direction) =>
    [
        0xff, App1, 0, 34, .. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)direction, 0, 0, 0, 0, 0, 0,
    ];

    private static int Two(ReadOnlySpan<byte> at, bool little) => little ? BinaryPrimitives.ReadUInt16LittleEndian(at) : BinaryPrimitives.ReadUInt16BigEndian(at);

    private static uint Four(ReadOnlySpan<byte> at, bool little) => little ? BinaryPrimitives.ReadUInt32LittleEndian(at) : BinaryPrimitives.ReadUInt32BigEndian(at);
}
