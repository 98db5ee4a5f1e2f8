using System.Buffers.Binary;
using System.Text;
using Laksana.Services;
using Xunit;

namespace Laksana.Tests.Services;

/// <summary>Pictures as cameras and phones write them, with secrets in every place where such things are kept.</summary>
public sealed class CleanPictureTests
{
    private const string Secret = "RAHASIA-GPS-7.39S";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void a_photo_loses_where_and_by_whom_it_was_made_and_keeps_how_it_is_held(bool little)
    {
        byte[] photo = [0xff, 0xd8, .. Segment(0xe0, [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0]), .. Segment(0xe1, Exif(little, direction: 6)),
            .. Segment(0xe1, Encoding.ASCII.GetBytes("http://ns.adobe.com/xap/1.0/\0" + Secret)), .. Segment(0xed, Encoding.ASCII.GetBytes("Photoshop " + Secret)), .. Segment(0xfe, Encoding.ASCII.GetBytes(Secret)),
            .. Segment(0xdb, new byte[65]), .. Segment(0xda, [1, 1, 0, 0, 63, 0]), 1, 2, 0xff, 0, 3, 0xff, 0xd3, 4, .. Segment(0xda, [1, 1, 0, 0, 63, 0]), 5, 6, 0xff, 0xd9, .. Encoding.ASCII.GetBytes("ftypmp42" + Secret)];

        var clean = CleanPicture.Clean(photo, "image/jpeg")!;

        AssertWithout(clean);
        Assert.Equal([0xff, 0xd9], clean[^2..]);
        Assert.True(Contains(clean, [1, 2, 0xff, 0, 3, 0xff, 0xd3, 4, 0xff, 0xda]), "the scan is as it was");
        Assert.True(Contains(clean, [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6]), "the direction is told");
        Assert.Equal(clean, CleanPicture.Clean(clean, "image/jpeg"));
    }

    [Fact]
    public void a_png_loses_its_texts_and_times_and_what_follows_its_end()
    {
        byte[] signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a];
        byte[] picture = [.. signature, .. Chunk("IHDR", new byte[13]), .. Chunk("tEXt", Encoding.ASCII.GetBytes("Author\0" + Secret)), .. Chunk("eXIf", Encoding.ASCII.GetBytes(Secret)), .. Chunk("tIME", new byte[7]),
            .. Chunk("iTXt", Encoding.ASCII.GetBytes(Secret)), .. Chunk("IDAT", [1, 2, 3]), .. Chunk("IEND", []), .. Encoding.ASCII.GetBytes(Secret)];
        var clean = CleanPicture.Clean(picture, "image/png")!;
        AssertWithout(clean);
        Assert.Equal([.. signature, .. Chunk("IHDR", new byte[13]), .. Chunk("IDAT", [1, 2, 3]), .. Chunk("IEND", [])], clean);
    }

    [Fact]
    public void a_webp_loses_exif_and_xmp_and_no_longer_says_that_it_has_them()
    {
        var told = Encoding.ASCII.GetBytes(Secret + " ");
        byte[] picture = Riff([.. Riffed("VP8X", [0x0c, 0, 0, 0, 1, 0, 0, 1, 0, 0]), .. Riffed("VP8 ", [1, 2, 3]), .. Riffed("EXIF", told), .. Riffed("XMP ", told)]);
        var clean = CleanPicture.Clean([.. picture, .. told], "image/webp")!;
        AssertWithout(clean);
        Assert.Equal(Riff([.. Riffed("VP8X", [0, 0, 0, 0, 1, 0, 0, 1, 0, 0]), .. Riffed("VP8 ", [1, 2, 3])]), clean);
    }

    [Theory]
    [InlineData("image/heic")]
    [InlineData("application/pdf")]
    [InlineData("image/gif")]
    public void what_cannot_be_cleaned_is_refused(string mediaType) => Assert.Null(CleanPicture.Clean("RIFF1234"u8, mediaType));

    [Fact]
    public void a_damaged_or_cut_picture_is_refused_and_nothing_breaks()
    {
        byte[] photo = [0xff, 0xd8, .. Segment(0xe1, Exif(true, 3)), .. Segment(0xda, [1, 1, 0, 0, 63, 0]), 1, 2, 0xff, 0xd9];
        var chance = new Random(7);
        for (var cut = 0; cut < photo.Length - 1; cut++) Assert.Null(CleanPicture.Clean(photo.AsSpan(0, cut), "image/jpeg"));
        foreach (var kind in new[] { "image/jpeg", "image/png", "image/webp" })
            for (var tries = 0; tries < 2000; tries++)
            {
                var noise = new byte[chance.Next(200)];
                chance.NextBytes(noise);
                if (kind == "image/jpeg" && noise.Length > 2) (noise[0], noise[1], noise[2]) = (0xff, 0xd8, 0xff);
                if (kind == "image/webp" && noise.Length > 12) { "RIFF"u8.CopyTo(noise); BinaryPrimitives.WriteUInt32LittleEndian(noise.AsSpan(4), (uint)chance.Next(220)); "WEBP"u8.CopyTo(noise.AsSpan(8)); }
                _ = CleanPicture.Clean(noise, kind);
            }
    }

    private static void AssertWithout(byte[] clean) => Assert.DoesNotContain("RAHASIA", Encoding.Latin1.GetString(clean), StringComparison.Ordinal);

    private static bool Contains(byte[] whole, byte[] part) => whole.AsSpan().IndexOf(part) >= 0;

    private static byte[] Segment(byte marker, byte[] body) => [0xff, marker, (byte)((body.Length + 2) >> 8), (byte)(body.Length + 2), .. body];

    private static byte[] Exif(bool little, byte direction)
    {
        byte[] entries = little
            ? [(byte)'I', (byte)'I', 0x2a, 0, 8, 0, 0, 0, 2, 0, 0x0f, 0x01, 2, 0, 4, 0, 0, 0, 65, 66, 67, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, direction, 0, 0, 0, 0, 0, 0, 0]
            : [(byte)'M', (byte)'M', 0, 0x2a, 0, 0, 0, 8, 0, 2, 0x01, 0x0f, 0, 2, 0, 0, 0, 4, 65, 66, 67, 0, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, direction, 0, 0, 0, 0, 0, 0];
        return [.. "Exif\0\0"u8, .. entries, .. Encoding.ASCII.GetBytes(Secret)];
    }

    private static byte[] Chunk(string kind, byte[] body)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, body.Length);
        return [.. length, .. Encoding.ASCII.GetBytes(kind), .. body, 9, 9, 9, 9];
    }

    private static byte[] Riffed(string kind, byte[] body) => [.. Encoding.ASCII.GetBytes(kind), .. Little(body.Length), .. body, .. body.Length % 2 == 1 ? new byte[1] : []];

    private static byte[] Riff(byte[] chunks) => [.. "RIFF"u8, .. Little(chunks.Length + 4), .. "WEBP"u8, .. chunks];

    private static byte[] Little(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }
}
