using static Laksana.Browser.Tests.Sights.Sight;

namespace Laksana.Browser.Tests.Sights.Places;

/// <summary>The bell.</summary>
internal static class NoticeSights
{
    public static readonly SightTable All = new()
    {
        ["kabar"] = At("dimas", "/kabar"),
        ["kabar-kosong"] = At("yusuf", "/kabar?baru=ya"),
    };
}
