using static Laksana.Browser.Tests.Sights.Sight;

namespace Laksana.Browser.Tests.Sights.Places;

/// <summary>The bell.</summary>
internal static class NoticeSights
{
    public static readonly SightTable All = new()
    {
        ["kabar"] = At("dimas", "/kabar"),
        ["kabar-kosong"] = At("yusuf", "/kabar?baru=ya"),
        ["kabar-akun"] = At("dimas", "/akun/kabar"),
        ["kabar-pengaturan"] = At("admin", "/pengaturan/kabar"),
        ["kabar-pengaturan-salah"] = At("admin", "/pengaturan/kabar") with { Then = async (_, clerk) =>
        {
            await clerk.Page.FillAsync("#surel-server", "surel.contoh.go.id");
            await clerk.Page.Locator("form[action='/pengaturan/kabar'] button").ClickAsync();
        } },
    };
}
