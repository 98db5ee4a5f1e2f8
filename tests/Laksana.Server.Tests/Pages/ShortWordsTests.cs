using Laksana.Server.Pages;
using Xunit;

namespace Laksana.Server.Tests.Pages;

public sealed class ShortWordsTests
{
    [Theory]
    [InlineData("SEKRETARIS", "SEK-RE-TA-RIS")]
    [InlineData("Administrator", "Admi-nis-tra-tor")]
    [InlineData("Tim Pemeliharaan", "Tim Peme-li-ha-raan")]
    [InlineData("Pengadaan barang", "Penga-daan barang")]
    [InlineData("Pemohon data", "Pemo-hon data")]
    [InlineData("KABID", "KABID")]
    public void long_words_may_be_broken_between_their_syllables(string words, string broken) =>
        Assert.Equal(broken, Syllables.Soften(words).Replace('\u00ad', '-'));

    [Fact]
    public void a_long_activity_is_cut_between_two_words()
    {
        const string activity = "Tim melakukan pengecekan di Lingkungan Pemerintah Kabupaten Ciamis. Pengecekan yang dilakukan: perangkat";
        Assert.Equal("Tim melakukan pengecekan di Lingkungan Pemerintah Kabupaten Ciamis. Pengecekan…", Shortened.To(activity));
        Assert.Equal("Cek kondisi modem", Shortened.To("Cek kondisi modem"));
        Assert.Equal(80, Shortened.To(new string('x', 200)).Length);
    }
}
