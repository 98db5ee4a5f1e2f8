using static Laksana.Server.Tests.Permitting.Trial;

namespace Laksana.Server.Tests.Permitting.Trials;

/// <summary>The register for people.</summary>
internal static class RegisterTrials
{
    public static readonly TrialTable All = new()
    {
        ["/agenda"] = _ => At("/agenda"),
        ["/agenda/unduh"] = _ => At("/agenda/unduh?bentuk=csv"),
        ["/agenda/buku"] = _ => At("/agenda/buku?bulan=2026-11"),
        ["/agenda/buku/cetak"] = _ => At("/agenda/buku/cetak?bulan=2026-11&bagian=1"),
        ["/verifikasi"] = _ => At("/verifikasi"),
        ["/agenda/bukti"] = _ => At("/agenda/bukti"),
    };
}
