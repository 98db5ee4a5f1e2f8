using static Laksana.Browser.Tests.Sights.Sight;

namespace Laksana.Browser.Tests.Sights.Places;

/// <summary>Settings and the first start.</summary>
internal static class SettingSights
{
    public static readonly SightTable All = new()
    {
        ["pengaturan"] = At("wahyu", "/pengaturan"),
        ["pengaturan-petugas"] = At("wahyu", "/pengaturan/petugas"),
        ["pengaturan-petugas-satu"] = At("wahyu", "/pengaturan/petugas/dimas"),
        ["pengaturan-petugas-baru"] = At("wahyu", "/pengaturan/petugas/baru"),
        ["pengaturan-petugas-impor"] = At("wahyu", "/pengaturan/petugas/impor"),
        ["pengaturan-petugas-jabatan"] = At("wahyu", "/pengaturan/petugas/ratri/jabatan"),
        ["pengaturan-petugas-cuti"] = At("wahyu", "/pengaturan/petugas/ratri/tidak-hadir"),
        ["pengaturan-jabatan"] = At("wahyu", "/pengaturan/jabatan"),
        ["pengaturan-jabatan-ubah"] = At("wahyu", "/pengaturan/jabatan/kasi-siak"),
        ["pengaturan-peran"] = At("wahyu", "/pengaturan/peran"),
        ["pengaturan-peran-sop"] = At("wahyu", "/pengaturan/peran/pemeliharaan-jaringan"),
        ["pengaturan-lokasi"] = At("wahyu", "/pengaturan/lokasi"),
        ["pengaturan-kantor"] = At("wahyu", "/pengaturan/kantor"),
        ["pengaturan-kalender"] = At("wahyu", "/pengaturan/kalender"),
        ["pengaturan-kalender-impor"] = At("wahyu", "/pengaturan/kalender/impor"),
        ["pengaturan-nomor"] = At("wahyu", "/pengaturan/nomor"),
        ["pengaturan-akun"] = At("wahyu", "/pengaturan/akun"),
        ["pengaturan-akun-kunci"] = At("wahyu", "/pengaturan/akun/kunci/ratri"),
        ["pengaturan-token"] = At("wahyu", "/pengaturan/token"),
        ["pengaturan-catatan"] = At("wahyu", "/pengaturan/catatan"),
    };
}
