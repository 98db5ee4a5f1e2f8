using static Laksana.Browser.Tests.Sights.Sight;

namespace Laksana.Browser.Tests.Sights.Places;

/// <summary>The guide.</summary>
internal static class GuideSights
{
    public static readonly SightTable All = new()
    {
        ["panduan"] = At(null, "/panduan"),
        ["panduan-petugas"] = At("ratri", "/panduan/petugas"),
        ["panduan-atasan"] = At("dimas", "/panduan/atasan"),
        ["panduan-kepala"] = At("suryo", "/panduan/kepala"),
        ["panduan-administrator"] = At("admin", "/panduan/administrator"),
    };
}
