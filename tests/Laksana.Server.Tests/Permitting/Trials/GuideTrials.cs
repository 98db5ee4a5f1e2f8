using static Laksana.Server.Tests.Permitting.Trial;

namespace Laksana.Server.Tests.Permitting.Trials;

/// <summary>The guide.</summary>
internal static class GuideTrials
{
    public static readonly TrialTable All = new()
    {
        ["/panduan/{chapter}"] = _ => At("/panduan/petugas"),
        ["/panduan/gambar/{name}"] = _ => At("/panduan/gambar/tidak-ada.png"),
    };
}
