using static Laksana.Browser.Tests.Sights.Sight;

namespace Laksana.Browser.Tests.Sights.Places;

/// <summary>The register.</summary>
internal static class RegisterSights
{
    public static readonly SightTable All = new()
    {
        ["agenda"] = At("ratri", "/agenda"),
        ["agenda-tak-cocok"] = At("ratri", "/agenda?cari=tidak-ada"),
        ["agenda-tanggal-salah"] = At("ratri", "/agenda?dari=2026-11-21&sampai=2026-11-01"),
        ["agenda-buku"] = At("ratri", "/agenda/buku?bulan=2026-11"),
        ["agenda-bukti"] = At("ratri", "/agenda/bukti"),
        ["verifikasi"] = At(null, "/verifikasi"),
    };
}
