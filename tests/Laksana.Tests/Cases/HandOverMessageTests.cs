using System.Globalization;
using Laksana.Cases;
using Xunit;

namespace Laksana.Tests.Cases;

/// <summary>Messages that are copied into WhatsApp when a row passes on.</summary>
public sealed class HandOverMessageTests
{
    private static readonly HandOver Hand = new("Dinas Contoh", "PML-2026-0042", "Gangguan jaringan di\n Kecamatan Kalibening", "7", "Melaporkan ke Kasi", "KASI", "Sen 23 Nov 2026 08.30", "https://laksana.contoh/berkas/PML-2026-0042#langkah-7");

    [Fact]
    public void a_message_names_case_row_turn_limit_and_address_a_line_each()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("id");
        Assert.Equal(["*Dinas Contoh*", "Berkas PML-2026-0042: Gangguan jaringan di Kecamatan Kalibening", "Langkah 7: Melaporkan ke Kasi", "Giliran: KASI", "Batas: Sen 23 Nov 2026 08.30", Hand.Address],
            HandOverMessage.Text(Hand).Split('\n'));
        Assert.DoesNotContain("Batas", HandOverMessage.Text(Hand with { Limit = null }), StringComparison.Ordinal);
        Assert.Contains("menerima laporan: KASI", HandOverMessage.Text(Hand with { Reported = true }), StringComparison.Ordinal);
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        Assert.Contains("Limit: ", HandOverMessage.Text(Hand), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0812 3456 7890", "6281234567890")]
    [InlineData("+62 812-3456-7890", "6281234567890")]
    [InlineData("62812 34567890", "6281234567890")]
    [InlineData("8123456789", "628123456789")]
    [InlineData("+81 90 1234 5678", "819012345678")]
    [InlineData("112", "")]
    [InlineData("lihat buku telepon", "")]
    [InlineData(null, "")]
    public void a_number_is_dialled_with_its_country(string? phone, string dialled) => Assert.Equal(dialled, HandOverMessage.Dialled(phone));

    [Fact]
    public void the_address_carries_the_whole_message()
    {
        var address = new Uri(HandOverMessage.WhatsApp("Berkas A&B #7\nbaris", "0812 3456 7890"));
        Assert.Equal(("wa.me", "/6281234567890"), (address.Host, address.AbsolutePath));
        Assert.Equal("?text=Berkas%20A%26B%20%237%0Abaris", address.Query);
        Assert.Equal("", address.Fragment);
    }
}
