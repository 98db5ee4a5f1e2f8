using static Laksana.Server.Tests.Permitting.Trial;

namespace Laksana.Server.Tests.Permitting.Trials;

/// <summary>The bell and how it reaches its officer.</summary>
internal static class NoticeTrials
{
    public static readonly TrialTable All = new()
    {
        ["/kabar"] = _ => At("/kabar"),
        ["/kabar/baca"] = _ => At("/kabar/baca", ("kabar", "1")),
        ["/kabar/baca-semua"] = _ => At("/kabar/baca-semua", ("sampai", "1")),
    };
}
