using static Laksana.Browser.Tests.Sights.Sight;

namespace Laksana.Browser.Tests.Sights.Places;

/// <summary>The head's first page.</summary>
internal static class OverviewSights
{
    public static readonly SightTable All = new()
    {
        ["beranda"] = At("dimas", "/beranda"),
        ["beranda-kepala"] = new("suryo", async office => { await KeepingSights.WatchedAsync(office); return "/beranda"; }),
    };
}
