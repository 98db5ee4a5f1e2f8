using static Laksana.Server.Tests.Permitting.Trial;

namespace Laksana.Server.Tests.Permitting.Trials;

/// <summary>Planned against actual.</summary>
internal static class MeasureTrials
{
    public static readonly TrialTable All = new()
    {
        ["/capaian"] = _ => At("/capaian"),
        ["/capaian/unduh"] = _ => At("/capaian/unduh?bentuk=xlsx"),
        ["/capaian/cetak"] = _ => At("/capaian/cetak"),
        ["/capaian/usul/{sop}"] = _ => At("/capaian/usul/uji-lengkap"),
    };
}
