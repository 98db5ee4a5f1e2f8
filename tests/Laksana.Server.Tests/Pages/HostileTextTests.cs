using System.Net;
using Laksana.Cases;
using Laksana.Testing;
using Xunit;

namespace Laksana.Server.Tests.Pages;

/// <summary>Whatever people type is shown as text and stored as text.</summary>
public sealed class HostileTextTests(DemoServer server) : IClassFixture<DemoServer>
{
    private const string Html = "<script>alert('x')</script><img src=x onerror=alert(1)>\"'&amp;";
    private const string Sql = "'); drop table event; -- \\ %_ $1 {0}";

    [Theory]
    [InlineData(Html)]
    [InlineData(Sql)]
    public async Task in_every_text_field_of_a_case(string text)
    {
        using var ratri = await server.AsAsync("ratri");
        var page = await ratri.OpenAsync("/berkas/buka?sop=pemeliharaan-jaringan");
        page = await ratri.SubmitAsync(page, null, ("isian.lokasi", "kalibening"), ("isian.pelapor", text), ("isian.keluhan", text), ("isian.saluran", "telepon"));
        var number = page.Path["/berkas/".Length..];
        page = await ratri.SubmitAsync(page, "form[action$='/selesai/1']", ("keterangan", text));
        page = await ratri.SubmitAsync(page, "form[action$='/catatan']", ("catatan", text));
        await ratri.SubmitAsync(page, "form[action$='/mulai/2']");
        await ratri.SubmitAsync(await ratri.OpenAsync($"/berkas/{number}/tunggu/2"), null, ("pihak", "penyedia"), ("alasan", text));
        page = await ratri.SubmitAsync(await ratri.OpenAsync("/berkas/" + number), "form[action$='/lanjutkan/2']", ("alasan", text));

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Empty(page.Document.QuerySelectorAll("script:not([src]), img, [onerror]"));
        Assert.True(page.Document.QuerySelectorAll(".remark").Count(r => r.TextContent == text) >= 4);
        Assert.Contains(page.Document.QuerySelectorAll("dd"), d => d.TextContent == text);
        var state = await server.StateAsync(number);
        Assert.Equal(text, state.Fields["pelapor"].Value);

        using var dimas = await server.AsAsync("dimas");
        await dimas.SubmitAsync(await dimas.OpenAsync($"/berkas/{number}/serahkan/2"), null, ("petugas", "galih"), ("alasan", text));
        page = await dimas.SubmitAsync(await dimas.OpenAsync($"/berkas/{number}/batalkan"), null, ("alasan", text));
        Assert.Empty(page.Document.QuerySelectorAll("script:not([src]), img"));
        Assert.Equal(CaseStatus.Cancelled, (await server.StateAsync(number)).Status);
    }

    [Theory]
    [InlineData("/tugas?cari={0}&sop={0}&baki={0}&hal={0}")]
    [InlineData("/berkas?cari={0}&sop={0}&status={0}&setelah={0}")]
    [InlineData("/berkas/buka?sop={0}&isian={0}")]
    [InlineData("/berkas?petugas={0}&dari={0}&sampai={0}&urut={0}")]
    [InlineData("/sop?cari={0}")]
    [InlineData("/sop/pemeliharaan-jaringan/beda?dari={0}&ke={0}")]
    [InlineData("/sop/draf/mulai?sop={0}")]
    [InlineData("/agenda?cari={0}&dari={0}&sampai={0}&sop={0}&jenis={0}&jabatan={0}&segel={0}&setelah={0}")]
    [InlineData("/agenda/buku?bulan={0}")]
    [InlineData("/capaian?masa={0}&unit={0}&sop={0}&peran={0}")]
    [InlineData("/kabar?baru={0}&sebelum={0}")]
    [InlineData("/bantuan?cari={0}&tahap={0}&hal={0}")]
    [InlineData("/bantuan/catat?jawaban={0}")]
    [InlineData("/bantuan/jawaban?cari={0}&potongan={0}&ditarik={0}")]
    [InlineData("/bantuan/jawaban/baru?berkas={0}")]
    [InlineData("/pengaduan?cari={0}&tahap={0}&hal={0}", "laila")]
    [InlineData("/pengaduan/buku-log?bulan={0}&bentuk={0}", "laila")]
    [InlineData("/pengaturan/catatan?cari={0}&jenis={0}&petugas={0}&dari={0}&sampai={0}&sebelum={0}", "admin")]
    [InlineData("/pengaturan/petugas?cari={0}", "admin")]
    [InlineData("/pengaturan/akun?cari={0}", "admin")]
    [InlineData("/pengaturan/kalender?tahun={0}", "admin")]
    public async Task in_every_address(string address, string officer = "ratri")
    {
        using var ratri = await server.AsAsync(officer);
        foreach (var text in new[] { Html, Sql, "-1", "\u0000", "9999999999999999999~x", "0~", "%", new string('a', 99) + "\ud83d\ude42\ud83d\ude42", new string('a', 3000) })
        {
            var page = await ratri.OpenAsync(address.Replace("{0}", Uri.EscapeDataString(text), StringComparison.Ordinal));
            Assert.Contains(page.Status, new[] { HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.NotFound, HttpStatusCode.UnprocessableEntity, HttpStatusCode.RequestUriTooLong });
            Assert.Empty(page.Document.QuerySelectorAll("script:not([src]), img"));
        }
    }

    [Fact]
    public async Task values_of_the_wrong_kind_are_refused_all_at_once_and_come_back()
    {
        using var ratri = await server.AsAsync("ratri");
        var page = await ratri.OpenAsync("/berkas/buka?sop=pemeliharaan-jaringan");
        page = await ratri.SubmitAsync(page, null, ("isian.lokasi", "tidak-ada"), ("isian.pelapor", new string('a', 501)), ("isian.kontak", "abc"), ("isian.mulai-gangguan", "kemarin"), ("isian.asing", "x"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal(4, page.Document.QuerySelectorAll(".wrong").Length);
        Assert.Equal(501, page.Document.QuerySelector("#isian-pelapor")!.GetAttribute("value")!.Length);
    }
}
