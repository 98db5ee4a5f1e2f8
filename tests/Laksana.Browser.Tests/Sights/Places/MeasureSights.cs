using static Laksana.Browser.Tests.Sights.Sight;

namespace Laksana.Browser.Tests.Sights.Places;

/// <summary>Planned against actual.</summary>
internal static class MeasureSights
{
    public static readonly SightTable All = new()
    {
        ["capaian"] = At("ratri", "/capaian?masa=2026-11"),
        ["capaian-lembar"] = At("ratri", "/capaian?masa=2026&sop=pemeliharaan-jaringan"),
        ["capaian-kosong"] = At("ratri", "/capaian?masa=2001"),
        ["capaian-usul"] = At("ratri", "/capaian/usul/pemeliharaan-jaringan"),
    };
}
