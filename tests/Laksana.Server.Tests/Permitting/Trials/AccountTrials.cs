using static Laksana.Server.Tests.Permitting.Trial;

namespace Laksana.Server.Tests.Permitting.Trials;

/// <summary>Coming in, the own account, and what every page and machine needs.</summary>
internal static class AccountTrials
{
    public static readonly TrialTable All = new()
    {
        ["/masuk"] = _ => At("/masuk"),
        ["/masuk/kode"] = _ => At("/masuk/kode"),
        ["/masuk/kunci"] = _ => At("/masuk/kunci"),
        ["/masuk/kunci/pilihan"] = _ => At("/masuk/kunci/pilihan"),
        ["/keluar"] = _ => At("/keluar"),
        ["/bahasa"] = _ => At("/bahasa"),
        ["/galat/{code}"] = _ => At("/galat/404"),
        ["/aset/{name}"] = _ => At("/aset/laksana.css"),
        ["/akun"] = _ => At("/akun"),
        ["/akun/sandi"] = _ => At("/akun/sandi"),
        ["/akun/kode"] = _ => At("/akun/kode"),
        ["/akun/kode/gambar"] = _ => At("/akun/kode/gambar"),
        ["/akun/kode/pemulihan"] = _ => At("/akun/kode/pemulihan"),
        ["/akun/kode/akhiri"] = _ => At("/akun/kode/akhiri"),
        ["/akun/kunci"] = _ => At("/akun/kunci"),
        ["/akun/kunci/pilihan"] = _ => At("/akun/kunci/pilihan"),
        ["/akun/kunci/hapus"] = _ => At("/akun/kunci/hapus"),
        ["/akun/token"] = _ => At("/akun/token"),
        ["/akun/token/cabut"] = _ => At("/akun/token/cabut"),
        ["/akun/keluar-semua"] = _ => At("/akun/keluar-semua"),
        ["/health"] = _ => At("/health"),
        ["/health/live"] = _ => At("/health/live"),
        ["/health/ready"] = _ => At("/health/ready"),
        ["/metrics"] = _ => At("/metrics"),
    };
}
