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
        ["/akun/kabar"] = _ => At("/akun/kabar"),
        ["/akun/kabar/alamat"] = _ => At("/akun/kabar/alamat", ("cara", "surel"), ("alamat", "a@contoh.go.id")),
        ["/akun/kabar/kode"] = _ => At("/akun/kabar/kode", ("cara", "surel"), ("kode", "123456")),
        ["/akun/kabar/hapus"] = _ => At("/akun/kabar/hapus", ("cara", "surel")),
        ["/pengaturan/kabar"] = _ => Task.FromResult(new Trial("/pengaturan/kabar", [("alamat-dasar", "")], Right: "admin")),
        ["/pengaturan/kabar/uji"] = _ => Task.FromResult(new Trial("/pengaturan/kabar/uji", [("cara", "surel"), ("tujuan", "a@contoh.go.id")], Right: "admin")),
        ["/pengaturan/kabar/ulangi"] = _ => Task.FromResult(new Trial("/pengaturan/kabar/ulangi", Right: "admin")),
    };
}
