using Laksana.Browser.Tests.Serving;
using Laksana.Cases;
using static Laksana.Browser.Tests.Sights.Sight;

namespace Laksana.Browser.Tests.Sights.Places;

/// <summary>Complaints.</summary>
internal static class ComplaintSights
{
    public static readonly SightTable All = new()
    {
        ["pengaduan"] = new("laila", async office => { await ComplaintAsync(office); return "/pengaduan"; }),
        ["pengaduan-kosong"] = At("laila", "/pengaduan?cari=tidak-ada"),
        ["pengaduan-catat"] = At("laila", "/pengaduan/catat"),
        ["pengaduan-catat-mirip"] = new("laila", async office => { await ComplaintAsync(office); return "/pengaduan/catat"; }) { Then = (_, clerk) => SubmitAsync(clerk, "Antrean loket akta") },
        ["pengaduan-catat-salah"] = At("laila", "/pengaduan/catat") with { Then = (_, clerk) => SubmitAsync(clerk, "   ") },
        ["pengaduan-tanda-terima"] = new("laila", async office => $"/pengaduan/{await ComplaintAsync(office)}/tanda-terima") { Then = (_, clerk) => clerk.Page.Locator(".receipt form button").GoThroughAsync() },
        ["pengaduan-buku-log"] = new("laila", async office => { await ComplaintAsync(office); return "/pengaduan/buku-log"; }),
        ["pengaduan-buku-log-kosong"] = At("laila", "/pengaduan/buku-log?bulan=2026-01"),
    };

    private static async Task<string> ComplaintAsync(OfficeInUse office)
    {
        var fields = new Dictionary<string, string>
        {
            ["pokok-aduan"] = "Antrean loket akta", ["saluran"] = "telepon", ["diterima-pada"] = "2026-11-16T08:00", ["nomor-lapor"] = "7788991", ["nama-pengadu"] = "Pengadu Rekaan",
            ["isi-pengaduan"] = "Menunggu tiga jam.",
        };
        var number = (await office.DoAsync("laila", null, new OpenCase("", 0, fields), "pengaduan-layanan")).Number;
        await office.DoAsync("laila", number, new CompleteStep(1, fields));
        return number;
    }

    private static async Task SubmitAsync(Clerk clerk, string topic)
    {
        await clerk.Page.CheckAsync("input[name='isian.saluran'][value='telepon']");
        await clerk.Page.FillAsync("#isian-pokok-aduan", topic);
        await clerk.Page.FillAsync("#isian-isi-pengaduan", "Menunggu tiga jam tanpa kepastian.");
        await clerk.Page.Locator("form.entry p.acts > button").GoThroughAsync();
    }
}
