using Laksana.WorkTime;
using Xunit;

namespace Laksana.Tests.WorkTime;

public sealed class StandardTimeTests
{
    [Theory]
    [InlineData("5 menit", 0, 5)]
    [InlineData("5 Menit", 0, 5)]
    [InlineData(" 20  MENIT ", 0, 20)]
    [InlineData("10menit", 0, 10)]
    [InlineData("15 mnt.", 0, 15)]
    [InlineData("2 jam", 0, 120)]
    [InlineData("1 jam 30 menit", 0, 90)]
    [InlineData("1 jam dan 30 menit", 0, 90)]
    [InlineData("1 hari", 1, 0)]
    [InlineData("2 Hari", 2, 0)]
    [InlineData("8 hari kerja", 8, 0)]
    [InlineData("8 Hari kerja", 8, 0)]
    [InlineData("8 (delapan) hari kerja", 8, 0)]
    [InlineData("1 hari 2 jam", 1, 120)]
    [InlineData("1 hari kerja, 2 jam, 5 menit", 1, 125)]
    [InlineData("125 Menit", 0, 125)]
    public void a_single_amount_is_its_own_limit(string text, int days, int minutes)
    {
        Assert.True(StandardTime.TryParse(text, out var time, out var problem), problem);
        Assert.Equal(new WorkAmount(days, minutes), time.Limit);
        Assert.Null(time.Lower);
        Assert.Equal(text.Trim(), time.Text);
    }

    [Theory]
    [InlineData("10 - 30 Menit", 0, 10, 0, 30)]
    [InlineData("10-30 menit", 0, 10, 0, 30)]
    [InlineData("10–30 menit", 0, 10, 0, 30)]
    [InlineData("10-20 menit", 0, 10, 0, 20)]
    [InlineData("10 s.d. 30 menit", 0, 10, 0, 30)]
    [InlineData("10 s/d 30 menit", 0, 10, 0, 30)]
    [InlineData("10 sampai dengan 30 menit", 0, 10, 0, 30)]
    [InlineData("30 menit - 1 jam", 0, 30, 0, 60)]
    [InlineData("1 - 2 hari", 1, 0, 2, 0)]
    [InlineData("2 jam - 1 hari", 0, 120, 1, 0)]
    [InlineData("10 - 10 menit", 0, 10, 0, 10)]
    public void the_upper_end_of_a_range_is_the_limit(string text, int lowerDays, int lowerMinutes, int days, int minutes)
    {
        Assert.True(StandardTime.TryParse(text, out var time, out var problem), problem);
        Assert.Equal(new WorkAmount(lowerDays, lowerMinutes), time.Lower);
        Assert.Equal(new WorkAmount(days, minutes), time.Limit);
    }

    [Theory]
    [InlineData(null, "kosong")]
    [InlineData("  ", "kosong")]
    [InlineData("sebentar", "tidak terbaca")]
    [InlineData("5", "satuan")]
    [InlineData("10 menit - 30", "satuan")]
    [InlineData("1 - 1 jam 30 menit", "satuan")]
    [InlineData("30 detik", "detik")]
    [InlineData("2 minggu", "hari kerja")]
    [InlineData("1 bulan", "hari kerja")]
    [InlineData("8 hari kalender", "hari kalender")]
    [InlineData("1,5 jam", "pecahan")]
    [InlineData("1/2 jam", "pecahan")]
    [InlineData("½ hari", "pecahan")]
    [InlineData("0 menit", "paling sedikit 1 menit")]
    [InlineData("0 - 0 menit", "paling sedikit 1 menit")]
    [InlineData("30 - 10 menit", "Ujung bawah")]
    [InlineData("2 hari - 1 jam", "Ujung bawah")]
    [InlineData("5 - 10 - 15 menit", "lebih dari dua ujung")]
    [InlineData("30 menit 1 jam", "tidak berurutan")]
    [InlineData("1 jam 1 jam", "tidak berurutan")]
    [InlineData("5 10 menit", "tidak terbaca")]
    [InlineData("10000 menit", "terlalu besar")]
    [InlineData("99999999999999999999 menit", "terlalu besar")]
    [InlineData("-5 menit", "kosong")]
    [InlineData("5 menit (", "tidak terbaca")]
    [InlineData("٥ menit", "tidak terbaca")]
    public void what_cannot_be_a_time_is_refused_with_what_to_write_instead(string? text, string hint)
    {
        using var indonesian = new Speaking("id");

        Assert.False(StandardTime.TryParse(text, out var time, out var problem));
        Assert.Null(time);
        Assert.Contains(hint, problem, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void the_hint_is_in_the_language_of_the_reader()
    {
        using var english = new Speaking("en");

        Assert.False(StandardTime.TryParse("30 detik", out _, out var problem));
        Assert.Contains("Round up", problem, StringComparison.Ordinal);
    }
}
