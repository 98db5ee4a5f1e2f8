using static Laksana.Browser.Tests.Sights.Sight;

namespace Laksana.Browser.Tests.Sights.Places;

/// <summary>Settings and the first start.</summary>
internal static class SettingSights
{
    public static readonly SightTable All = new()
    {
        ["pengaturan"] = At("admin", "/pengaturan"),
        ["pengaturan-petugas"] = At("admin", "/pengaturan/petugas"),
        ["pengaturan-petugas-satu"] = At("admin", "/pengaturan/petugas/dimas"),
        ["pengaturan-petugas-baru"] = At("admin", "/pengaturan/petugas/baru"),
        ["pengaturan-petugas-impor"] = At("admin", "/pengaturan/petugas/impor"),
        ["pengaturan-petugas-jabatan"] = At("admin", "/pengaturan/petugas/ratri/jabatan"),
        ["pengaturan-petugas-cuti"] = At("admin", "/pengaturan/petugas/ratri/tidak-hadir"),
        ["pengaturan-jabatan"] = At("admin", "/pengaturan/jabatan"),
        ["pengaturan-jabatan-ubah"] = At("admin", "/pengaturan/jabatan/kasi-siak"),
        ["pengaturan-peran"] = At("admin", "/pengaturan/peran"),
        ["pengaturan-peran-sop"] = At("admin", "/pengaturan/peran/pemeliharaan-jaringan"),
        ["pengaturan-lokasi"] = At("admin", "/pengaturan/lokasi"),
        ["pengaturan-kantor"] = At("admin", "/pengaturan/kantor"),
        ["pengaturan-kalender"] = At("admin", "/pengaturan/kalender"),
        ["pengaturan-kalender-impor"] = At("admin", "/pengaturan/kalender/impor"),
        ["pengaturan-nomor"] = At("admin", "/pengaturan/nomor"),
        ["pengaturan-akun"] = At("admin", "/pengaturan/akun"),
        ["pengaturan-akun-kunci"] = At("admin", "/pengaturan/akun/kunci/ratri"),
        ["pengaturan-token"] = At("admin", "/pengaturan/token"),
        ["pengaturan-catatan"] = At("admin", "/pengaturan/catatan"),
    };
}
