using System.Security.Cryptography;
using Laksana.Backups;
using Xunit;

namespace Laksana.Tests.Backups.Custody;

public sealed class MeasureCodeTests
{
    private static readonly MeasureStamp Stamp = new(new DateTimeOffset(2026, 11, 16, 1, 5, 42, TimeSpan.Zero), 417);

    private static readonly MeasuredCopy Copy = new("2026-11-16_0805_kependudukan_aaaaaaaa", new string('a', 64), new string('b', 64));

    [Fact]
    public void a_code_is_eight_groups_that_are_read_as_they_are_typed()
    {
        var code = MeasureCode.Of("FD-01", Stamp, [Copy]);
        Assert.Matches("^([0-9]{4} ){7}[0-9]{4}$", code.ToString());
        Assert.Equal(new DateTimeOffset(2026, 11, 16, 1, 5, 0, TimeSpan.Zero), code.At);
        foreach (var typed in new[] { code.ToString(), code.Digits, code.ToString().Replace(' ', '-'), "  " + code + " " }) Assert.Equal(code, MeasureCode.Read(typed));
        foreach (var typed in new[] { null, "", "1234", code + "1", code.Digits[1..], code.Digits[..^1] + "x" }) Assert.Null(MeasureCode.Read(typed));
    }

    [Fact]
    public void every_wrong_digit_and_every_two_that_changed_places_are_a_slip()
    {
        var digits = MeasureCode.Of("FD-01", Stamp, [Copy]).Digits;
        for (var i = 0; i < digits.Length; i++)
        {
            for (var wrong = '0'; wrong <= '9'; wrong++)
                if (wrong != digits[i]) Assert.Null(MeasureCode.Read(digits[..i] + wrong + digits[(i + 1)..]));
            if (i > 0 && digits[i] != digits[i - 1]) Assert.Null(MeasureCode.Read(digits[..(i - 1)] + digits[i] + digits[i - 1] + digits[(i + 1)..]));
        }
    }

    [Fact]
    public void it_fits_only_this_label_content_minute_and_number()
    {
        var code = MeasureCode.Of("FD-01", Stamp, [Copy]);
        Assert.Equal(CodeMatch.Content, code.Compare("FD-01", [Copy]));
        Assert.Equal(CodeMatch.Digest, code.Compare("FD-01", [Copy with { Samples = null }]));
        Assert.Equal(CodeMatch.Differs, code.Compare("FD-02", [Copy]));
        Assert.Equal(CodeMatch.Differs, code.Compare("FD-01", [Copy with { Digest = new string('c', 64) }]));
        Assert.Equal(CodeMatch.Differs, code.Compare("FD-01", [Copy with { Backup = "lain" }]));
        // Whoever knows the digest alone does not know the content.
        Assert.Equal(CodeMatch.Differs, code.Compare("FD-01", [Copy with { Samples = new string('d', 64) }]));
        Assert.NotEqual(code, MeasureCode.Of("FD-01", Stamp with { Salt = 418 }, [Copy]));
        Assert.NotEqual(code, MeasureCode.Of("FD-01", Stamp with { At = Stamp.At.AddMinutes(1) }, [Copy]));
        var other = Copy with { Backup = "zzz" };
        Assert.Equal(MeasureCode.Of("FD-01", Stamp, [Copy, other]), MeasureCode.Of("FD-01", Stamp, [other, Copy]));
    }

    [Theory, InlineData(0), InlineData(1), InlineData(5000), InlineData(3_000_000)]
    public void blocks_are_the_same_whether_they_pass_by_in_pieces_or_are_read_one_by_one(int length)
    {
        var folder = Directory.CreateTempSubdirectory("laksana-samples-").FullName;
        try
        {
            var content = RandomNumberGenerator.GetBytes(length);
            File.WriteAllBytes(Path.Combine(folder, "isi"), content);
            var passing = new BlockSamples("isi", length, "benih");
            for (var offset = 0; offset < length;)
            {
                var size = Math.Min(RandomNumberGenerator.GetInt32(1, 70_000), length - offset);
                if (length > 0 && offset < length) Assert.Null(offset + size < passing.At.Max() ? passing.Hash : null);
                passing.Pass(offset, content.AsSpan(offset, size));
                offset += size;
            }
            var read = new BlockSamples("isi", length, "benih").ReadFrom(folder);
            Assert.NotNull(read);
            Assert.Equal(passing.Hash, read);
            if (length < 10_000) return;
            Assert.NotEqual(read, new BlockSamples("isi", length, "benih lain").ReadFrom(folder));
            content[passing.At[7]] ^= 1;
            File.WriteAllBytes(Path.Combine(folder, "isi"), content);
            Assert.NotEqual(read, new BlockSamples("isi", length, "benih").ReadFrom(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
